using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>What no text may claim, in plain words. To read only.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class ClaimsShownModel(ShownClaims claims) : PageModel
{
    public IReadOnlyList<ShownClaim> Claims { get; private set; } = [];

    public void OnGet() => Claims = claims.All();
}
