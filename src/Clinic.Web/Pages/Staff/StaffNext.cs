using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>
/// Where somebody wanted to go when they were asked for their passkey: a page of the clinic's side, and nowhere else.
/// </summary>
public static class StaffNext
{
    public static string To(string page, PathString next) => $"{page}?next={Uri.EscapeDataString(next)}";

    public static string Read(IUrlHelper url, string? next) =>
        next is not null && next.StartsWith(StaffDoor.Path + "/", StringComparison.Ordinal) && url.IsLocalUrl(next)
        && !next.Contains("..", StringComparison.Ordinal) && !next.Contains('\\', StringComparison.Ordinal)
            ? next : StaffDoor.Path;
}
