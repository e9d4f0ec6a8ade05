using Clinic.Web.Articles;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

public sealed class ReadModel(ArticleLibrary library) : PageModel
{
    public Article Article { get; private set; } = null!;

    public IReadOnlyList<Article> Related { get; private set; } = [];

    public IActionResult OnGet(string slug)
    {
        var shelf = library.Shelf;
        if (shelf.Find($"/articles/{slug}") is not { } article) return NotFound();
        Article = article;
        Related = [.. article.Matter.Related.Select(other => shelf.Articles.FirstOrDefault(listed => listed.Slug == other)).OfType<Article>()];
        return Page();
    }

    /// <summary>The title is not in the mail: only the address, which its reader chooses to open.</summary>
    public string MailLink(SiteSettings site) => $"mailto:?subject=An%20article&body={Uri.EscapeDataString(site.Absolute(Article.Address))}";
}
