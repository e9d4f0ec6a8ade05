using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>A part of the data files that people open by its name.</summary>
/// <param name="Says">What stands there, for the list of all of them.</param>
public sealed record FactsSection(string Slug, string Title, string File, string Says)
{
    /// <summary>Outermost keys of the file; none for those that no other section of it names.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>What one entry of it is called.</summary>
    public string Entry { get; init; } = "entry";

    public static readonly IReadOnlyList<FactsSection> All =
    [
        new("hours", "Hours and holidays", DataFile.ClinicFile, "When the clinic is open, and on which days it is not.")
        {
            Keys = ["hours", "holidays"],
            Entry = "holiday",
        },
        new("contact", "Phone and address", DataFile.ClinicFile,
            "Name, phone, mail address, directions, and by when you answer."),
        new("states", "States", DataFile.ClinicFile, "Where the people live whom your clinicians may treat.") { Keys = ["states"] },
        new("people", "People", DataFile.ClinicFile, "Who treats and who writes, as the site names them.") { Keys = ["people"], Entry = "person" },
        new("prices", "Prices", DataFile.CostsFile, "What a visit costs, and what belongs together.") { Entry = "price" },
        new("routes", "Ways of giving", DataFile.RoutesFile,
            "The table of ways in which ketamine is given, with its sources.")
        {
            Entry = "way of giving",
        },
        new("glossary", "Glossary", DataFile.GlossaryFile, "Words that a reader may not know, and what they mean.")
        {
            Entry = "word",
        },
        new("references", "Sources", DataFile.ReferencesFile, "The papers and pages that texts name as their sources.")
        {
            Entry = "source",
        },
        new("synonyms", "Search words", DataFile.SynonymsFile,
            "Words that people type into the search, and what they mean by them.")
        {
            Entry = "line of words",
        },
        new("crisis-lines", "Crisis lines", DataFile.ClinicFile,
            "Whom every page names for who is in danger or in despair.")
        {
            Keys = ["crisis"],
            Entry = "line",
        },
        new("crisis-words", "Crisis words", DataFile.CrisisWordsName, "Words at which the site shows the crisis lines.")
        {
            Entry = "entry",
        },
    ];

    public static FactsSection? Find(string slug) => All.FirstOrDefault(section => section.Slug == slug);

    public bool Holds(string key) => Keys.Count > 0 ? Keys.Contains(key)
        : !All.Any(section => section.File == File && section.Keys.Contains(key));
}
