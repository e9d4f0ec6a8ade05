using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

public sealed class IndexModel(ArticleLibrary library) : PageModel
{
    const int OpeningSentences = 3;
    const int NewestArticles = 12;

    static readonly string[] TeaserQuestions =
        ["is-", "how-fast", "can-ketamine-be-addictive", "can-i-drive", "may-i-drive"];

    public Article Home { get; private set; } = null!;

    /// <summary>The page that says what the clinic can and cannot claim.</summary>
    public Article? Honest { get; private set; }

    public IReadOnlyList<Article> Articles { get; private set; } = [];

    public IReadOnlyList<Cost> FirstCosts { get; private set; } = [];

    public IReadOnlyList<AnsweredQuestion> Questions { get; private set; } = [];

    public string WorkingDays => library.Current.Clinic.ReplyWithinWorkingDays switch
    {
        1 => "one working day",
        2 => "two working days",
        var days => $"{days} working days",
    };

    public IActionResult OnGet()
    {
        var shelf = library.ShelfFor(HttpContext);
        if (shelf.Find("/") is not { } home) return NotFound();
        Home = home;
        Honest = shelf.Find("/what-we-can-say");
        Articles = [.. shelf.Articles.Take(NewestArticles)];
        FirstCosts = [.. shelf.Snapshot.Costs.Items.Take(2)];
        Questions = [.. (shelf.Find("/faq")?.Body.Questions ?? [])
            .Where(question => TeaserQuestions.Any(start => question.Id.StartsWith(start, StringComparison.Ordinal)))
                .Take(4)];
        return Page();
    }

    /// <summary>The first sentences of an answer, for the teaser.</summary>
    public static string Opening(string text)
    {
        var sentences = text.ReplaceLineEndings(" ").Split(". ", OpeningSentences + 1);
        var opening = string.Join(". ", sentences.Take(OpeningSentences)).Trim();
        return opening.EndsWith('.') ? opening : opening + ".";
    }
}
