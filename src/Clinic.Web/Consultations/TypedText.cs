using System.Text;

namespace Clinic.Web.Consultations;

/// <summary>Text as a person typed it, made comparable: NFC, trimmed, inner runs of spaces made one. Control characters stay, to be refused.</summary>
public static class TypedText
{
    public static string OneLine(string typed)
    {
        var tidy = new StringBuilder(typed.Length);
        foreach (var c in Composed(typed))
        {
            var isSpace = c == '\t' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.SpaceSeparator;
            if (!isSpace) tidy.Append(c);
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }
        return tidy.ToString().TrimEnd(' ');
    }

    public static string Lines(string typed) =>
        string.Join('\n', Composed(typed).ReplaceLineEndings("\n").Split('\n').Select(OneLine)).Trim('\n', ' ');

    /// <summary>Control, line-separating and direction-changing characters, which no name, address or number holds.</summary>
    public static bool HasControl(string text, bool linesAllowed = false) =>
        text.Any(c => (char.IsControl(c) && !(linesAllowed && c == '\n')) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF');

    public static int Length(string text) => text.EnumerateRunes().Count();

    static string Composed(string typed)
    {
        try
        {
            return typed.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return new string([.. typed.Select(c => char.IsSurrogate(c) ? '\uFFFD' : c)]);
        }
    }
}
