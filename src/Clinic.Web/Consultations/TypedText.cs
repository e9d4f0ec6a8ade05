using System.Globalization;
using System.Text;

namespace Clinic.Web.Consultations;

/// <summary>
/// Text as a person typed or pasted it, made comparable: composed, without what nobody sees, trimmed, its spaces
/// single.
/// </summary>
public static class TypedText
{
    public static string OneLine(string typed) =>
        SingleSpaced(UnseenCharacters.Remove(LinesAsSpaces(Composed(typed)), keepMeaning: true));

    /// <summary>
    /// For values that machines read: also without joiners, and wide, circled and joined letters made plain.
    /// </summary>
    public static string Plain(string typed) =>
        SingleSpaced(UnseenCharacters.Remove(LinesAsSpaces(Composed(typed, NormalizationForm.FormKC)),
            keepMeaning: false));

    /// <summary>Lines stay lines, and more than one empty line becomes one.</summary>
    public static string Lines(string typed)
    {
        var text = UnseenCharacters.Remove(Composed(typed).ReplaceLineEndings("\n").Replace('\v', '\n'),
            keepMeaning: true);
        var tidy = new StringBuilder(text.Length);
        var isEmptyBefore = true;
        foreach (var line in text.Split('\n').Select(SingleSpaced))
        {
            if (line.Length > 0 || !isEmptyBefore) tidy.Append(line).Append('\n');
            isEmptyBefore = line.Length == 0;
        }
        return tidy.ToString().TrimEnd('\n');
    }

    public static int Length(string text) => text.EnumerateRunes().Count();

    static string LinesAsSpaces(string text) => text.ReplaceLineEndings(" ").Replace('\v', ' ');

    static string SingleSpaced(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var isSpace = c == '\t' || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator;
            if (!isSpace) tidy.Append(c);
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }
        return tidy.ToString().TrimEnd(' ');
    }

    static string Composed(string typed, NormalizationForm form = NormalizationForm.FormC)
    {
        // Half of a pair has no meaning, and a few characters that are none cannot be composed.
        var whole = string.Concat(typed.EnumerateRunes());
        try
        {
            return whole.Normalize(form);
        }
        catch (ArgumentException)
        {
            return whole;
        }
    }
}
