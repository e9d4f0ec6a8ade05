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

    public static ClinicProfile? Clinic(ContentFile file, ICollection<ContentProblem> found) =>
        Map(file, found) is { } yaml ? ClinicYaml.Read(yaml) : null;

    public static IReadOnlyDictionary<string, Reference>? References(ContentFile file,
        ICollection<ContentProblem> found) =>
        Map(file, found) is { } yaml ? Reference.Read(yaml) : null;

    public static Glossary? Glossary(ContentFile file, ICollection<ContentProblem> found) =>
        Map(file, found) is { } yaml ? Articles.Glossary.Read(yaml) : null;

    public static IReadOnlyList<Route> Routes(ContentFile file, ICollection<ContentProblem> found) =>
        Route.Read(YamlMap.ParseList(file.Path, file.Text, found).Select(entry => entry.AsMap("a route's keys."))
            .OfType<YamlMap>());

    public static CostList? Costs(ContentFile file, ICollection<ContentProblem> found) => Map(file, found) is { } yaml
        ? CostList.Read(yaml) : null;

    public static IReadOnlyList<SynonymGroup> Synonyms(ContentFile file, ICollection<ContentProblem> found) =>
        SynonymGroup.Read(YamlMap.ParseList(file.Path, file.Text, found));

    public static CrisisWords? CrisisWords(ContentFile file, List<ContentProblem> found) => Map(file, found) is { } yaml
        ? CrisisWordsFile.Read(yaml, found) : null;

    /// <summary>What is wrong with a file by itself, wherever it lies; its name says what it is.</summary>
    public static IReadOnlyList<ContentProblem> Check(string name, ContentFile file)
    {
        var found = new List<ContentProblem>();
        object? read = name switch
        {
            ClinicFile => Clinic(file, found),
            ReferencesFile => References(file, found),
            GlossaryFile => Glossary(file, found),
            RoutesFile => Routes(file, found),
            CostsFile => Costs(file, found),
            SynonymsFile => Synonyms(file, found),
            CrisisWordsName => CrisisWords(file, found),
            _ => throw new ArgumentException($"{name} is no data file.", nameof(name)),
        };
        return found;
    }

    static YamlMap? Map(ContentFile file, ICollection<ContentProblem> found) =>
        YamlMap.Parse(file.Path, file.Text, found);
}
