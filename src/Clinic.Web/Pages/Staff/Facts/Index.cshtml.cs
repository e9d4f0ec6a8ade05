using Clinic.Web.Publishing.DataForms;
using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>All data of the site that people change in forms.</summary>
[StaffPage(StaffAction.EditSite)]
public sealed class FactsIndexModel : PageModel
{
    public const string Address = "/staff/facts";

    public static IReadOnlyList<FactsSection> Sections => FactsSection.All;
}
