using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Drafts;

public enum FindWhat
{
    Page,
    Source,
    Glossary,
}

/// <summary>Something that a text can name.</summary>
/// <param name="Insert">As it is written into the text; null where it must be added elsewhere first.</param>
/// <param name="Address">Where it is added.</param>
public sealed record FoundMark(string Title, string? Insert, string? Address = null);

/// <summary>Pages, sources and words of the glossary, for whoever writes a text.</summary>
public sealed partial class ContentFinder(ArticleLibrary library)
{
    public const int Most = 12;
    public const int LongestQuery = 300;
    const string Resolver = "https://doi.org/";

    public IReadOnlyList<FoundMark> Find(FindWhat what, string query)
    {
        var asked = (query.Length > LongestQuery ? query[..LongestQuery] : query).Trim();
        var words = asked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var content = library.Current;
        return [.. (what switch
        {
            FindWhat.Page => content.All.Values.Where(text => HoldsAll(text.Title + " " + text.Slug, words))
                .OrderBy(text => text.Title, StringComparer.OrdinalIgnoreCase)
                .Select(text => new FoundMark(text.Title, $"[{text.Title}]({text.Address})")),
            FindWhat.Glossary => content.Glossary.Terms
                .Where(term => HoldsAll($"{term.Term} {string.Join(' ', term.Also)}", words))
                .Select(term => new FoundMark($"{term.Term}: {term.Definition}", term.Term)),
            _ => DoiIn(asked) is { } doi ? WithDoi(content, doi) : Sources(content, words),
        }).Take(Most)];
    }

    /// <summary>The DOI in what somebody pasted, without the address around it; null where there is none.</summary>
    public static string? DoiIn(string pasted)
    {
        var text = pasted;
        try
        {
            text = Uri.UnescapeDataString(pasted);
        }
        catch (UriFormatException)
        {
            // A percent sign that stands for itself.
        }
        if (Doi().Match(Spaces().Replace(text, "")) is not { Success: true } match) return null;
        var doi = match.Value.TrimEnd('.', ',', ';', ':', ')', ']', '}', '>', '\'', '/', '?', '#');
        return Balanced(doi, match.Value);
    }

    // Some DOIs end in a bracket that was opened inside them.
    static string Balanced(string doi, string found) =>
        doi.Count(c => c == '(') > doi.Count(c => c == ')') && found.Length > doi.Length && found[doi.Length] == ')' ? doi + ')' : doi;

    static IEnumerable<FoundMark> WithDoi(ContentSnapshot content, string doi)
    {
        var known = content.References.Values.Where(source => source.Address.StartsWith(Resolver, StringComparison.Ordinal)
            && string.Equals(Uri.UnescapeDataString(source.Address[Resolver.Length..]), doi, StringComparison.OrdinalIgnoreCase)).ToList();
        return known.Count > 0 ? known.Select(Mark)
            : [new($"{doi} is not among the sources yet. Add it there, then it can be named here.", null,
                $"/staff/facts/references?doi={Uri.EscapeDataString(doi)}")];
    }

    static IEnumerable<FoundMark> Sources(ContentSnapshot content, string[] words) => content.References.Values
        .Where(source => HoldsAll($"{source.Key} {source.Authors} {source.Title} {source.Source}", words)).Select(Mark);

    static FoundMark Mark(Reference source) => new($"{source.Authors}: {source.Title} ({source.Source})", $"[@{source.Key}]");

    static bool HoldsAll(string text, string[] words) =>
        Array.TrueForAll(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"10\.[0-9]{4,9}/[^\s<>""]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Doi();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
