using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Search;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>The words of common English and of the site's own texts, by which a slip of typing is known.</summary>
public sealed partial class KnownWords(ArticleLibrary library)
{
    // In these words are misspelled on purpose.
    static readonly string[] Misspelled = [DataFile.SynonymsFile, DataFile.CrisisWordsName];

    readonly Lock gate = new();
    (ContentSnapshot? Snapshot, KnownWordsOfAll Words) read = (null, new());

    public KnownWordsBeside Beside(string path)
    {
        var snapshot = library.Current;
        lock (gate)
        {
            if (!ReferenceEquals(read.Snapshot, snapshot)) read = (snapshot, Read(snapshot));
            return new(read.Words, path);
        }
    }

    static KnownWordsOfAll Read(ContentSnapshot snapshot)
    {
        var words = new KnownWordsOfAll();
        foreach (var file in snapshot.All.Values.Select(text => text.File).Concat(snapshot.DataFiles)
            .Where(file => !Misspelled.Contains(file.Path)))
        {
            foreach (var word in Word().Matches(file.Text).Select(match => match.Value.ToLowerInvariant()))
                words.Add(word, file.Path);
        }
        return words;
    }

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Word();
}

/// <summary>The words of all files of one moment.</summary>
public sealed class KnownWordsOfAll
{
    readonly Dictionary<string, (string File, bool IsInOthers, int Times)> words = new(StringComparer.Ordinal);

    public void Add(string word, string file) =>
        words[word] = words.TryGetValue(word, out var seen)
            ? (seen.File, seen.IsInOthers || seen.File != file, seen.Times + 1) : (file, false, 1);

    public bool IsBeside(string word, string path) =>
        words.TryGetValue(word, out var seen) && (seen.IsInOthers || seen.File != path);

    /// <summary>Nobody slips twice the same way: it is a name or a term.</summary>
    public bool IsMoreThanOnce(string word) => words.TryGetValue(word, out var seen) && seen.Times > 1;

    public IEnumerable<string> All => words.Keys;
}

/// <summary>What is known beside one file, which does not bear witness for itself.</summary>
public sealed class KnownWordsBeside(KnownWordsOfAll all, string path)
{
    /// <summary>Such a word may have been meant.</summary>
    public bool Has(string word) => CommonWords.Has(word) || all.IsBeside(word, path) || all.IsMoreThanOnce(word);

    public bool HasForSure(string word) => CommonWords.IsEnglish(word) || all.IsBeside(word, path);

    /// <summary>Whether another word of the site is nearer to what was typed than the one that it became.</summary>
    public bool HasNearer(string typed, string chosen, int letters) =>
        letters > 1 && all.All.Any(other => other != typed && other != chosen
        && Math.Abs(other.Length - typed.Length) < letters && Spelling.Distance(typed, other, letters) < letters
            && HasForSure(other));
}
