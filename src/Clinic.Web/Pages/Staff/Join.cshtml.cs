using Clinic.Web.Staff.Passkeys;
using Clinic.Web.Staff.People;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>
/// Where an invitation leads. What opens it stands behind the # of the address, and so is posted by the script alone.
/// </summary>
[StaffEntrance]
public sealed class StaffJoinModel(Enrolment enrolment, SignInLimits limits, SignInCookies cookies,
    StaffCookie session) : PasskeyPage
{
    public async Task<IActionResult> OnPostBegin(CancellationToken cancel)
    {
        if (!MayTry()) return TooMany();
        if (await Posted(cancel) is not { } posted) return Unreadable();
        return InvitationSecret.TryParse(Field(posted, "invitation"), out var secret)
            && await enrolment.Begin(secret, cookies.Mark(HttpContext), cancel) is { } offer
            ? Asking(offer) : Refused(PasskeyRefusal.InvitationUnknown);
    }

    public async Task<IActionResult> OnPostFinish(CancellationToken cancel)
    {
        if (!MayTry()) return TooMany();
        if (await Posted(cancel) is not { } posted || PasskeyAnswer.Read(posted) is not { } answer) return Unreadable();
        if (!InvitationSecret.TryParse(Field(posted, "invitation"), out var secret))
            return Refused(PasskeyRefusal.InvitationUnknown);
        var outcome = await enrolment.Join(secret, answer, cookies.Mark(HttpContext), BrowserName.Of(Request), cancel);
        if (outcome.Token is not { } token) return Refused(outcome.Refusal);
        session.Give(Response, token);
        cookies.Remember(HttpContext);
        return Leading("/staff/account?joined");
    }

    bool MayTry() => limits.MayTry(HttpContext.Connection.RemoteIpAddress, cookies.KnownBrowser(Request));
}
