using Clinic.Web.Staff.Passkeys;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

[StaffEntrance]
public sealed class StaffSignInModel(PasskeySignIn signIn, SignInLimits limits, SignInCookies cookies, StaffCookie session) : PasskeyPage
{
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
