using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>
/// A YAML mapping read strictly: every key must be asked for by name, and <see cref="RefuseOthers"/> refuses the rest.
/// What is wrong is collected with its line, never thrown; a missing value reads as empty.
/// </summary>
public sealed partial class YamlMap
{
    // Years with a slip in them are found, and a year can be added to any date.
    static readonly DateOnly FirstDay = new(1900, 1, 1);
    static readonly DateOnly LastDay = new(2100, 1, 1);
    static readonly string[] MinuteForms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"];

    readonly YamlSource source;
    readonly YamlMappingNode node;
    readonly HashSet<string> asked = [];
    readonly HashSet<string> missing = [];

    YamlMap(YamlSource source, YamlMappingNode node) => (this.source, this.node) = (source, node);

    /// <param name="linesBefore">Lines of the file that stand above the YAML text.</param>
    public static YamlMap? Parse(string file, string text, ICollection<ContentProblem> problems, int linesBefore = 0) =>
        new YamlSource(file, linesBefore, problems).Read(text) switch
        {
            (var source, YamlMappingNode map) => new(source, map),
            (var source, { } other) => source.Wrong<YamlMap>(other, "This is not a list of keys and values.",
                "lines such as \"title: Words\"."),
            _ => null,
        };

    /// <summary>A file whose outermost thing is a list.</summary>
    public static IReadOnlyList<YamlNodeReader> ParseList(string file, string text,
        ICollection<ContentProblem> problems) =>
        new YamlSource(file, 0, problems).Read(text) switch
        {
            (var source, YamlSequenceNode list) =>
                [.. list.Children.Select(child => new YamlNodeReader(source, child))],
            (var source, { } other) => source.Wrong<IReadOnlyList<YamlNodeReader>>(other, "This is not a list.",
                "lines that begin with \"- \".") ?? [],
            _ => [],
        };

    public int Line => (int)node.Start.Line + source.LinesBefore;

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, string expected)
    {
        if (Optional(key) is { Length: > 0 } text) return text;
        if (!Has(key)) Missing<string>(key, expected);
        else if (Find(key) is YamlScalarNode empty) source.Report(empty.Start, $"The key \"{key}\" is empty.",
            expected);
        return "";
    }

    public string? Optional(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value is YamlScalarNode { Style: ScalarStyle.Plain, Value: "~" or "null" }) return "";
        if (value is YamlScalarNode { Value: { } text }) return text.Trim();
        source.Report(value.Start, $"\"{key}\" is not one line of text.", $"\"{key}: some words\".");
        return "";
    }

    public void Require(string key, string expected) => Missing<string>(key, expected);

    public DateOnly Date(string key) => OptionalDate(key)
        ?? Missing<DateOnly>(key, $"a date such as \"{key}: 2026-10-05\".");

    public DateOnly? OptionalDate(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date > FirstDay && date < LastDay) return date;
        source.Report(Find(key)!.Start, $"\"{key}: {YamlSource.Short(text)}\" is not a date.",
            $"year-month-day, such as \"{key}: 2026-10-05\".");
        return LastDay;
    }

    /// <summary>A day, which begins at midnight, or a minute of it; by the clinic's clock.</summary>
    public DateTime Minute(string key) => OptionalMinute(key)
        ?? Missing<DateTime>(key, $"a date such as \"{key}: 2026-10-05\".");

    public DateTime? OptionalMinute(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (DateTime.TryParseExact(text, MinuteForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            && DateOnly.FromDateTime(minute) is var day && day > FirstDay && day < LastDay) return minute;
        source.Report(Find(key)!.Start, $"\"{key}: {YamlSource.Short(text)}\" is not a date.",
            $"year-month-day, such as \"{key}: 2026-10-05\", with a time or without, such as \"{key}: 2026-10-05 14:30\".");
        return LastDay.ToDateTime(TimeOnly.MinValue);
    }

    public bool Flag(string key)
    {
        switch (Optional(key))
        {
            case null or "false": return false;
            case "true": return true;
            default:
                source.Report(Find(key)!.Start, $"\"{key}\" is neither true nor false.",
                    $"\"{key}: true\" or \"{key}: false\".");
                return false;
        }
    }

    public int WholeNumber(string key, int least, int most)
    {
        var expected = $"a whole number from {least} to {most}, such as \"{key}: {least}\".";
        if (Optional(key) is not { } text) return Missing<int>(key, expected);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most) return number;
        source.Report(Find(key)!.Start,
            $"\"{key}: {YamlSource.Short(text)}\" is not a whole number from {least} to {most}.", expected);
        return least;
    }

    public IReadOnlyList<string> List(string key)
    {
        switch (Find(key))
        {
            case null: return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                return [.. list.Children.SelectMany(item => ItemsOf((YamlScalarNode)item, key))];
            case { } other:
                source.Report(other.Start, $"\"{key}\" is not a list.", $"\"{key}: [one, two]\".");
                return [];
        }
    }

    string[] ItemsOf(YamlScalarNode item, string key)
    {
        var text = item.Value ?? "";
        if (!text.Contains(';', StringComparison.Ordinal)) return [text];
        source.Report(item.Start,
            $"\"{YamlSource.Short(text)}\" is one entry of \"{key}\", since a semicolon parts none.",
            $"commas between the entries: \"{key}: [one, two]\".");
        return text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    public YamlMap? Map(string key, string expected) => Find(key) switch
    {
        YamlMappingNode map => new(source, map),
        { } other => source.Wrong<YamlMap>(other, $"\"{key}\" is not a list of keys and values.", expected),
        null => Missing<YamlMap>(key, expected),
    };

    public IReadOnlyList<YamlMap> Maps(string key, string expected) => Find(key) switch
    {
        YamlSequenceNode list => [.. list.Children.Select(child => new YamlNodeReader(source, child).AsMap(expected))
            .OfType<YamlMap>()],
        { } other => source.Wrong<IReadOnlyList<YamlMap>>(other, $"\"{key}\" is not a list.", expected) ?? [],
        null => Missing<IReadOnlyList<YamlMap>>(key, expected) ?? [],
    };

    /// <summary>Every key with the mapping below it, for files whose keys are the names of things.</summary>
    public IEnumerable<(string Key, YamlMap Value)> Entries(string expected)
    {
        foreach (var (keyNode, value) in node.Children)
        {
            var key = (keyNode as YamlScalarNode)?.Value ?? "";
            asked.Add(key);
            if (value is YamlMappingNode map) yield return (key, new(source, map));
            else source.Report(value.Start, $"\"{key}\" has no keys and values below it.", expected);
        }
    }

    /// <summary>Every key with the text beside it, for files whose keys are the names of things.</summary>
    public IEnumerable<(string Key, string Value)> Texts()
    {
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>()
            .Select(key => key.Value ?? "")) yield return (key, Text(key, "some words."));
    }

    /// <summary>The keys as they stand, for lists that have names of their own.</summary>
    public IReadOnlyList<string> Keys => [.. node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "")];

    /// <summary>What stands at a key, without making it one of those that are known here.</summary>
    public string? Peek(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value)
        ? (value as YamlScalarNode)?.Value ?? "" : null;

    public void Report(string key, string wrong, string expected, ProblemSeverity severity = ProblemSeverity.Error,
        ContentRule? rule = null) =>
        source.Report(Find(key)?.Start ?? node.Start, wrong, expected, severity, rule);

    /// <summary>The schema, in the order in which it was asked for.</summary>
    public IEnumerable<string> Asked => asked;

    /// <summary>Reports every key that nobody asked for; the keys asked for are the schema.</summary>
    public void RefuseOthers()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (asked.Contains(name)) continue;
            var meant = missing.FirstOrDefault(each => KeySpelling.AreNear(each, name));
            if (meant is not null) source.TakeBack(node.Start, $"The key \"{meant}\" is missing.");
            source.Report(key.Start, $"\"{YamlSource.Short(name)}\" is not a key that is known here.",
                $"{(meant is null ? "" : $"\"{meant}\", ")}one of: {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
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
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    T? Missing<T>(string key, string expected)
    {
        if (!Has(key) && missing.Add(key)) source.Report(node.Start, $"The key \"{key}\" is missing.", expected);
        return default;
    }
}
