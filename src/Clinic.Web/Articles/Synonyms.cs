namespace Clinic.Web.Articles;

/// <summary>A group of synonyms.yaml: who types one of the words also finds what the others mean.</summary>
/// <param name="Means">What is searched as well. In a plain list these are the words themselves.</param>
/// <param name="Page">The address of the page, or of the section, that answers best.</param>
/// <param name="IsCovered">False for what our pages do not speak of, though single words of it stand in them.</param>
public sealed record SynonymGroup(IReadOnlyList<string> Words, IReadOnlyList<string> Means, string? Page,
    bool IsCovered = true)
{
    public static IReadOnlyList<SynonymGroup> Read(IEnumerable<YamlMap.YamlNodeReader> entries) =>
        [.. entries.Select(Read).OfType<SynonymGroup>()];

    static SynonymGroup? Read(YamlMap.YamlNodeReader entry)
    {
        if (!entry.IsMap) return entry.AsList() is var words ? new(words, words, null) : null;
        var map = entry.AsMap("words, and means or a page.")!;
        var group = new SynonymGroup(map.List("words"), map.List("means"), map.Optional("page"),
            !map.Flag("not-covered"));
        if (group.Words.Count == 0) map.Report("words", "There are no words here.", "\"words: [one, two]\".");
        if (group.Means.Count == 0 && group.Page is null && group.IsCovered)
            map.Report("words", "It is not said what these words mean.",
                "\"means: [other words]\", \"page: /costs\", or \"not-covered: true\".");
        if (group.Page is { } page && !page.StartsWith('/'))
            map.Report("page", $"\"{page}\" is no address of this site.",
                "an address such as /costs or /faq#can-i-drive-afterward.");
        map.RefuseOthers();
        return group;
    }
}
