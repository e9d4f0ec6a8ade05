using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial;

/// <summary>One sentence of a text, with the place in the text where it begins.</summary>
public readonly record struct Sentence(int Start, string Text)
{
    public int End => Start + Text.Length;

    public int Words => Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;

    public bool IsQuestion => Text.TrimEnd('"', '”', '’', ')', ' ').EndsWith('?');
}

public static partial class Sentences
{
    static readonly string[] Abbreviations =
        ["Dr", "Mr", "Mrs", "Ms", "St", "vs", "etc", "al", "No", "e.g", "i.e", "a.m", "p.m", "U.S", "Jr"];

    public static IEnumerable<Sentence> Of(string text)
    {
        var start = 0;
        foreach (Match end in Ends().Matches(text))
        {
            if (text[end.Index] == '.'
                && Array.Exists(Abbreviations, word => EndsWith(text.AsSpan(start, end.Index - start), word))) continue;
            if (Made(text, start, end.Index + end.Length) is { } sentence) yield return sentence;
            start = end.Index + end.Length;
        }
        if (Made(text, start, text.Length) is { } last) yield return last;
    }

    /// <summary>Of sentences in their order: the one that holds these words; else the default.</summary>
    public static Sentence Around(List<Sentence> sentences, int start, int end)
    {
        var at = sentences.BinarySearch(new(start, ""), ByStart);
        if (at < 0) at = ~at - 1;
        return at >= 0 && end <= sentences[at].End ? sentences[at] : default;
    }

    static readonly Comparer<Sentence> ByStart = Comparer<Sentence>.Create((one, other) => one.Start - other.Start);

    static Sentence? Made(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        var words = text[start..end].TrimEnd();
        return words.Any(char.IsLetterOrDigit) ? new(start, words) : null;
    }

    static bool EndsWith(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word, StringComparison.Ordinal)
            && (text.Length == word.Length || !char.IsLetter(text[^(word.Length + 1)]));

    [GeneratedRegex(@"[.!?…]+[""”’)\]]*(?=\s|$)|\n+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ends();
}
