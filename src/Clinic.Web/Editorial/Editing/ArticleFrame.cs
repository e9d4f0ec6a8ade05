using System.Globalization;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.Editing;

/// <summary>
/// The text that a new article starts with: a draft that nobody has reviewed, and that holds what every article must
/// say.
/// </summary>
static class ArticleFrame
{
    public static string Of(string title, string author, DateOnly today) =>
        string.Create(CultureInfo.InvariantCulture, $"""
        ---
        title: "{title.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}"
        description: {FrameInstruction.Description}
        topic: Safety
        author: {author}
        published: {today:yyyy-MM-dd}
        draft: true
        ---

        ::: in-short
        {FrameInstruction.Summary} Using ketamine for this is off-label: the FDA has not approved it for that. It has side effects and risks.
        :::

        If you are thinking about suicide, please open our [crisis help page](/crisis-help) first. This page can wait.

        ## What is known

        {FrameInstruction.Known}

        Ketamine is approved as an anesthetic only [@ketalar-label]. Esketamine spray (Spravato), a related product, is approved for some adults with depression [@spravato-label].

        ## Risks

        {FrameInstruction.Risks} See [side effects and risks](/articles/side-effects).

        ## What is not known

        {FrameInstruction.Unknown}

        """);
}
