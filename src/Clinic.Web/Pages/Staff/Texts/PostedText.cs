using Clinic.Web.Publishing.Drafts;

namespace Clinic.Web.Pages;

/// <summary>The form of a text as it was sent.</summary>
static class PostedText
{
    /// <summary>The longest text that a draft keeps, as browsers write it in a form.</summary>
    public const int Largest = 2 * ContentDraft.LongestText;

    const string Hex = "0123456789abcdef";

    /// <summary>
    /// The hash of the file that the words were begun from; null for a text that was nowhere, or for what is no hash.
    /// </summary>
    public static string? Opened(IFormCollection form) =>
        form["opened"].ToString() is { Length: 64 } hash && hash.All(Hex.Contains) ? hash : null;

    /// <summary>Which window sends it; whatever names none is one window.</summary>
    public static string Window(IFormCollection form) =>
        Guid.TryParseExact(form["window"].ToString(), "N", out var window) ? window.ToString("N") : "none";

    /// <param name="fields">Null where the block at the top is sent as it is written.</param>
    public static TextFile Write(TextFile file, IReadOnlyList<TextField>? fields, IFormCollection form)
    {
        if (fields is not null)
        {
            // A box that is not ticked is not sent; the form says that it was there.
            var isWhole = form.ContainsKey(TextField.Prefix + "title");
            file = TypedFields.Write(file, fields, name =>
                form.ContainsKey(name) ? form[name].Select(Line).ToList() : isWhole ? null : Before(fields, name));
        }
        else if (form.ContainsKey("top"))
        {
            file = file.WithTop(Lines(form["top"].ToString()));
        }
        return form.ContainsKey("body") ? file.WithBody(Lines(form["body"].ToString())) : file;
    }

    static IReadOnlyList<string> Before(IReadOnlyList<TextField> fields, string name) =>
        fields.First(field => field.Name == name).Values;

    static string Line(string? value) => (value ?? "").Replace("\0", "", StringComparison.Ordinal);

    // Browsers send each line end as two characters.
    static string Lines(string text) => TextFile.PlainEnds(Line(text));
}
