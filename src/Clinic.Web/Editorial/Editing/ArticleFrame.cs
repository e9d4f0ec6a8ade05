using System.Globalization;

namespace Clinic.Web.Editorial.Editing;

/// <summary>The text that a new article starts with: a draft that passes the schema and holds what every article must say.</summary>
static class ArticleFrame
{
    public static string Of(string title, string author, string reviewer, DateOnly today, DateOnly nextReview) => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        title: "{title.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}"
        description: Say in one or two plain sentences what a reader will find here, for lists and search engines.
        topic: Safety
        author: {author}
        reviewer: {reviewer}
        published: {today:yyyy-MM-dd}
        # Not reviewed yet. When a clinician has read it: review <name of this file> --by {reviewer}
        reviewed: {today:yyyy-MM-dd}
        next-review: {nextReview:yyyy-MM-dd}
        # Take this line out to publish.
        draft: true
        ---

        ::: in-short
        Say the most important thing in three or four short sentences. Using ketamine for this is off-label: the FDA has not approved it for that. It has side effects and risks.
        :::

        If you are thinking about suicide, please open our [crisis help page](/crisis-help) first. This page can wait.

        ## What is known

        Ketamine is approved as an anesthetic only [@ketalar-label]. Esketamine spray (Spravato), a related product, is approved for some adults with depression [@spravato-label].

        ## Risks

        Say what can go wrong, as plainly as what may help. See [side effects and risks](/articles/side-effects).

        ## What is not known

        Say what nobody knows yet.

        """);
}
