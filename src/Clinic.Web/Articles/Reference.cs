using Clinic.Web.Articles.Values;

namespace Clinic.Web.Articles;

/// <summary>What a source is, and so what it can carry.</summary>
public enum SourceKind { Unknown, Trial, Study, Review, Guideline, Label, Animal, Theory, Official, News }

/// <summary>An entry of references.yaml.</summary>
public sealed record Reference(string Key, string Authors, string Title, string Source, string Address)
{
    /// <summary>In references.yaml.</summary>
    public int Line { get; init; }

    public SourceKind Kind { get; init; }
    /// <summary>"ketamine", "esketamine", "both" or "other"; null if it is not said.</summary>
    public string? Drug { get; init; }
    /// <summary>Who was studied, in words.</summary>
    public string? Population { get; init; }
    /// <summary>How many people were randomized, or counted where that is all that is known.</summary>
    public int? People { get; init; }
    /// <summary>The day on which somebody of the clinic opened it.</summary>
    public DateOnly? Retrieved { get; init; }

    /// <summary>The publisher item identifier, which papers without a known DOI may have instead.</summary>
    public string? Pii { get; init; }

    /// <summary>It has a number by which libraries know it.</summary>
    public bool IsRegistered => Pii is not null
        || Address.StartsWith("https://doi.org/", StringComparison.Ordinal)
        || Address.StartsWith("https://pubmed.ncbi", StringComparison.Ordinal)
        || Address.StartsWith("https://pmc.ncbi", StringComparison.Ordinal)
        || Address.StartsWith("https://clinicaltrials.gov/study/NCT", StringComparison.Ordinal);

    static readonly string[] Kinds = [.. Enum.GetNames<SourceKind>().Skip(1).Select(name => name.ToLowerInvariant())];
    static readonly string[] Drugs = ["ketamine", "esketamine", "both", "other"];

    static string? OneOf(YamlMap entry, string key, string[] known)
    {
        entry.Note(key, ValueKind.Choice, choices: [.. known.Select(word => (word, word))]);
        if (entry.Optional(key) is not { } text) return null;
        if (known.Contains(text)) return text;
        entry.Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not known here.",
            $"one of: {string.Join(", ", known)}.");
        return null;
    }

    public static IReadOnlyDictionary<string, Reference> Read(YamlMap yaml)
    {
        var references = new Dictionary<string, Reference>(StringComparer.Ordinal);
        foreach (var (key, entry) in yaml.Entries("authors, title, source, year and a doi, pmid, pmc or url."))
        {
            references[key] = new(
                key,
                entry.Text("authors", "\"authors: Zarate CA Jr, Singh JB, et al.\"."),
                entry.Text("title", "the title of the paper."),
                entry.Text("source", "where and when it appeared."),
                PublicAddress.ReadSource(entry))
            {
                Line = entry.Line,
                Kind = OneOf(entry, "kind", Kinds) is { } kind
                    ? Enum.Parse<SourceKind>(kind, ignoreCase: true) : SourceKind.Unknown,
                Drug = OneOf(entry, "drug", Drugs),
                Pii = entry.Optional("pii"),
                Population = entry.Optional("population"),
                People = entry.OptionalWholeNumber("people", 1, 10_000_000),
                Retrieved = entry.OptionalDate("retrieved"),
            };
            if (key.Length == 0 || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
                entry.Report("authors", $"No text can name \"{YamlSource.Short(key)}\".",
                    "a key of letters and digits without spaces, such as short2018.");
            if (entry.Text("year", "a year.") is { Length: > 0 } year
                && !(year is ['1' or '2', _, _, _] && year.All(char.IsAsciiDigit)))
                entry.Report("year", $"\"year: {YamlSource.Short(year)}\" is not a year.",
                    "four digits, such as \"year: 2018\".");
            entry.RefuseOthers();
        }
        return references;
    }
}
