using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial;

/// <summary>
/// How many years of school a text asks for, by the Flesch-Kincaid formula with a syllable count by rule.
/// </summary>
public static partial class ReadingGrade
{
    public static double Of(string text)
    {
        var sentences = Sentences(text).Count;
        var words = Words().Matches(text).Select(match => match.Value).ToList();
        return sentences == 0 || words.Count == 0
            ? 0 : 0.39 * words.Count / sentences + 11.8 * words.Sum(Syllables) / words.Count - 15.59;
    }

    public static IReadOnlyList<string> Sentences(string text) =>
        [.. Ends().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Any(char.IsLetter))];

    /// <summary>Groups of vowels, without a silent e at the end; at least one.</summary>
    public static int Syllables(string word)
    {
        var groups = Vowels().Count(word);
        if (word.Length > 2 && word.EndsWith('e') && !word.EndsWith("le", StringComparison.OrdinalIgnoreCase)
            && groups > 1) groups--;
        return Math.Max(1, groups);
    }

    [GeneratedRegex(@"[\p{L}’']+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"[.!?]+[\s""”)]+|[.!?]+$|\n+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Ends();

    [GeneratedRegex("[aeiouy]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Vowels();
}
