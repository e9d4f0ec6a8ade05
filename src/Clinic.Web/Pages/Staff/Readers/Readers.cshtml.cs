using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// Who reads requests: one makes a key here, an owner confirms it, and a reader lets a newcomer read what is open.
/// </summary>
[StaffPage(StaffAction.ReadRequests)]
public sealed class StaffReadersModel(ReaderViews views) : PageModel
{
    public string WithoutSecret =>
        "Some older passkeys cannot keep a secret. Then the key stays in this browser: nobody can copy it out, but whoever can use this browser "
        + "as you can use it. Each browser then needs a key of its own, which an owner confirms.";

    public ReaderView View { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancel) =>
        View = await views.For(HttpContext.StaffSession().Person, cancel);
}
