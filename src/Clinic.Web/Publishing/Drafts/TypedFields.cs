using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>
/// Writes what was typed into the fields of a text; a field that is as it was leaves its line as it is.
/// </summary>
public static partial class TypedFields
{
    /// <param name="typed">What was sent for a field, by its name; null for a field that was not sent.</param>
    public static TextFile Write(TextFile file, IReadOnlyList<TextField> fields, Func<string,
        IReadOnlyList<string>?> typed)
    {
        foreach (var field in fields.Where(field => field.Kind != TextFieldKind.Shown))
        {
            IReadOnlyList<string> values = [.. (typed(field.Name) ?? (field.Kind is TextFieldKind.Flag or TextFieldKind.Choices ? [] : field.Values))
                .Select(OneLine).Where(value => value.Length > 0)];
            // Boxes are sent in the order of the page, which is not the order that readers see.
            if (field.Kind == TextFieldKind.Choices)
                values = [.. field.Values.Where(values.Contains), .. values.Except(field.Values)];
            if (field.Kind == TextFieldKind.Flag ? field.IsOn == values.Count > 0 : values.SequenceEqual(field.Values))
                continue;
            file = file.With(field.Key, field.Kind switch
            {
                _ when values.Count == 0 => null,
                TextFieldKind.Flag => "true",
                TextFieldKind.Choices => $"[{string.Join(", ", values.Select(value => Quoted(value, inList: true)))}]",
                _ => Quoted(values[0], inList: false),
            });
        }
        return file;
    }

    static string OneLine(string typed) => Spaces().Replace(typed, " ").Trim();

    static string Quoted(string value, bool inList)
    {
        var isPlain = (inList ? FrontMatter.IsSlug(value) : Plain().IsMatch(value))
            && !value.Contains(": ", StringComparison.Ordinal)
            && !value.Contains(" #", StringComparison.Ordinal) && value is not ("null" or "true" or "false")
                && value[^1] != ':';
        return isPlain ? value
            : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    // Control characters have no place in a line, and a parser of yaml refuses them.
    [GeneratedRegex(@"[\s\p{Cc}\u2028\u2029]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[\p{L}\p{Nd}][^\p{Cc}""]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();
}
