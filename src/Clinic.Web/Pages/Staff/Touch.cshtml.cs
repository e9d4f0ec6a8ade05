using System.Security.Claims;
using Clinic.Web.Staff;
using Clinic.Web.Staff.Passkeys;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>
/// Shows that whoever is signed in is still there, before what must not be done from a browser left open.
/// </summary>
[StaffPage(StaffAction.UseAccount)]
public sealed class StaffTouchModel(PasskeySignIn signIn, SignInCookies cookies, StaffCookie session,
    IAntiforgery antiforgery) : PasskeyPage
{
    public string Next { get; private set; } = StaffDoor.Path;

    public void OnGet(string? next) => Next = StaffNext.Read(Url, next);

    public async Task<IActionResult> OnPostBegin(CancellationToken cancel) =>
        Asking(await signIn.Begin(SignedIn, cookies.Mark(HttpContext), cancel));

    public async Task<IActionResult> OnPostFinish(CancellationToken cancel)
    {
        if (await Posted(cancel) is not { } posted || PasskeyAnswer.Read(posted) is not { } answer) return Unreadable();
        var outcome = await signIn.Touch(SignedIn, answer, cookies.Mark(HttpContext), cancel);
        if (outcome.Token is not { } token) return Refused(outcome.Refusal);
        session.Give(Response, token);
        // A page that goes on without being read again needs a token for the session as it is from now on.
        HttpContext.User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, token.Hash)], "passkey"));
        return Leading(StaffDoor.Path, antiforgery.GetTokens(HttpContext).RequestToken);
    }
}
