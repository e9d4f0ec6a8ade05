using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>
/// A YAML mapping read strictly: every key must be asked for by name, and <see cref="RefuseOthers"/> refuses the rest.
/// What is wrong is collected with its line, never thrown; a missing value reads as empty.
/// </summary>
public sealed partial class YamlMap
{
    readonly YamlSource source;
    readonly YamlMappingNode node;
    readonly AskedMap asked;
    readonly HashSet<string> missing = [];

    YamlMap(YamlSource source, YamlMappingNode node, string path) =>
        (this.source, this.node, asked) = (source, node, source.Reading.Map(path));

    /// <param name="linesBefore">Lines of the file that stand above the YAML text.</param>
    /// <param name="reading">Notes what is asked for.</param>
    public static YamlMap? Parse(string file, string text, ICollection<ContentProblem> problems, int linesBefore = 0,
        YamlReading? reading = null) =>
        new YamlSource(file, linesBefore, problems) { Reading = reading ?? new() }.Read(text) switch
        {
            (var source, YamlMappingNode map) => new(source, map, YamlPath.Root),
            (var source, { } other) => source.Wrong<YamlMap>(other, "This is not a list of keys and values.",
                "lines such as \"title: Words\"."),
            _ => null,
        };

    /// <summary>A file whose outermost thing is a list.</summary>
    public static IReadOnlyList<YamlNodeReader> ParseList(string file, string text,
        ICollection<ContentProblem> problems, YamlReading? reading = null) =>
        new YamlSource(file, 0, problems) { Reading = reading ?? new() }.Read(text) switch
        {
            (var source, YamlSequenceNode list) =>
                [.. list.Children.Select((child, at) =>
                    new YamlNodeReader(source, child, YamlPath.Child(YamlPath.Root, at)))],
            (var source, { } other) => source.Wrong<IReadOnlyList<YamlNodeReader>>(other, "This is not a list.",
                "lines that begin with \"- \".") ?? [],
            _ => [],
        };

    public int Line => (int)node.Start.Line + source.LinesBefore;

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, string expected)
    {
        Demand(key, ValueKind.Text, expected);
        if (Optional(key) is { Length: > 0 } text) return text;
        if (!Has(key)) Missing<string>(key, expected);
        else if (Find(key) is YamlScalarNode) Report(key, $"The key \"{key}\" is empty.", expected);
        return "";
    }

    /// <summary>Sentences rather than words.</summary>
    public string LongText(string key, string expected)
    {
        var text = Text(key, expected);
        Note(key, ValueKind.LongText);
        return text;
    }

    /// <summary>Many lines, each of which counts by itself.</summary>
    public string[] Lines(string key, string expected)
    {
        var text = Text(key, expected);
        Note(key, ValueKind.Lines);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public string? Optional(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: "~" or "null" }) return "";
        if (value is YamlScalarNode { Value: { } text }) return text.Trim();
        Report(key, $"\"{key}\" is not one line of text.", $"\"{key}: some words\".");
        return "";
    }

    /// <summary>What a value is taken for, where the one who reads it knows better.</summary>
    public void Note(string key, ValueKind kind, string? expected = null,
        IReadOnlyList<(string Value, string Name)>? choices = null)
    {
        var field = asked.At(key);
        (field.Kind, field.Expected, field.Choices) = (kind, expected ?? field.Expected, choices ?? field.Choices);
    }

    void Demand(string key, ValueKind kind, string expected)
    {
        Note(key, kind, expected);
        asked.At(key).IsRequired = true;
    }

    public void Require(string key, string expected)
    {
        Missing<string>(key, expected);
        asked.At(key).IsRequired = true;
    }

    /// <summary>The keys as they stand, for lists that have names of their own.</summary>
    public IReadOnlyList<string> Keys =>
        [.. node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")];

    /// <summary>What stands at a key, without making it one of those that are known here.</summary>
    public string? Peek(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value)
        ? (value as YamlScalarNode)?.Value ?? "" : null;

    public void Report(string key, string wrong, string expected, ProblemSeverity severity = ProblemSeverity.Error,
        ContentRule? rule = null) =>
        asked.At(key).Add(source.Report(Find(key)?.Start ?? node.Start, wrong, expected, severity, rule));

    /// <summary>The schema, in the order in which it was asked for.</summary>
    public IEnumerable<string> Asked => asked.Fields.Select(each => each.Key);

    /// <summary>Reports every key that nobody asked for; the keys asked for are the schema.</summary>
    public void RefuseOthers()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (asked.Find(name) is not null) continue;
            var meant = missing.FirstOrDefault(each => KeySpelling.AreNear(each, name));
            if (meant is not null) source.TakeBack(node.Start, $"The key \"{meant}\" is missing.");
            source.Report(key.Start, $"\"{YamlSource.Short(name)}\" is not a key that is known here.",
                $"{(meant is null ? "" : $"\"{meant}\", ")}one of: {string.Join(", ", Asked.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>Every text of a file that is more than one word, with its place.</summary>
    public static IEnumerable<(int Line, int Column, string Text)> TextsIn(ContentFile file)
    {
        if (new YamlSource(file.Path, 0, []).Read(file.Text).Root is not { } root) return [];
        return root.AllNodes.OfType<YamlScalarNode>()
            .Where(value => value.Value?.Contains(' ', StringComparison.Ordinal) == true)
            .Select(value => ((int)value.Start.Line, (int)value.Start.Column + (value.Style == ScalarStyle.Plain ? 0
                : 1), value.Value!));
    }

    YamlNode? Find(string key)
    {
        asked.At(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    T? Missing<T>(string key, string expected)
    {
        if (!Has(key) && missing.Add(key)) Report(key, $"The key \"{key}\" is missing.", expected);
        return default;
    }

    T? Wrong<T>(string key, string wrong, string expected) where T : class
    {
        Report(key, wrong, expected);
        return null;
    }
}
