using Clinic.Web.Articles;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Site.Safeguards;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>The public page as one's own draft makes it, by the page and the renderer that readers get.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class TextPreviewModel(TextEditing editing, DraftReader reader, EndpointDataSource endpoints,
    TimeProvider clock) : PageModel
{
    public ReadDraft Read { get; private set; } = null!;

    public IActionResult OnPost() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    public async Task<IActionResult> OnGet(string folder, string slug, CancellationToken cancel)
    {
        if (TextPath.Of(folder, slug) is not { } path
            || await editing.WordsOf(path, HttpContext.StaffSession().Person.Id, cancel) is not { } text)
            return NotFound();
        SecurityHeaders.AllowFramingByOwnPages(Response);
        Read = reader.Read(path, text);
        if (Read.Article is not { } article || PageOf(article) is not { } page) return Page();
        HttpContext.ShowDraft(Read.Snapshot.At(clock.GetUtcNow(), showsAll: true));
        Request.Path = article.Address;
        Request.RouteValues.Clear();
        foreach (var (name, value) in page.RoutePattern.RequiredValues) Request.RouteValues[name] = value;
        Request.RouteValues["slug"] = article.Slug;
        HttpContext.SetEndpoint(page);
        await page.RequestDelegate!(HttpContext);
        return new EmptyResult();
    }

    RouteEndpoint? PageOf(Article article) => endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint =>
        (endpoint.RoutePattern.RawText ?? "").TrimStart('/') == (article.Address == "/" ? "" : article.IsStandingPage
            ? "{slug}" : "articles/{slug}"));
}
