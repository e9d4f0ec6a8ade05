using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial;
using Clinic.Web.Editorial.Editing;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>A text as readers will see it, and what the proofreader says of it.</summary>
public sealed record ReadForReview(Article? Article, IReadOnlyList<ContentProblem> Findings);

/// <summary>Reads what waits for a signature with the site's own data and rules.</summary>
public sealed class ReviewFindings(ArticleLibrary library, ContentSettings settings, TimeProvider clock)
{
    public ReadForReview Read(TextForReview text)
    {
        if (!ContentFolder.IsText(text.Path))
            return new(null, DataFile.Check(text.Path, ContentFile.Of(text.Path, text.Bytes)));
        var content = library.Current;
        var today = content.DayOf(clock.GetUtcNow());
        var (article, found) = Read(content, text.Path, text.Bytes, today);
        // A signature mends what is said about the review, and what a draft may hold is then seen by readers. Lines are
        // those of the text as it is.
        var (_, signed) = Read(content, text.Path, ReviewStamp.Signed(text.Bytes,
            article?.Matter.Reviewer ?? AnyClinician(content), today,
            ReviewStamp.NextReview(content, text.Path, today), isForReaders: text.Request is not null), today);
        return new(article, [.. signed.Select(problem => problem with
        {
            Line = found.FirstOrDefault(one => one.Wrong == problem.Wrong)?.Line ?? problem.Line,
        })]);
    }

    (Article? Article, IReadOnlyList<ContentProblem> Found) Read(ContentSnapshot content, string path, byte[] bytes,
        DateOnly today)
    {
        var found = new List<ContentProblem>();
        var article = ArticleReader.Read(ContentFile.Of(path, bytes), RenderingData.Of(content), found);
        if (article is not null)
            found.AddRange(new Proofreader(content, RuleBook.Read(settings.Folder, []), today).Read(article));
        return (article, Proofreader.InOrder(found.Distinct()));
    }

    static string AnyClinician(ContentSnapshot content) =>
        content.Clinic.People.Values.FirstOrDefault(person => person.Credential is not null)?.Key ?? "";
}
