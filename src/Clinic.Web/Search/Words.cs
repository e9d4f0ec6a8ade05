using System.Globalization;
using System.Text;

namespace Clinic.Web.Search;

/// <summary>Text as the search sees it: letters and digits in small type, without accents and apostrophes.</summary>
public static class Words
{
    public static List<string> Of(string text) =>
        [.. Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        // Normalize throws at broken surrogates and at noncharacters, so it sees letters only.
        foreach (var letter in LettersOf(text).Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(Rune.ToLowerInvariant(letter));
        }
        return folded.ToString();
    }

    static string LettersOf(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\'' or '’' or 'ʼ') continue;
            var isKept = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
            letters.Append(isKept ? rune : new Rune(' '));
        }
        return letters.ToString();
    }
}
