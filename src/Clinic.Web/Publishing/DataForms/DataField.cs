using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>One value of a data file as a field of a form.</summary>
/// <param name="Value">As the file has it; the entries of a list are lines.</param>
/// <param name="IsThere">Whether the file has the key at all.</param>
public sealed record DataField(string Path, AskedField Asked, string Value, bool IsThere)
{
    static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["doi"] = "DOI",
        ["pmid"] = "PMID (number of PubMed)",
        ["pmc"] = "PMC (number of PubMed Central)",
        ["pii"] = "PII (number of the publisher)",
        ["url"] = "Address on the web",
        ["id"] = "Short name",
        ["placeholder"] = "To be replaced: this is not a real person yet",
        ["demonstration"] = "This clinic is invented: say so on every page",
    };

    public ValueKind Kind => Asked.Kind;

    public string Label => LabelOf(Asked.Key);

    /// <summary>What somebody typed, where it is not what the file has.</summary>
    public string? Typed { get; set; }

    public string Shown => Typed ?? Value;

    /// <summary>What is wrong with what is shown.</summary>
    public IReadOnlyList<string> Wrong { get; set; } = [];

    /// <summary>What may have been meant by it.</summary>
    public TypedQuestion? Question { get; set; }

    /// <summary>What somebody else made of it meanwhile.</summary>
    public string? Theirs { get; set; }

    /// <summary>What is expected, in the words of the rule that reads it.</summary>
    public string Hint => Kind is ValueKind.Hours or ValueKind.Flag or ValueKind.Choice or ValueKind.ShortName ? ""
        : WithoutKey(Asked.Expected, Asked.Key) switch
        {
            ['"', ..] example => $"Such as {example}",
            [var first, .. var rest] => char.ToUpperInvariant(first) + rest,
            _ => "",
        };

    public bool IsChanged => Typed is not null && Typed != Value;

    public static string LabelOf(string key)
    {
        if (Names.TryGetValue(key, out var name)) return name;
        var words = key.Replace('-', ' ').Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Sentence(ContentProblem problem, string key) =>
        $"{WithoutKey(problem.Wrong, key)} Expected: {WithoutKey(problem.Expected, key)}";

    // The rules speak to who writes the file; who fills in a form sees no keys.
    static string WithoutKey(string sentence, string key)
    {
        var plain = sentence.Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace($"\"{key}: ", "\"", StringComparison.Ordinal)
            .Replace($" {key}: \"", " \"", StringComparison.Ordinal).Replace("\"\"", "\"", StringComparison.Ordinal)
            .Replace($"The key \"{key}\" is", $"\"{LabelOf(key)}\" is", StringComparison.Ordinal);
        return plain.Replace(", in quotes", "", StringComparison.Ordinal)
            .Replace(" in quotes", "", StringComparison.Ordinal);
    }
}

/// <summary>Fields that stand together, since the file has them in one mapping.</summary>
public sealed record FormGroup(string Path, string Title, IReadOnlyList<DataField> Fields,
    IReadOnlyList<FormGroup> Groups,
    IReadOnlyList<FormList> Lists)
{
    public IEnumerable<DataField> AllFields => Fields.Concat(Groups.SelectMany(group => group.AllFields));

    public IEnumerable<FormList> AllLists => Lists.Concat(Groups.SelectMany(group => group.AllLists));
}

/// <summary>
/// Things of one kind, which may be added to, changed, taken away and, where there are names of none, moved.
/// </summary>
/// <param name="HasNames">Whether each goes by a name of its own; else the order is theirs.</param>
public sealed record FormList(string Path, string Title, bool HasNames, IReadOnlyList<FormEntry> Entries)
{
    /// <summary>One text, each line of which is an entry.</summary>
    public bool IsOfLines { get; init; }
}

/// <param name="Title">By which people know it.</param>
/// <param name="Detail">What else helps to find it.</param>
public sealed record FormEntry(string Path, string Title, string Detail);
