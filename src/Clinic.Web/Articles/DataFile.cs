using Clinic.Web.Articles.Crisis;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles;

/// <summary>The data files of the content folder, each read as what it is.</summary>
public static class DataFile
{
    public const string ClinicFile = "clinic.yaml";
    public const string ReferencesFile = "references.yaml";
    public const string GlossaryFile = "glossary.yaml";
    public const string RoutesFile = "routes.yaml";
    public const string CostsFile = "costs.yaml";
    public const string SynonymsFile = "synonyms.yaml";
    public const string CrisisWordsName = "crisis-words.yaml";

    public static readonly IReadOnlyList<string> Names =
        [ClinicFile, ReferencesFile, GlossaryFile, RoutesFile, CostsFile, SynonymsFile, CrisisWordsName];

    /// <summary>
    /// Visitors read these, so that they are proofread; of the others they see titles of sources at most.
    /// </summary>
    public static readonly IReadOnlyList<string> Shown =
        [.. Names.Except([ReferencesFile, SynonymsFile, CrisisWordsName])];

    public static ClinicProfile? Clinic(ContentFile file, ICollection<ContentProblem> found,
        YamlReading? reading = null) =>
        Map(file, found, reading) is { } yaml ? ClinicYaml.Read(yaml) : null;

    public static IReadOnlyDictionary<string, Reference>? References(ContentFile file,
        ICollection<ContentProblem> found, YamlReading? reading = null) =>
        Map(file, found, reading) is { } yaml ? Reference.Read(yaml) : null;

    public static Glossary? Glossary(ContentFile file, ICollection<ContentProblem> found,
        YamlReading? reading = null) =>
        Map(file, found, reading) is { } yaml ? Articles.Glossary.Read(yaml) : null;

    public static IReadOnlyList<Route> Routes(ContentFile file, ICollection<ContentProblem> found,
        YamlReading? reading = null) =>
        Route.Read(YamlMap.ParseList(file.Path, file.Text, found, reading)
            .Select(entry => entry.AsMap("a route's keys."))
            .OfType<YamlMap>());

    public static CostList? Costs(ContentFile file, ICollection<ContentProblem> found, YamlReading? reading = null) =>
        Map(file, found, reading) is { } yaml
        ? CostList.Read(yaml) : null;

    public static IReadOnlyList<SynonymGroup> Synonyms(ContentFile file, ICollection<ContentProblem> found,
        YamlReading? reading = null) =>
        SynonymGroup.Read(YamlMap.ParseList(file.Path, file.Text, found, reading));

    // Proving every rule takes four tenths of the time in which the content is read (2026-12-01), and each trial
    // of a change reads it all, so what was proven last is remembered by its words.
    static ProvenWords? proven;

    public static CrisisWords? CrisisWords(ContentFile file, List<ContentProblem> found, YamlReading? reading = null)
    {
        if (reading is null && proven is { } last && last.Text == file.Text) return last.Words;
        if (Map(file, found, reading) is not { } yaml) return null;
        var words = CrisisWordsFile.Read(yaml, found);
        if (words is not null) proven = new(file.Text, words);
        return words;
    }

    /// <summary>What is wrong with a file by itself, wherever it lies; its name says what it is.</summary>
    /// <param name="reading">Notes what the reader asks for.</param>
    public static IReadOnlyList<ContentProblem> Check(string name, ContentFile file, YamlReading? reading = null)
    {
        var found = new List<ContentProblem>();
        object? read = name switch
        {
            ClinicFile => Clinic(file, found, reading),
            ReferencesFile => References(file, found, reading),
            GlossaryFile => Glossary(file, found, reading),
            RoutesFile => Routes(file, found, reading),
            CostsFile => Costs(file, found, reading),
            SynonymsFile => Synonyms(file, found, reading),
            CrisisWordsName => CrisisWords(file, found, reading),
            _ => throw new ArgumentException($"{name} is no data file.", nameof(name)),
        };
        return found;
    }

    static YamlMap? Map(ContentFile file, ICollection<ContentProblem> found, YamlReading? reading) =>
        YamlMap.Parse(file.Path, file.Text, found, reading: reading);

    sealed record ProvenWords(string Text, CrisisWords Words);
}
