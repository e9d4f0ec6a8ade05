using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>A text as readers will see it, and what the proofreader says of it.</summary>
public sealed record ReadForReview(Article? Article, IReadOnlyList<ContentProblem> Findings);

/// <summary>Reads what waits for a signature with the site's own data and rules.</summary>
public sealed class ReviewFindings(ArticleLibrary library, ContentSettings settings, TimeProvider clock)
{
    public ReadForReview Read(TextForReview text)
    {
        var (content, found) = (library.Current, new List<ContentProblem>());
        var file = ContentFile.Of(text.Path, text.Bytes);
        if (!ContentFolder.IsText(text.Path)) return new(null, DataFile.Check(text.Path, file));
        if (ArticleReader.Read(file, RenderingData.Of(content), found) is not { } article) return new(null, found);
        found.AddRange(new Proofreader(content, RuleBook.Read(settings.Folder, []), content.DayOf(clock.GetUtcNow())).Read(article));
        // The signature itself mends what is said about the review.
        return new(article, Proofreader.InOrder(found.Where(problem => problem.Rule.Id != "review-due" && !IsOfTheReview(problem)).Distinct()));
    }

    static bool IsOfTheReview(ContentProblem problem) => problem.Wrong.StartsWith("Nobody has said that a clinician reviewed", StringComparison.Ordinal);
}
