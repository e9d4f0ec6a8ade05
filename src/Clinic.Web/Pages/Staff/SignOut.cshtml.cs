using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

[StaffPage(StaffAction.UseAccount)]
public sealed class StaffSignOutModel(StaffSessions sessions, StaffCookie cookie, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var session = HttpContext.StaffSession();
        await sessions.End(session.Key, session.Person.Id, clock.GetUtcNow(), cancel);
        cookie.Take(Response);
        // What this browser still holds of opened requests goes, too.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        Response.Headers.Location = StaffDoor.Path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
