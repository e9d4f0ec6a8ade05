using Clinic.Web.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

public sealed class StandingPageModel(ArticleLibrary library) : PageModel
{
    public Article Article { get; private set; } = null!;

    /// <summary>Where a person looks for help, or for one answer, nothing stands before it.</summary>
    public bool ContentsComeLast => Article.IsCrisisHelp || Article.Body.Questions.Count > 0;

    public IActionResult OnGet(string slug)
    {
        if (library.ShelfFor(HttpContext).Find($"/{slug}") is not { } page) return NotFound();
        Article = page;
        return Page();
    }
}
