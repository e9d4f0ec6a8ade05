using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Editorial;
using Clinic.Web.Site;

namespace Clinic.Web.Development;

/// <summary>What stands in the content folder now, with all that is wrong with it, for the people who write.</summary>
public sealed class ContentDesk(ArticleLibrary library, ContentSettings settings, TimeProvider clock)
{
    public const string Script = "/dev/preview.js";

    static readonly PathString[] Private = ["/is-ketamine-right-for-me", "/request"];

    readonly Lock gate = new();
    (ContentSnapshot? Snapshot, IReadOnlyList<ContentProblem> Problems) proofread = (null, []);

    public IReadOnlyList<ContentProblem> Problems()
    {
        var snapshot = library.Current;
        lock (gate)
        {
            if (ReferenceEquals(proofread.Snapshot, snapshot)) return proofread.Problems;
            var found = new List<ContentProblem>();
            var rules = RuleBook.Read(settings.Folder, found);
            proofread = (snapshot, Proofreader.InOrder([.. found, .. new Proofreader(snapshot, rules,
                snapshot.DayOf(clock.GetUtcNow())).ReadAll()]));
            return proofread.Problems;
        }
    }

    public Preview PreviewOf(string address)
    {
        var hidden = library.Current.All.TryGetValue(address, out var article) ? WhyHidden(article) : null;
        var (file, data) = (ContentKind.FileAt(address), DataOf(address, article));
        return new(hidden, [.. Problems().Where(problem => problem.File == file || (Proofreader.IsRoot(problem)
            && data.Contains(problem.File)))], IsPrivate(address) ? null : Script)
        {
            Edit = article is null ? null : $"/staff/texts/{article.File.Path[..^".md".Length]}",
        };
    }

    /// <summary>The data files that a page is made with; the clinic's own is on every page.</summary>
    static IReadOnlySet<string> DataOf(string address, Article? text) => address switch
    {
        _ when text is not null => text.Body.Files,
        "/search" => new HashSet<string>([DataFile.ClinicFile, DataFile.SynonymsFile, DataFile.CrisisWordsName],
            StringComparer.Ordinal),
        "/is-ketamine-right-for-me" => new HashSet<string>([DataFile.ClinicFile, DataFile.CrisisWordsName],
            StringComparer.Ordinal),
        "/glossary" => new HashSet<string>([DataFile.ClinicFile, DataFile.GlossaryFile], StringComparer.Ordinal),
        _ => new HashSet<string>([DataFile.ClinicFile], StringComparer.Ordinal),
    };

    /// <summary>Where patients type, no script but the page's own runs, in Development too.</summary>
    public static bool IsPrivate(PathString address) =>
        Array.Exists(Private, place => address.StartsWithSegments(place, StringComparison.Ordinal));

    string? WhyHidden(Article article)
    {
        var shelf = library.Shelf;
        if (shelf.IsPublished(article)) return null;
        if (article.Matter.Draft) return "A draft: readers do not see this page.";
        return shelf.Snapshot.MomentOf(article.Matter.Published) > shelf.Moment
            ? $"Readers see this page from {When(article.Matter.Published)} on."
            : $"Readers have not seen this page since {When(article.Matter.Expires!.Value)}.";
    }

    static string When(DateTime minute) => minute.ToString(minute.TimeOfDay == default ? "MMMM d, yyyy"
        : "MMMM d, yyyy, HH:mm", CultureInfo.InvariantCulture);
}
