using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>
/// Reviews that are past or near. They come with time and not with an edit, so they never fail a check.
/// </summary>
static class ReviewsDue
{
    const int SoonDays = 30;

    static readonly ContentRule Rule = new("review-due",
        "A clinician looks at every text again by its \"next-review\" day.",
        "Ask a clinician for a review on the page of the text, or by the command: review <name of the file> --by <clinician>.");

    public static IEnumerable<ContentProblem> Of(Article text, DateOnly today)
    {
        if (text.Matter.Reviewed > today.AddDays(1))
            yield return Warning(text, "reviewed", "The review lies in the future.",
                "the day on which a clinician read the text.");
        if (text.Matter.Draft && text.Matter.Reviewed is null)
            yield return Warning(text, "draft", "No clinician has reviewed this draft yet.",
                "a review before \"draft: true\" is taken out.");
        if (text.Matter.NextReview is not { } due) yield break;
        var days = due.DayNumber - today.DayNumber;
        if (text.Matter.Draft || days > SoonDays) yield break;
        var wrong = (text.ReviewOn(today), days) switch
        {
            (ReviewState.Withdrawn, _) =>
                $"The review is {-days} days overdue, so the page is out of lists and search.",
            (ReviewState.Overdue, _) => $"The review is {Days(-days)} overdue, and the page says so.",
            (_, 0) => "The review is due today.",
            _ => $"The review is due in {Days(days)}.",
        };
        yield return Warning(text, "next-review", wrong, "a later day, after a clinician has looked.");
    }

    static ContentProblem Warning(Article text, string key, string wrong, string expected) =>
        new(text.File.Path, text.File.LineOf(key), 1, wrong, expected, ProblemSeverity.Warning) { Rule = Rule };

    static string Days(int days) => days == 1 ? "1 day" : $"{days} days";
}
