namespace Clinic.Web.Search;

/// <summary>A piece of an excerpt; pages encode it, and draw a mark around what was searched for.</summary>
public sealed record ExcerptPart(string Text, bool IsMatch);

public sealed record SectionLink(string Heading, string Address);

public sealed record SearchResult(string Title, string Address, string Where, IReadOnlyList<ExcerptPart> Excerpt,
    IReadOnlyList<SectionLink> Further);

/// <param name="Mended">What was searched for instead, when a typed word is in no text and a very similar one
/// is.</param>
/// <param name="Missing">What was asked for and stands on none of our pages.</param>
/// <param name="Lookups">How often the index was asked: the price of this search.</param>
public sealed record SearchAnswer(string? Mended, IReadOnlyList<SearchResult> Results, IReadOnlyList<string> Missing,
    int Lookups)
{
    public static readonly SearchAnswer Nothing = new(null, [], [], 0);
}
