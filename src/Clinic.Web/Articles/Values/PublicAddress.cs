using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Values;

/// <summary>Where something is found: the clinic's e-mail address, and the papers that texts name.</summary>
static partial class PublicAddress
{
    public static string ReadEmail(YamlMap yaml, string key)
    {
        var text = yaml.Text(key, "the clinic's public e-mail address.");
        if (text.Length > 0 && !Email().IsMatch(text))
            yaml.Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not an e-mail address.",
                $"a name, an @ and a domain, and nothing else: \"{key}: hello@clinic.org\".");
        return text;
    }

    /// <summary>Where a reader can look a source up: the best of what the entry gives.</summary>
    public static string ReadSource(YamlMap entry)
    {
        var doi = Part(entry, "doi", Doi(), "10.1176/appi.ajp.2013.13030392", "a DOI");
        var pmid = Part(entry, "pmid", Pmid(), "23982301", "a number of PubMed");
        var pmc = Part(entry, "pmc", Pmc(), "PMC3000408", "a number of PubMed Central");
        // The publisher's own number leads nowhere by itself; it tells a librarian which paper the address is of.
        Part(entry, "pii", Pii(), "S1064-7481(21)00002-6", "a publisher item identifier");
        var url = entry.Optional("url");
        if (url is not null && !(url.StartsWith("https://", StringComparison.Ordinal) && !url.Any(char.IsWhiteSpace)
            && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Contains('.', StringComparison.Ordinal)))
            entry.Report("url", $"\"url: {YamlSource.Short(url)}\" is not an address that begins with https://.",
                "\"url: https://…\", as the browser shows it.");
        if (doi is not null) return "https://doi.org/" + Uri.EscapeDataString(doi)
            .Replace("%2F", "/", StringComparison.Ordinal);
        if (pmid is not null) return $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/";
        if (pmc is not null) return $"https://pmc.ncbi.nlm.nih.gov/articles/{pmc}/";
        if (url is null) entry.Report("doi", "A reader cannot look this source up.",
            "at least one of doi, pmid, pmc, url.");
        return url ?? "";
    }

    static string? Part(YamlMap entry, string key, Regex form, string example, string what)
    {
        if (entry.Optional(key) is not { } text || form.Match(text) is { Success: true } match
            && match.Length == text.Length) return entry.Optional(key);
        var meant = form.Match(text.TrimEnd('.', ',', ';', '/', ' ')) is { Success: true } inside ? inside.Value : null;
        entry.Report(key, $"\"{key}: {YamlSource.Short(text)}\" is more or less than {what}.",
            $"the number alone, without the address around it: \"{key}: {meant ?? example}\".");
        return text;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_%+'-]+(\.[A-Za-z0-9_%+'-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"10\.\d{4,9}/\S*[^\s.,;]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Doi();

    [GeneratedRegex(@"\b[1-9]\d{0,7}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pmid();

    [GeneratedRegex(@"\bPMC[1-9]\d{0,8}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pmc();

    [GeneratedRegex(@"S\d{4}-\d{3}[\dX]\(\d{2}\)\d{5}-[\dX]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pii();
}
