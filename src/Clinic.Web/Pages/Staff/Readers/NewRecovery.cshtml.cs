using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>
/// Where an owner puts a new recovery file in the place of the old one: made, saved and opened again in their browser
/// before it counts.
/// </summary>
[StaffPage(StaffAction.ManageReaders)]
public sealed class StaffNewRecoveryModel(ReaderViews views) : PageModel
{
    public ReaderView View { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancel) =>
        View = await views.For(HttpContext.StaffSession().Person, cancel);
}
