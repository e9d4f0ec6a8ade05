using Clinic.Web.Site;
using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>
/// The token of a session, in the browser that is signed in. It ends with the browser, and comes along from no other
/// site.
/// </summary>
public sealed class StaffCookie(SiteSettings site)
{
    string Name => site.IsHttps ? "__Host-staff" : "staff";

    public StaffToken? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } value ? new(value) : null;

    public void Give(HttpResponse response, StaffToken token) => response.Cookies.Append(Name, token.Value, Options());

    public void Take(HttpResponse response) => response.Cookies.Delete(Name, Options());

    CookieOptions Options() => new()
    {
        HttpOnly = true,
        Secure = site.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/"
    };
}
