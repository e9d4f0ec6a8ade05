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
public sealed class ContentFinder(ArticleLibrary library)
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
            _ => Doi.In(asked) is { } doi ? WithDoi(content, doi) : Sources(content, words),
        }).Take(Most)];
    }

    static IEnumerable<FoundMark> WithDoi(ContentSnapshot content, string doi)
    {
        var known = content.References.Values.Where(source =>
            source.Address.StartsWith(Resolver, StringComparison.Ordinal)
            && Doi.AreSame(Uri.UnescapeDataString(source.Address[Resolver.Length..]), doi)).ToList();
        return known.Count > 0 ? known.Select(Mark)
            : [new($"{doi} is not among the sources yet. Add it there, then it can be named here.", null,
                $"/staff/facts/references?doi={Uri.EscapeDataString(doi)}")];
    }

    static IEnumerable<FoundMark> Sources(ContentSnapshot content, string[] words) => content.References.Values
        .Where(source => HoldsAll($"{source.Key} {source.Authors} {source.Title} {source.Source}", words)).Select(Mark);

    static FoundMark Mark(Reference source) =>
        new($"{source.Authors}: {source.Title} ({source.Source})", $"[@{source.Key}]");

    static bool HoldsAll(string text, string[] words) =>
        Array.TrueForAll(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
