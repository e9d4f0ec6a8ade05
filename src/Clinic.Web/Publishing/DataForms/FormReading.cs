using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// A data file as forms: what its own reader asked for is a field, what it went through is a list. Nothing here knows a
/// key.
/// </summary>
public sealed class FormReading
{
    const int LongestTitle = 90;

    readonly YamlReading asked = new();

    FormReading(DataText text, string file)
    {
        Text = text;
        Problems = DataFile.Check(file, ContentFile.Of(file, text.Bytes), asked);
    }

    public static FormReading Of(string file, DataText text) => new(text, file);

    public DataText Text { get; }

    public IReadOnlyList<ContentProblem> Problems { get; }

    /// <summary>The outermost fields and lists of a section.</summary>
    public FormGroup Section(FactsSection section)
    {
        if (!Text.Root.IsMap || asked.Maps.GetValueOrDefault(YamlPath.Root) is not { HasNames: false } root)
            return new(YamlPath.Root, section.Title, [], [], [ListOf(YamlPath.Root, section.Title)]);
        return Group(root, section.Title, section.Holds);
    }

    /// <summary>One entry of a list or of named things; null where there is none.</summary>
    public FormGroup? Entry(string path)
    {
        if (LineAt(path) is { } line) return line;
        if (path.Length == 0 || Text.At(path) is not { } part) return null;
        if (asked.Maps.TryGetValue(path, out var map))
            return map.HasNames ? null : Group(map, TitleOf(path, part), _ => true);
        return part.IsText && asked.Maps.GetValueOrDefault(YamlPath.Parent(path))?.Find(YamlPath.Last(path)) is { } field
            && asked.Maps[YamlPath.Parent(path)].HasNames ? new(path, TitleOf(path, part), [Field(path, field)], [], [])
            : part is { IsText: false, IsMap: false } && IsInRootList(path)
                ? new(path, TitleOf(path, part), [new(path, WordsField(), Lines(part), true)], [], []) : null;
    }

    /// <summary>A list by itself, or null where the path leads to none.</summary>
    public FormList? List(string path)
    {
        if (path.Length == 0)
            return Text.Root.IsMap && asked.Maps.GetValueOrDefault(path)?.HasNames != true ? null : ListOf(path, "");
        if (asked.Maps.GetValueOrDefault(YamlPath.Parent(path))?.Find(YamlPath.Last(path)) is not { } field)
            return null;
        return IsList(path, field) ? ListOf(path, field) : null;
    }

    FormGroup Group(AskedMap map, string title, Func<string, bool> isShown)
    {
        var shown = map.Fields.Where(field => isShown(field.Key))
            .Select(field => (Field: field, Path: YamlPath.Child(map.Path, field.Key))).ToList();
        return new(map.Path, title,
            [.. shown.Where(each => !IsList(each.Path, each.Field) && each.Field.Kind is not ValueKind.Map)
                .Select(each => Field(each.Path, each.Field))],
            [.. shown.Where(each => !IsList(each.Path, each.Field) && each.Field.Kind is ValueKind.Map
                && asked.Maps.ContainsKey(each.Path))
                .Select(each => Group(asked.Maps[each.Path], DataField.LabelOf(each.Field.Key), _ => true))],
            [.. shown.Where(each => IsList(each.Path, each.Field)).Select(each => ListOf(each.Path, each.Field))]);
    }

    bool IsList(string path, AskedField field) => field.Kind is ValueKind.Maps or ValueKind.Lines
        || (field.Kind == ValueKind.Map && asked.Maps.GetValueOrDefault(path)?.HasNames == true);

    bool IsInRootList(string path) => !Text.Root.IsMap && YamlPath.Parent(path).Length == 0;

    DataField Field(string path, AskedField field)
    {
        var part = Text.At(path);
        var value = part switch
        {
            null => "",
            { IsText: true } => part is { Shape: YamlShape.Plain, Value: "~" or "null" } ? "" : part.Value.Trim(),
            _ => Lines(part),
        };
        return new(path, field, value, part is not null);
    }

    FormList ListOf(string path, AskedField field) => field.Kind == ValueKind.Lines
        ? new(path, DataField.LabelOf(field.Key), false, [.. LinesOf(path)
            .Select((line, at) => new FormEntry(YamlPath.Child(path, at), line, ""))
            .Where(entry => entry.Title.Trim().Length > 0)])
        { IsOfLines = true }
        : ListOf(path, DataField.LabelOf(field.Key));

    FormList ListOf(string path, string title)
    {
        var part = path.Length == 0 ? Text.Root : Text.At(path);
        var isNamed = asked.Maps.GetValueOrDefault(path)?.HasNames == true;
        if (part is null or { IsText: true }) return new(path, title, isNamed, []);
        return new(path, title, isNamed, [.. part.Items.Select((item, at) =>
            EntryOf(part.IsMap ? YamlPath.Child(path, part.Keys[at].Value) : YamlPath.Child(path, at), item))]);
    }

    FormEntry EntryOf(string path, YamlPart part)
    {
        var words = SummaryOf(path, part).Where(word => word.Length > 0).ToList();
        return new(path, Short(words.FirstOrDefault() ?? YamlPath.Last(path)),
            Short(string.Join(" · ", words.Skip(1).Take(2))));
    }

    IEnumerable<string> SummaryOf(string path, YamlPart part)
    {
        if (asked.Maps.TryGetValue(path, out var map) && !map.HasNames)
            return map.Fields.Where(field =>
                field.Kind is not (ValueKind.ShortName or ValueKind.Flag or ValueKind.Map or ValueKind.Maps))
                .OrderBy(field => field.IsRequired ? 0 : 1)
                    .Select(field => Say(Field(YamlPath.Child(path, field.Key), field)));
        return part.IsText ? [YamlPath.Last(path), part.Value]
            : [string.Join(", ", part.Items.Select(item => item.Value))];
    }

    static string Say(DataField field)
    {
        if (field.Kind == ValueKind.Price && decimal.TryParse(field.Value, CultureInfo.InvariantCulture,
            out var price)) return DisplayFormat.Price(price);
        if (field.Kind == ValueKind.Date && DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", out var day))
            return ClinicTime.Weekday(day.ToDateTime(TimeOnly.MinValue));
        return field.Value.Replace("\n", ", ", StringComparison.Ordinal);
    }

    string TitleOf(string path, YamlPart part) => EntryOf(path, part).Title;

    FormGroup? LineAt(string path)
    {
        if (asked.Maps.GetValueOrDefault(YamlPath.Parent(YamlPath.Parent(path)))?.Find(YamlPath.Last(YamlPath.Parent(path))) is not
            { Kind: ValueKind.Lines } || !int.TryParse(YamlPath.Last(path), out var at)) return null;
        var lines = LinesOf(YamlPath.Parent(path));
        if (at < 0 || at >= lines.Count) return null;
        return new(path, Short(lines[at]), [new(path, PhraseField(), lines[at], true)], [], []);
    }

    public IReadOnlyList<string> LinesOf(string path) =>
        Text.At(path) is { IsText: true } part ? part.Value.Split('\n') : [];

    /// <summary>All words of an entry, to find it by.</summary>
    public string WordsOf(string path) => Text.At(path) is { } part ? WordsIn(part)
        : LinesOf(YamlPath.Parent(path)).ElementAtOrDefault(int.TryParse(YamlPath.Last(path), out var at)
            ? at : -1) ?? "";

    static string WordsIn(YamlPart part) => part.IsText ? part.Value : string.Join(' ', part.Items.Select(WordsIn));

    /// <summary>What the reader asked for at a path; null where it asked for nothing.</summary>
    public AskedField? FieldAt(string path) =>
        asked.Maps.GetValueOrDefault(YamlPath.Parent(path))?.Find(YamlPath.Last(path));

    public static AskedField PhraseField() => new("phrase") { IsRequired = true };

    static AskedField WordsField() => new("words") { Kind = ValueKind.List, IsRequired = true };

    static string Lines(YamlPart part) => string.Join('\n', part.Items.Select(item => item.Value));

    static string Short(string text) => text.Length > LongestTitle ? text[..LongestTitle].TrimEnd() + "…" : text;
}
