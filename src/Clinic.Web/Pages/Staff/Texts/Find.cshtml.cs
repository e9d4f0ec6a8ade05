using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Pages, sources and words of the glossary to name in a text, for the script of the editor.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class TextFindModel(ContentFinder finder) : PageModel
{
    public IActionResult OnPost() => StatusCode(StatusCodes.Status405MethodNotAllowed);

    public IActionResult OnGet(string? what, string? q) => what switch
    {
        "page" => Answer(FindWhat.Page, q),
        "source" => Answer(FindWhat.Source, q),
        "glossary" => Answer(FindWhat.Glossary, q),
        _ => BadRequest(),
    };

    JsonResult Answer(FindWhat what, string? query) =>
        new(finder.Find(what, query ?? "").Select(mark => new { title = mark.Title, insert = mark.Insert, address = mark.Address }));
}
