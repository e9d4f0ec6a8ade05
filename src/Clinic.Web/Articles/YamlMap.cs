using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Clinic.Web.Articles;

/// <summary>
/// A YAML mapping read strictly: every key must be asked for by name, and <see cref="RefuseOthers"/> refuses the rest.
/// What is wrong is collected with its line, never thrown; a missing value reads as empty.
/// </summary>
public sealed class YamlMap
{
    const int DeepestNesting = 12;

    // Years with a slip in them are found, and a year can be added to any date.
    static readonly DateOnly FirstDay = new(1900, 1, 1);
    static readonly DateOnly LastDay = new(2100, 1, 1);
    static readonly string[] MinuteForms = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm"];

    readonly YamlSource source;
    readonly YamlMappingNode node;
    readonly HashSet<string> asked = [];

    YamlMap(YamlSource source, YamlMappingNode node) => (this.source, this.node) = (source, node);

    sealed record YamlSource(string File, int LinesBefore, ICollection<ContentProblem> Problems)
    {
        public void Report(Mark at, string wrong, string expected) =>
            Problems.Add(new(File, (int)at.Line + LinesBefore, (int)at.Column, wrong, expected) { Rule = ContentRule.Schema });
    }

    /// <param name="linesBefore">Lines of the file that stand above the YAML text.</param>
    public static YamlMap? Parse(string file, string text, ICollection<ContentProblem> problems, int linesBefore = 0) =>
        Root(new(file, linesBefore, problems), text) switch
        {
            (var source, YamlMappingNode map) => new(source, map),
            (var source, { } other) => Wrong<YamlMap>(source, other, "This is not a list of keys and values.", "lines such as \"title: Words\"."),
            _ => null,
        };

    /// <summary>A file whose outermost thing is a list.</summary>
    public static IReadOnlyList<YamlNodeReader> ParseList(string file, string text, ICollection<ContentProblem> problems) =>
        Root(new(file, 0, problems), text) switch
        {
            (var source, YamlSequenceNode list) => [.. list.Children.Select(child => new YamlNodeReader(source, child))],
            (var source, { } other) => Wrong<IReadOnlyList<YamlNodeReader>>(source, other, "This is not a list.", "lines that begin with \"- \".") ?? [],
            _ => [],
        };

    public int Line => (int)node.Start.Line + source.LinesBefore;

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key, string expected)
    {
        if (Optional(key) is { Length: > 0 } text) return text;
        if (!Has(key)) source.Report(node.Start, $"The key \"{key}\" is missing.", expected);
        else if (Find(key) is YamlScalarNode empty) source.Report(empty.Start, $"The key \"{key}\" is empty.", expected);
        return "";
    }

    public string? Optional(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value is YamlScalarNode { Value: { } text }) return text.Trim();
        source.Report(value.Start, $"\"{key}\" is not one line of text.", $"\"{key}: some words\".");
        return "";
    }

    public DateOnly Date(string key) => OptionalDate(key) ?? Missing<DateOnly>(key, $"a date such as \"{key}: 2026-10-05\".");

    public DateOnly? OptionalDate(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date > FirstDay && date < LastDay) return date;
        source.Report(Find(key)!.Start, $"\"{key}: {Short(text)}\" is not a date.", $"year-month-day, such as \"{key}: 2026-10-05\".");
        return LastDay;
    }

    /// <summary>A day, which begins at midnight, or a minute of it; by the clinic's clock.</summary>
    public DateTime Minute(string key) => OptionalMinute(key) ?? Missing<DateTime>(key, $"a date such as \"{key}: 2026-10-05\".");

    public DateTime? OptionalMinute(string key)
    {
        if (Optional(key) is not { } text) return null;
        if (DateTime.TryParseExact(text, MinuteForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) && DateOnly.FromDateTime(minute) is var day && day > FirstDay && day < LastDay) return minute;
        source.Report(Find(key)!.Start, $"\"{key}: {Short(text)}\" is not a date.", $"year-month-day, such as \"{key}: 2026-10-05\", with a time or without, such as \"{key}: 2026-10-05 14:30\".");
        return LastDay.ToDateTime(TimeOnly.MinValue);
    }

    public bool Flag(string key)
    {
        switch (Optional(key))
        {
            case null or "false": return false;
            case "true": return true;
            default:
                source.Report(Find(key)!.Start, $"\"{key}\" is neither true nor false.", $"\"{key}: true\" or \"{key}: false\".");
                return false;
        }
    }

    public decimal Number(string key)
    {
        if (Optional(key) is not { } text) return Missing<decimal>(key, $"a number such as \"{key}: 180\".");
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number >= 0) return number;
        source.Report(Find(key)!.Start, $"\"{key}: {Short(text)}\" is not a number.", $"a number such as \"{key}: 180\".");
        return 0;
    }

    public IReadOnlyList<string> List(string key)
    {
        switch (Find(key))
        {
            case null: return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                return [.. list.Children.Select(item => ((YamlScalarNode)item).Value ?? "")];
            case { } other:
                source.Report(other.Start, $"\"{key}\" is not a list.", $"\"{key}: [one, two]\".");
                return [];
        }
    }

    public YamlMap? Map(string key, string expected) => Find(key) switch
    {
        YamlMappingNode map => new(source, map),
        { } other => Wrong<YamlMap>(source, other, $"\"{key}\" is not a list of keys and values.", expected),
        null => Missing<YamlMap>(key, expected),
    };

    public IReadOnlyList<YamlMap> Maps(string key, string expected) => Find(key) switch
    {
        YamlSequenceNode list => [.. list.Children.Select(child => new YamlNodeReader(source, child).AsMap(expected)).OfType<YamlMap>()],
        { } other => Wrong<IReadOnlyList<YamlMap>>(source, other, $"\"{key}\" is not a list.", expected) ?? [],
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

    public void Report(string key, string wrong, string expected) =>
        source.Report(Find(key)?.Start ?? node.Start, wrong, expected);

    /// <summary>The schema, in the order in which it was asked for.</summary>
    public IEnumerable<string> Asked => asked;

    /// <summary>Reports every key that nobody asked for; the keys asked for are the schema.</summary>
    public void RefuseOthers()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!asked.Contains(name))
                source.Report(key.Start, $"\"{Short(name)}\" is not a key that is known here.", $"one of: {string.Join(", ", asked.Order(StringComparer.Ordinal))}.");
        }
    }

    YamlNode? Find(string key)
    {
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    T? Missing<T>(string key, string expected)
    {
        if (!Has(key)) source.Report(node.Start, $"The key \"{key}\" is missing.", expected);
        return default;
    }

    static T? Wrong<T>(YamlSource source, YamlNode at, string wrong, string expected) where T : class
    {
        source.Report(at.Start, wrong, expected);
        return null;
    }

    static (YamlSource Source, YamlNode? Root) Root(YamlSource source, string text)
    {
        try
        {
            if (!IsShallow(source, text)) return (source, null);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: { } root }]) return (source, root);
            source.Report(new Mark(0, 1, 1), "Nothing stands here, or more than one document.", "one list of keys and values.");
        }
        catch (YamlException e)
        {
            var hint = e.Message.Contains("uplicate", StringComparison.Ordinal) ? "each key once." : "\"key: value\" lines; put quotes around a value that holds a colon.";
            source.Report(e.Start, $"This line cannot be read ({Short(e.InnerException?.Message ?? e.Message)}).", hint);
        }
        return (source, null);
    }

    // The object model reads recursively: depth and aliases are refused before it runs.
    static bool IsShallow(YamlSource source, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (MoveOn(source, parser) is { } hasMore)
        {
            if (!hasMore) return true;
            depth += parser.Current!.NestingIncrease;
            if (depth <= DeepestNesting && parser.Current is not AnchorAlias) continue;
            source.Report(parser.Current.Start, parser.Current is AnchorAlias ? "References between values (*name) are not used here." : "This is nested too deep.", "plain keys and values.");
            return false;
        }
        return false;
    }

    /// <summary>Null, with a problem, where the parser itself falls over a bracket that is never closed.</summary>
    static bool? MoveOn(YamlSource source, Parser parser)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException)
        {
            source.Report(parser.Current?.Start ?? new Mark(0, 1, 1), "A bracket is opened here and never closed.", "a closing ] or }, or quotes around a value that holds one.");
            return null;
        }
    }

    static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 80 } line ? line[..80] + "…" : text.ReplaceLineEndings(" ");

    public readonly struct YamlNodeReader
    {
        readonly YamlSource source;
        readonly YamlNode node;

        internal YamlNodeReader(object source, YamlNode node) => (this.source, this.node) = ((YamlSource)source, node);

        public YamlMap? AsMap(string expected) => node is YamlMappingNode map
            ? new YamlMap(source, map)
            : Wrong<YamlMap>(source, node, "This entry has no keys and values.", expected);

        public IReadOnlyList<string> AsList()
        {
            if (node is YamlSequenceNode list) return [.. list.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")];
            source.Report(node.Start, "This entry is not a list.", "\"- [one, two]\".");
            return [];
        }
    }
}
