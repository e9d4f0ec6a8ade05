using System.Collections.Frozen;
using Clinic.Web.Articles.Crisis;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles;

/// <summary>The whole content folder as it was at one moment: immutable, complete, consistent with itself.</summary>
public sealed record ContentSnapshot
{
    public required ClinicProfile Clinic { get; init; }
    public required IReadOnlyDictionary<string, Reference> References { get; init; }
    public required Glossary Glossary { get; init; }
    public required IReadOnlyList<Route> Routes { get; init; }
    public required CostList Costs { get; init; }
    public required IReadOnlyList<SynonymGroup> Synonyms { get; init; }
    /// <summary>Tells who needs a person now: a search in such words shows the crisis lines first.</summary>
    public required CrisisWords CrisisWords { get; init; }
    /// <summary>By address.</summary>
    public required FrozenDictionary<string, Picture> Pictures { get; init; }
    /// <summary>Articles and standing pages by address, also those not shown today.</summary>
    public required FrozenDictionary<string, Article> All { get; init; }
    /// <summary>Former address to present address.</summary>
    public required FrozenDictionary<string, string> Moved { get; init; }
    public required IReadOnlyList<ContentProblem> Problems { get; init; }
    /// <summary>The data files as they are on the disk, good or not.</summary>
    public required IReadOnlyList<ContentFile> DataFiles { get; init; }
    /// <summary>What is not shown as it is on the disk.</summary>
    public required IReadOnlyList<OlderVersion> Older { get; init; }
    /// <summary>Whether the folder itself, or one in it, was found empty or away.</summary>
    public required bool IsFolderLost { get; init; }
    /// <summary>The version of each file that the site goes by; of none while the snapshot is not whole.</summary>
    public required IReadOnlyList<ContentFile> LastGood { get; init; }
    /// <summary>What is shown in place of a text that turns out to have mistakes.</summary>
    public required Func<Article, Article?> StandIn { get; init; }
    /// <summary>False for the first snapshot of a large folder, whose texts have not all been looked through.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>
    /// Whether a file is there and cannot be used, so that what leads to it or calls upon it is no further mistake.
    /// </summary>
    public bool IsUnread(string file) =>
        Problems.Any(problem => problem.Severity == ProblemSeverity.Error && problem.File == file);

    public DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Clinic.TimeZone).DateTime);

    /// <summary>
    /// When the clinic's clock first shows this for good: a minute that comes twice is the later one.
    /// </summary>
    public DateTimeOffset MomentOf(DateTime byTheClinicsClock) =>
        new(byTheClinicsClock, Clinic.TimeZone.GetUtcOffset(byTheClinicsClock));

    /// <summary>
    /// What readers may see at the moment given; the one place that hides drafts, future and expired texts.
    /// </summary>
    public Shelf At(DateTimeOffset moment, bool showsAll = false) => new(this, moment, showsAll);
}

/// <summary>The texts of a snapshot that readers may see at one moment.</summary>
public sealed class Shelf
{
    readonly bool showsAll;

    public Shelf(ContentSnapshot snapshot, DateTimeOffset moment, bool showsAll)
    {
        (Snapshot, Moment, Today, this.showsAll) = (snapshot, moment, snapshot.DayOf(moment), showsAll);
        var listed = snapshot.All.Values.Where(article => MaySee(article)
            && article.ReviewOn(Today) != ReviewState.Withdrawn).ToLookup(article => article.IsStandingPage);
        Articles = [.. listed[false].OrderByDescending(article => article.Matter.Published)
            .ThenBy(article => article.Title, StringComparer.Ordinal)];
        Pages = [.. listed[true].OrderBy(article => article.Title, StringComparer.Ordinal)];
        Until = snapshot.All.Values.SelectMany(article => new[] { article.Matter.Published, article.Matter.Expires })
            .OfType<DateTime>().Append(Today.AddDays(1).ToDateTime(TimeOnly.MinValue)).Select(snapshot.MomentOf)
                .Where(next => next > moment).Min();
    }

    public ContentSnapshot Snapshot { get; }

    public DateTimeOffset Moment { get; }

    public DateOnly Today { get; }

    /// <summary>
    /// For lists, search, sitemap and feed: newest first, without those whose review is long overdue.
    /// </summary>
    public IReadOnlyList<Article> Articles { get; }

    public IReadOnlyList<Article> Pages { get; }

    /// <summary>The next moment at which readers see another text than now, or a day begins.</summary>
    public DateTimeOffset Until { get; }

    public Article? Find(string address)
    {
        if (!Snapshot.All.TryGetValue(address, out var article)) return null;
        if (!Snapshot.IsWhole && article.HasMistakes) article = Snapshot.StandIn(article);
        return article is not null && MaySee(article) ? article : null;
    }

    /// <summary>Neither a draft nor before its minute nor after its last, whoever looks.</summary>
    public bool IsPublished(Article article) =>
        !article.Matter.Draft && Snapshot.MomentOf(article.Matter.Published) <= Moment
            && !(article.Matter.Expires is { } last && Snapshot.MomentOf(last) <= Moment);

    bool MaySee(Article article) => showsAll || IsPublished(article);
}
