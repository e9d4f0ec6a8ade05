using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>How a key of the block at the top is typed.</summary>
public enum TextFieldKind
{
    Line,
    Lines,
    Choice,
    Choices,
    Flag,
    Moment,
    /// <summary>Another place writes it: a signature, or a new name.</summary>
    Shown,
}

/// <summary>A key of the block at the top, as the schema that reads the files knows it.</summary>
/// <param name="Values">What stands there: one value, those of a list, or none.</param>
/// <param name="Options">What can be chosen.</param>
/// <param name="Hint">What is expected, in the schema's own words.</param>
public sealed record TextField(string Key, TextFieldKind Kind, string Label, string? Hint, bool IsNeeded,
    IReadOnlyList<string> Values,
    IReadOnlyList<string> Options)
{
    public const string Prefix = "top.";

    public string Name => Prefix + Key;

    public string Value => Values is [var one, ..] ? one : "";

    public bool IsOn => Value == "true";

    // What a signature says is no field, and a former address is written when a text is renamed.
    static readonly string[] WrittenElsewhere = ["reviewer", "reviewed", "next-review", "formerly", "allow"];

    /// <summary>Null when the block cannot be read, and must be mended as it is written.</summary>
    public static IReadOnlyList<TextField>? Of(TextFile file, ContentKind kind, ContentSnapshot snapshot)
    {
        var yaml = file.Top is null or "" ? YamlMap.Parse("", "{}", []) : YamlMap.Parse("", file.Top, []);
        return yaml is null ? null : [.. FrontMatter.Schema(kind)
            .Select(key => Made(key.Key, key.Expected, yaml, snapshot))];
    }

    static TextField Made(string key, string? expected, YamlMap yaml, ContentSnapshot snapshot)
    {
        var values = yaml.Peek(key) switch
        {
            null => [],
            "" when key is "related" or "formerly" => yaml.List(key),
            "" when key == "allow" => [.. yaml.Maps(key, "").Select(entry => $"{entry.Peek("rule")}, {entry.Peek("by")}, until {entry.Peek("until")}")],
            var value => [value],
        };
        return new(key, KindOf(key), $"{char.ToUpperInvariant(key[0])}{key[1..].Replace('-', ' ')}", expected,
            expected is not null,
            values, Choices(key, snapshot, values));
    }

    static TextFieldKind KindOf(string key) => key switch
    {
        _ when WrittenElsewhere.Contains(key) => TextFieldKind.Shown,
        "description" => TextFieldKind.Lines,
        "topic" or "author" => TextFieldKind.Choice,
        "related" => TextFieldKind.Choices,
        "published" or "expires" => TextFieldKind.Moment,
        "draft" => TextFieldKind.Flag,
        _ => TextFieldKind.Line,
    };

    // What stands there now can be left, also when it is no choice any more.
    static IReadOnlyList<string> Choices(string key, ContentSnapshot snapshot, IReadOnlyList<string> values)
    {
        IEnumerable<string> known = key switch
        {
            "topic" => FrontMatter.Topics,
            "author" => snapshot.Clinic.People.Keys,
            "related" => snapshot.All.Values.Where(text => !text.IsStandingPage).Select(text => text.Slug)
                .Order(StringComparer.Ordinal),
            _ => [],
        };
        return [.. known.Union(KindOf(key) is TextFieldKind.Choice or TextFieldKind.Choices ? values : [])];
    }
}
