using Clinic.Web.Staff.Passkeys;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

[StaffEntrance]
public sealed class StaffSignInModel(PasskeySignIn signIn, SignInLimits limits, SignInCookies cookies,
    StaffCookie session) : PasskeyPage
{
    /// <summary>
    /// Where to go on; the list or what else the person's role begins with, unless they came from somewhere.
    /// </summary>
    public string Next { get; private set; } = StaffDoor.Path;

    /// <summary>A link in a mail brings no cookie with it, whoever is signed in here.</summary>
    public bool CameFromElsewhere { get; private set; }

    public void OnGet(string? next)
    {
        Next = StaffNext.Read(Url, next);
        CameFromElsewhere = Next != StaffDoor.Path
            && Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
    }

    public async Task<IActionResult> OnPostBegin(CancellationToken cancel) =>
        MayTry() ? Asking(await signIn.Begin(null, cookies.Mark(HttpContext), cancel)) : TooMany();

    public async Task<IActionResult> OnPostFinish(CancellationToken cancel)
    {
        if (!MayTry()) return TooMany();
        if (await Posted(cancel) is not { } posted || PasskeyAnswer.Read(posted) is not { } answer) return Unreadable();
        var outcome = await signIn.SignIn(answer, cookies.Mark(HttpContext), BrowserName.Of(Request), cancel);
        if (outcome.Token is not { } token) return Refused(outcome.Refusal);
        session.Give(Response, token);
        cookies.Remember(HttpContext);
        return Leading(StaffDoor.Path);
    }

    bool MayTry() => limits.MayTry(HttpContext.Connection.RemoteIpAddress, cookies.KnownBrowser(Request));
}
