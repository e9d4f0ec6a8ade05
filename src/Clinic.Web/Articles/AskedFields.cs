namespace Clinic.Web.Articles;

/// <summary>What a reader takes a value for.</summary>
public enum ValueKind
{
    Text,
    LongText,
    /// <summary>By which other files or texts call the entry.</summary>
    ShortName,
    Date,
    Price,
    Flag,
    Number,
    Choice,
    Phone,
    DialedPhone,
    Hours,
    /// <summary>One text of many lines, each of which is an entry.</summary>
    Lines,
    List,
    Map,
    /// <summary>A list of mappings.</summary>
    Maps,
}

/// <summary>One key that a reader asked for, and what it said of it.</summary>
public sealed class AskedField(string key)
{
    readonly List<ContentProblem> problems = [];

    public string Key => key;

    public ValueKind Kind { get; internal set; }

    public string Expected { get; internal set; } = "";

    public bool IsRequired { get; internal set; }

    /// <summary>The only values there are, or none where any text will do.</summary>
    public IReadOnlyList<(string Value, string Name)> Choices { get; internal set; } = [];

    public IReadOnlyList<ContentProblem> Problems => problems;

    internal void Add(ContentProblem problem) => problems.Add(problem);
}

/// <summary>One mapping of a file, with the keys that its reader asked for, in that order.</summary>
public sealed class AskedMap(string path)
{
    readonly List<AskedField> fields = [];

    public string Path => path;

    /// <summary>Whether its keys are the names of things, which anybody may add to.</summary>
    public bool HasNames { get; internal set; }

    public IReadOnlyList<AskedField> Fields => fields;

    public AskedField? Find(string key) => fields.Find(field => field.Key == key);

    internal AskedField At(string key)
    {
        if (Find(key) is { } known) return known;
        var field = new AskedField(key);
        fields.Add(field);
        return field;
    }
}

/// <summary>
/// Notes what the reader of a file asks for, mapping by mapping: the forms of the clinic's side are made from it, and
/// so are never another list of keys than the reader's.
/// </summary>
public sealed class YamlReading
{
    readonly Dictionary<string, AskedMap> maps = new(StringComparer.Ordinal);

    /// <summary>By the path from the outermost thing, which is the empty path.</summary>
    public IReadOnlyDictionary<string, AskedMap> Maps => maps;

    internal AskedMap Map(string path)
    {
        if (maps.TryGetValue(path, out var known)) return known;
        return maps[path] = new(path);
    }
}

/// <summary>Where a value stands in a file: keys and numbers of entries with "/" between them.</summary>
public static class YamlPath
{
    public const string Root = "";

    public static string Child(string path, string key)
    {
        var part = key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return path.Length == 0 ? part : $"{path}/{part}";
    }

    public static string Child(string path, int index) =>
        Child(path, index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static IReadOnlyList<string> Parts(string path) => path.Length == 0 ? []
        : [.. path.Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal))];

    public static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : Root;

    /// <summary>The key, or the number of the entry.</summary>
    public static string Last(string path) => Parts(path) is [.., var last] ? last : "";
}
