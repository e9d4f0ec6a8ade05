using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Articles;

public enum ReviewState
{
    Current,
    /// <summary>The next review is past; the page says so.</summary>
    Overdue,
    /// <summary>
    /// Overdue for longer than the grace period: out of lists, search and sitemap, still readable by its address.
    /// </summary>
    Withdrawn,
}

/// <summary>
/// An article, or a standing page such as /privacy. Who asks first for the body of a text that nobody has rendered yet
/// waits for it.
/// </summary>
public sealed record Article(string Slug, ContentKind Kind, FrontMatter Matter, ContentFile File, LazyBody LazyBody)
{
    public static readonly TimeSpan ReviewGrace = TimeSpan.FromDays(60);

    /// <summary>Names that no standing page may have: the site answers at these addresses itself.</summary>
    public static readonly IReadOnlyList<string> MadeByTheSite = ["admin", "articles", "assets", "dev", "error",
        "glossary", "is-ketamine-right-for-me", "livez", "request", "reviewed", "search"];

    // In head and foot of every page, and on the home page.
    static readonly string[] LedToByEveryPage =
        ["home", "what-to-expect", "costs", "faq", "about", "privacy", "crisis-help"];

    public static IEnumerable<string> PagesLedTo => LedToByEveryPage.Select(ContentKind.StandingPage.AddressOf);

    /// <summary>Whether it is a standing page that the site itself leads to.</summary>
    public static bool IsLedToByEveryPage(string file) =>
        Array.Exists(LedToByEveryPage, slug => file == ContentKind.StandingPage.FileOf(slug));

    public bool IsStandingPage => Kind == ContentKind.StandingPage;

    public string Address => Kind.AddressOf(Slug);

    /// <summary>The page to which every page's crisis keys lead.</summary>
    public bool IsCrisisHelp => (IsStandingPage, Slug) is (true, "crisis-help");

    public string Title => Matter.Title;

    public RenderedBody Body => LazyBody.Body;

    public int ReadingMinutes => LazyBody.ReadingMinutes;

    /// <summary>Only ever true in a snapshot that is not whole: others leave such texts out.</summary>
    public bool HasMistakes => LazyBody.Problems.Any(problem => problem.Severity == ProblemSeverity.Error);

    public ReviewState ReviewOn(DateOnly today) =>
        Matter.NextReview is not { } due || today <= due ? ReviewState.Current
        : today <= due.AddDays(ReviewGrace.Days) ? ReviewState.Overdue
        : ReviewState.Withdrawn;
}
