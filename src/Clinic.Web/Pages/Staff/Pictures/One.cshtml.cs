using Clinic.Web.Articles;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>One file of a picture, for lists and previews of the clinic's side.</summary>
[StaffPage(StaffAction.ReadSite)]
public sealed class StaffPictureModel(ArticleLibrary library) : PageModel
{
    public IActionResult OnGet(string folder, string slug, string name)
    {
        var path = $"{folder}/{slug}/{name}";
        if (library.Current.Pictures.Values.FirstOrDefault(picture => picture.Path == path) is not { } found)
            return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return File(found.Bytes.ToArray(), found.ContentType);
    }
}
