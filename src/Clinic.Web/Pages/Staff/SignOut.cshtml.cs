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
        // Opened requests are in no storage; the number of the last list of readers is, and stays, so that none older
        // is taken.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        Response.Headers.Location = StaffDoor.Path;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
