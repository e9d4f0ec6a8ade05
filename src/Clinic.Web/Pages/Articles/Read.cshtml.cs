using Clinic.Web.Articles;
using Clinic.Web.Site;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

public sealed class ReadModel(ArticleLibrary library) : PageModel
{
    public Article Article { get; private set; } = null!;

    public IReadOnlyList<Article> Related { get; private set; } = [];

    /// <summary>The one after this in the list of articles; after the last comes the first.</summary>
    public Article? Next { get; private set; }

    public IActionResult OnGet(string slug)
    {
        var shelf = library.ShelfFor(HttpContext);
        if (shelf.Find($"/articles/{slug}") is not { } article) return NotFound();
        Article = article;
        Related = [.. article.Matter.Related.Select(other =>
            shelf.Articles.FirstOrDefault(listed => listed.Slug == other)).OfType<Article>()];
        Next = shelf.Articles.SkipWhile(other => other != article).Skip(1).Concat(shelf.Articles)
            .FirstOrDefault(other => other != article);
        return Page();
    }

    /// <summary>The title is not in the mail: only the address, which its reader chooses to open.</summary>
    public string MailLink(SiteSettings site) =>
        $"mailto:?subject=An%20article&body={Uri.EscapeDataString(site.Absolute(Article.Address))}";
}
