using System.Runtime.InteropServices;

namespace Clinic.Web.Search;

/// <summary>The words that stand somewhere on the site, and which of them a mistyped word was meant to be.</summary>
public sealed class Spelling
{
    const int ShortestMended = 4;
    const int LongestWithOneSlip = 6;
    const int LongestMended = 40;

    readonly Dictionary<string, int> uses = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> usesAsKey = new(StringComparer.Ordinal);
    ILookup<int, string>? byLength;

    /// <param name="keyWords">From titles, headings, terms and synonyms: what people look for.</param>
    public void Add(IReadOnlyCollection<string> keyWords, IEnumerable<string> otherWords)
    {
        foreach (var word in keyWords) Count(usesAsKey, word, 1);
        foreach (var word in keyWords.Concat(otherWords)) Count(uses, word, 1);
    }

    /// <summary>Takes back what was added with the same words.</summary>
    public void Remove(IReadOnlyCollection<string> keyWords, IEnumerable<string> otherWords)
    {
        foreach (var word in keyWords) Count(usesAsKey, word, -1);
        foreach (var word in keyWords.Concat(otherWords)) Count(uses, word, -1);
    }

    public bool Has(string word) => uses.ContainsKey(word);

    /// <summary>
    /// Null when nothing is near enough. A guess at the limit must be a key word, or ordinary words that no text of
    /// ours holds would turn into others. The same first letter decides between equals, then how often a word is used.
    /// </summary>
    public string? Nearest(string word)
    {
        if (word.Length is < ShortestMended or > LongestMended || !word.All(char.IsLetter)) return null;
        var slips = word.Length <= LongestWithOneSlip ? 1 : 2;
        return Enumerable.Range(word.Length - slips, 2 * slips + 1)
            .SelectMany(length => Known()[length])
            .Select(known => (Word: known, Distance: Distance(word, known, slips)))
            .Where(near => near.Distance <= slips && (usesAsKey.ContainsKey(near.Word) || near.Distance < slips))
            .OrderBy(near => near.Distance)
            .ThenBy(near => near.Word[0] != word[0])
            .ThenByDescending(near => uses[near.Word])
            .ThenBy(near => near.Word, StringComparer.Ordinal)
            .Select(near => near.Word)
            .FirstOrDefault();
    }

    ILookup<int, string> Known() => byLength ??= uses.Keys.Where(word =>
        word.Length >= ShortestMended && word.All(char.IsLetter)).ToLookup(word => word.Length);

    void Count(Dictionary<string, int> words, string word, int change)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(words, word, out _);
        count += change;
        if (count == 0) words.Remove(word);
        byLength = null;
    }

    /// <summary>
    /// Damerau and Levenshtein: letters left out, added, changed, or two neighbours swapped. Not counted beyond the
    /// limit.
    /// </summary>
    public static int Distance(string a, string b, int limit = int.MaxValue)
    {
        var (beforeLast, last, row) =
            (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (isSwap) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }
            // A swap reaches back two rows, so both must be beyond the limit.
            if (row.AsSpan().IndexOfAnyInRange(0, limit) < 0 && last.AsSpan().IndexOfAnyInRange(0, limit) < 0)
                return limit + 1;
            (beforeLast, last, row) = (last, row, beforeLast);
        }
        return last[b.Length];
    }
}
