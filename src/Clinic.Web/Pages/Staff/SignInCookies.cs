using System.Security.Cryptography;
using Clinic.Web.Site;
using Clinic.Web.Staff.Passkeys;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Pages;

/// <summary>
/// What a browser holds before somebody is signed in: the mark that its challenges are bound to, and afterwards a word
/// that it signed in before, by which it has tries of its own.
/// </summary>
public sealed class SignInCookies(SiteSettings site, IDataProtectionProvider protection)
{
    const int NameBytes = 16;

    static readonly TimeSpan Known = TimeSpan.FromDays(180);

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.StaffBrowser.v1");

    string MarkName => site.IsHttps ? "__Host-staff-challenge" : "staff-challenge";

    string KnownName => site.IsHttps ? "__Host-staff-known" : "staff-known";

    /// <summary>The mark of this browser, which gets one where it has none.</summary>
    public BrowserMark Mark(HttpContext context)
    {
        var mark = BrowserMark.TryParse(context.Request.Cookies[MarkName], out var had) ? had : BrowserMark.Next();
        context.Response.Cookies.Append(MarkName, mark.Value, Options(SignInChallenges.Lifetime));
        return mark;
    }

    /// <summary>The name of a browser that somebody signed in with before, or null.</summary>
    public string? KnownBrowser(HttpRequest request)
    {
        if (request.Cookies[KnownName] is not { Length: > 0 and < 1024 } value) return null;
        try
        {
            return protector.Unprotect(value);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context)
    {
        var name = KnownBrowser(context.Request) ?? RandomNumberGenerator.GetHexString(NameBytes * 2);
        context.Response.Cookies.Append(KnownName, protector.Protect(name), Options(Known));
    }

    CookieOptions Options(TimeSpan age) =>
        new() { HttpOnly = true, Secure = site.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = age };
}
