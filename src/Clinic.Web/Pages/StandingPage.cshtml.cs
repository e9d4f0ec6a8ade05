using Clinic.Web.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

public sealed class StandingPageModel(ArticleLibrary library) : PageModel
{
    public Article Article { get; private set; } = null!;

    public IActionResult OnGet(string slug)
    {
        if (library.Shelf.Find($"/{slug}") is not { } page) return NotFound();
        Article = page;
        return Page();
    }
}
