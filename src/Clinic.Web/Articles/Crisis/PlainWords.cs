using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Crisis;

/// <summary>Text as small words of a to z and 0 to 9, with "." where a sentence ends.</summary>
static partial class PlainWords
{
    const int Longest = 2000;
    const string Apostrophes = "'’‘ʼ`´";

    public static IReadOnlyList<string> Of(string text)
    {
        var plain = Folded(text.Length > Longest ? text[..Longest] : text);
        plain = LongRun().Replace(plain, "${letter}");
        plain = Ellipsis().Replace(plain, " ");
        plain = SentenceEnd().Replace(plain, " . ");
        return Others().Replace(plain, " ").Trim(' ').Split(' ');
    }

    /// <summary>Small letters without accents, apostrophes and characters that nobody sees.</summary>
    public static string Folded(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.Format || (rune.IsBmp && Apostrophes.Contains((char)rune.Value))) continue;
            // Normalize throws at these.
            var isNoCharacter = category is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
            kept.Append(isNoCharacter ? new Rune(' ') : rune);
        }
        return Marks().Replace(kept.ToString().Normalize(NormalizationForm.FormKD), "").ToLowerInvariant();
    }

    [GeneratedRegex(@"\p{M}", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<letter>[a-z])\k<letter>{2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongRun();

    [GeneratedRegex(@"\.\.+", RegexOptions.NonBacktracking)]
    private static partial Regex Ellipsis();

    [GeneratedRegex(@"[.!?;\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("[^a-z0-9.]+", RegexOptions.NonBacktracking)]
    private static partial Regex Others();
}
