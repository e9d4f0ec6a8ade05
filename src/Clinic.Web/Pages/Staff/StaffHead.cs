using Clinic.Web.Staff;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Clinic.Web.Pages;

/// <summary>What a page of the clinic's side tells its frame.</summary>
public sealed record StaffHead(string Title)
{
    /// <summary>
    /// Files of wwwroot, which the page may run besides none. Each stands alone or imports the ones before it.
    /// </summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];

    /// <summary>The main parts of the clinic's side, and who sees them.</summary>
    public static readonly IReadOnlyList<(string Address, string Name, StaffAction Action)> Parts =
    [
        ("/staff/requests", "Requests", StaffAction.ReadRequests),
        ("/staff/texts", "Texts", StaffAction.ReadSite),
        ("/staff/facts", "Facts", StaffAction.EditSite),
        ("/staff/pictures", "Pictures", StaffAction.ReadSite),
        ("/staff/reviews", "Reviews", StaffAction.ReadSite),
        ("/staff/history", "History", StaffAction.ReadSite),
        ("/staff/readers", "Readers", StaffAction.ReadRequests),
        ("/staff/people", "People", StaffAction.ManagePeople),
        ("/staff/trail", "Log", StaffAction.ReadTrail),
        ("/staff/account", "Account", StaffAction.UseAccount),
    ];

    public static StaffHead Of(ViewDataDictionary view) => view["Head"] as StaffHead ?? new("The clinic's side");

    public static string FirstPageOf(StaffRoles roles) => Parts.First(part => roles.May(part.Action)).Address;
}
