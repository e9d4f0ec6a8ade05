using System.Collections.Frozen;

namespace Clinic.Web.Articles;

/// <summary>The whole content folder as it was at one moment: immutable, complete, consistent with itself.</summary>
public sealed record ContentSnapshot
{
    public required ClinicProfile Clinic { get; init; }
    public required IReadOnlyDictionary<string, Reference> References { get; init; }
    public required Glossary Glossary { get; init; }
    public required IReadOnlyList<Route> Routes { get; init; }
    public required CostList Costs { get; init; }
    public required IReadOnlyList<IReadOnlyList<string>> Synonyms { get; init; }
    /// <summary>What people in despair type; a search for one of these shows the crisis lines first.</summary>
    public required IReadOnlyList<string> CrisisWords { get; init; }
    /// <summary>By address.</summary>
    public required FrozenDictionary<string, Picture> Pictures { get; init; }
    /// <summary>Articles and standing pages by address, also those not shown today.</summary>
    public required FrozenDictionary<string, Article> All { get; init; }
    /// <summary>Former address to present address.</summary>
    public required FrozenDictionary<string, string> Moved { get; init; }
    public required IReadOnlyList<ContentProblem> Problems { get; init; }

    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Clinic.TimeZone).DateTime);

    /// <summary>What readers may see at the moment given; the one place that hides drafts, future and expired texts.</summary>
    public Shelf At(DateTimeOffset moment, bool showsAll = false) => new(this, DayOf(moment), showsAll);
}

/// <summary>The texts of a snapshot that readers may see on one day.</summary>
public sealed class Shelf(ContentSnapshot snapshot, DateOnly today, bool showsAll)
{
    public ContentSnapshot Snapshot { get; } = snapshot;

    public DateOnly Today { get; } = today;

    /// <summary>For lists, search, sitemap and feed: newest first, without those whose review is long overdue.</summary>
    public IReadOnlyList<Article> Articles { get; } =
        [.. Listed(snapshot, today, showsAll).Where(article => !article.IsStandingPage).OrderByDescending(article => article.Matter.Published).ThenBy(article => article.Title, StringComparer.Ordinal)];

    public IReadOnlyList<Article> Pages { get; } =
        [.. Listed(snapshot, today, showsAll).Where(article => article.IsStandingPage).OrderBy(article => article.Title, StringComparer.Ordinal)];

    public Article? Find(string address) =>
        Snapshot.All.TryGetValue(address, out var article) && (showsAll || article.IsPublished(Today)) ? article : null;

    static IEnumerable<Article> Listed(ContentSnapshot snapshot, DateOnly today, bool showsAll) =>
        snapshot.All.Values.Where(article => (showsAll || article.IsPublished(today)) && article.ReviewOn(today) != ReviewState.Withdrawn);
}
