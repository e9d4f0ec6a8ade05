using System.Buffers;
using System.Globalization;
using System.Text;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// The ways in which a value may be written. Which one says what is meant, the reading of the result shows.
/// </summary>
static class ScalarWriting
{
    /// <summary>The best first: as it was written before, if that is known; the last one always holds.</summary>
    public static IEnumerable<string> Ways(string value, YamlShape before)
    {
        var isPlain = value.Length > 0 && value is not ("~" or "null") && value.Trim() == value
            && !value.Contains('\n', StringComparison.Ordinal);
        var isLine = !value.AsSpan().ContainsAny('\n', '\t');
        var needsEscapes = value.AsSpan().ContainsAny('"', '\\');
        if (before == YamlShape.Plain && isPlain) yield return value;
        if (before == YamlShape.Single && isLine) yield return Single(value);
        if (!needsEscapes) yield return Double(value);
        if (isLine) yield return Single(value);
        yield return Double(value);
    }

    static readonly SearchValues<char> Marks = SearchValues.Create(":#[]{},\"'`&*!|>%@\n\t");

    /// <summary>For a new value: plain where nobody could take it for something else.</summary>
    public static string New(string value, YamlShape? sibling = null)
    {
        var isPlain = value.Length > 0 && sibling is not (YamlShape.Single or YamlShape.Double)
            && char.IsAsciiLetterOrDigit(value[0])
            && !value.AsSpan().ContainsAny(Marks) && value.Trim() == value
            && value is not ("null" or "yes" or "no");
        return isPlain ? value : Ways(value, sibling == YamlShape.Single ? YamlShape.Single : YamlShape.Double).First();
    }

    /// <summary>A part of a value, within quotes or lines that stay as they are.</summary>
    public static string Within(string middle, YamlShape shape, int indent) => shape switch
    {
        YamlShape.Single => middle.Replace("'", "''", StringComparison.Ordinal),
        YamlShape.Double => Escaped(middle),
        YamlShape.Literal => middle.Replace("\n", "\n" + new string(' ', indent), StringComparison.Ordinal),
        _ => middle,
    };

    static string Single(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Double(string value) => $"\"{Escaped(value)}\"";

    static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\n' => escaped.Append("\\n"),
                '\t' => escaped.Append("\\t"),
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' =>
                    escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => escaped.Append(letter),
            };
        }
        return escaped.ToString();
    }
}
