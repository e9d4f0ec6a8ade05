namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// Words as people type them at night, turned into words of the rules: slips mended, split ones joined, joined ones
/// split.
/// </summary>
sealed class WordMender(IReadOnlyList<string> words)
{
    const int ShortestMended = 3;
    const int LongestMended = 30;
    const int LongestShort = 4;
    const int ShortestJoined = 6;

    readonly HashSet<string> known = new(words, StringComparer.Ordinal);
    readonly ILookup<char, string> byFirst = words.Where(word => word.Length >= ShortestMended)
        .ToLookup(word => word[0]);

    public bool Knows(string word) => known.Contains(word);

    public IEnumerable<string> Mend(IReadOnlyList<string> heard)
    {
        for (var at = 0; at < heard.Count; at++)
        {
            var next = at + 1 < heard.Count ? heard[at + 1] : "";
            var isOne = next.Length > 0 && known.Contains(heard[at] + next)
                && (next.Length == 1 || heard[at].Length + next.Length >= ShortestJoined);
            yield return Mend(isOne ? heard[at++] + next : heard[at]);
        }
    }

    string Mend(string word)
    {
        if (known.Contains(word) || word.Length is < ShortestMended or > LongestMended) return word;
        return byFirst[word[0]].FirstOrDefault(other => IsSlip(word, other))
            ?? (word.Length > LongestShort ? Apart(word) : null) ?? word;
    }

    // One letter left out, added, changed or moved; in a short word only moved. People begin words right.
    static bool IsSlip(string typed, string word)
    {
        if (word.Length <= LongestShort)
            return typed.Length == word.Length && typed.Order().SequenceEqual(word.Order());
        return Math.Abs(typed.Length - word.Length) <= 1
            && Parts(word).Intersect(Parts(typed), StringComparer.Ordinal).Any();
    }

    static IEnumerable<string> Parts(string word) =>
        Enumerable.Range(0, word.Length).Select(at => word.Remove(at, 1)).Prepend(word);

    // In as few words as can be.
    string? Apart(string word)
    {
        var best = new List<string>?[word.Length + 1];
        best[0] = [];
        for (var end = 1; end <= word.Length; end++)
        {
            for (var at = 0; at < end; at++)
            {
                var piece = word[at..end];
                if (best[at] is not { } before || !known.Contains(piece) || best[end]?.Count <= before.Count + 1)
                    continue;
                best[end] = [.. before, piece];
            }
        }
        return best[word.Length] is { } pieces ? string.Join(' ', pieces) : null;
    }
}
