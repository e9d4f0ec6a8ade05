using System.Text.Json;
using Clinic.Web.Publishing.DataForms;

namespace Clinic.Web.Pages;

/// <summary>A form of a data file as it was posted.</summary>
public static class PostedFacts
{
    const string Prefix = "v.";

    public static TypedFields Read(IFormCollection posted)
    {
        var values = posted.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(
            field => field.Key[Prefix.Length..], field =>
                (IReadOnlyList<string>)[.. field.Value.OfType<string>()], StringComparer.Ordinal);
        var mine = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (posted["mine"].ToString() is { Length: > 0 } kept) mine[kept[1..]] = true;
        if (posted["theirs"].ToString() is { Length: > 0 } taken) mine[taken[1..]] = false;
        return new(values, Was(posted["was"].ToString()))
        {
            Key = posted["key"].ToString(),
            Answers = Answers(posted["answer"].ToString()),
            Mine = mine
        };
    }

    static Dictionary<string, string> Was(string json)
    {
        try
        {
            return json.Length > 0 && JsonSerializer.Deserialize<Dictionary<string, string?>>(json) is { } was
                ? was.ToDictionary(field => field.Key, field => field.Value ?? "", StringComparer.Ordinal) : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // "path=value", from the button that was pressed.
    static Dictionary<string, string> Answers(string answer) =>
        answer.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at
            ? new(StringComparer.Ordinal) { [answer[..at]] = answer[(at + 1)..] } : [];

    /// <summary>What stands in the fields of a form, for the next post of it.</summary>
    public static string WasOf(FormGroup form, TypedFields? before) =>
        JsonSerializer.Serialize(form.AllFields.ToDictionary(
        field => TypedFields.NameOf(field.Path, form.Path),
        field => field.Theirs is null ? field.Value
            : before?.Was.GetValueOrDefault(TypedFields.NameOf(field.Path, form.Path)) ?? field.Value));
}
