using System.Net;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

[StaffEntrance]
public sealed class StaffIndexModel(StaffPeople people, StaffCookie cookie, IHostEnvironment environment,
    TimeProvider clock) : PageModel
{
    public bool IsDemonstration => environment.IsDevelopment()
        && HttpContext.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    public IActionResult OnGet() => HttpContext.StaffSessionIfAny() is { } session
        ? Redirect(StaffHead.FirstPageOf(session.Person.Roles)) : Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (!IsDemonstration) return NotFound();
        cookie.Give(Response, await people.ContinueAsDemonstrationOwner(BrowserName.Of(Request), clock.GetUtcNow(),
            cancel));
        Response.Headers.Location = StaffHead.FirstPageOf(StaffRoles.Owner);
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
