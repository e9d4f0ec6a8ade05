namespace Clinic.Web.Articles;

/// <summary>An entry of references.yaml.</summary>
public sealed record Reference(string Key, string Authors, string Title, string Source, string Address)
{
    /// <summary>In references.yaml.</summary>
    public int Line { get; init; }

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
                AddressOf(entry))
            {
                Line = entry.Line,
            };
            entry.Text("year", "a year.");
            entry.RefuseOthers();
        }
        return references;
    }

    static string AddressOf(YamlMap entry)
    {
        var (doi, pmid, pmc, url) = (entry.Optional("doi"), entry.Optional("pmid"), entry.Optional("pmc"), entry.Optional("url"));
        if (url is not null && !url.StartsWith("https://", StringComparison.Ordinal))
            entry.Report("url", "The address does not begin with https://.", "\"url: https://…\".");
        if (doi is not null) return "https://doi.org/" + Uri.EscapeDataString(doi).Replace("%2F", "/", StringComparison.Ordinal);
        if (pmid is not null) return $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/";
        if (pmc is not null) return $"https://pmc.ncbi.nlm.nih.gov/articles/{pmc}/";
        if (url is null) entry.Report("doi", "A reader cannot look this source up.", "at least one of doi, pmid, pmc, url.");
        return url ?? "";
    }
}
