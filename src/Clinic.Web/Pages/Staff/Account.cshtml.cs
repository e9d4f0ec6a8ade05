using Clinic.Web.Consultations;
using Clinic.Web.Staff;
using Clinic.Web.Staff.Passkeys;
using Clinic.Web.Staff.People;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>One's own passkeys and sessions; owners see and end everybody's sessions.</summary>
[StaffPage(StaffAction.UseAccount, Touch = FreshTouch.ForPosts)]
public sealed class StaffAccountModel(
    StaffPasskeys passkeys, Enrolment enrolment, StaffSessions sessions, SignInCookies cookies, TimeProvider clock)
        : PasskeyPage
{
    const int LongestName = 60;

    static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["added"] = "The new passkey works. You and the owners are told by mail.",
        ["removed"] = "That passkey signs nobody in any more. You and the owners are told by mail.",
        ["ended"] = "Signed out there.",
        ["last"] = "Nothing was removed: without your last passkey you could not sign in again. Add another one first.",
    };

    public IReadOnlyList<StaffPasskey> Passkeys { get; private set; } = [];

    public IReadOnlyList<StaffSession> Sessions { get; private set; } = [];

    public string? Done { get; private set; }

    public bool HasJustJoined { get; private set; }

    public StaffSession Session => SignedIn;

    public bool IsTouched => SignedIn.IsFresh(clock.GetUtcNow());

    public string BrowserHere => BrowserName.Of(Request);

    bool SeesAll => SignedIn.Person.Roles.May(StaffAction.ManagePeople);

    public async Task OnGet(string? done, CancellationToken cancel)
    {
        Done = Sentences.GetValueOrDefault(done ?? "");
        HasJustJoined = Request.Query.ContainsKey("joined");
        Passkeys = await passkeys.Of(SignedIn.Person.Id, cancel);
        Sessions = await Visible(cancel);
    }

    public async Task<IActionResult> OnPostBegin(CancellationToken cancel) =>
        Asking(await enrolment.BeginAnother(SignedIn.Person, cookies.Mark(HttpContext), cancel));

    public async Task<IActionResult> OnPostFinish(CancellationToken cancel)
    {
        if (await Posted(cancel) is not { } posted || PasskeyAnswer.Read(posted) is not { } answer) return Unreadable();
        var name = TypedText.OneLine(Field(posted, "name") ?? "");
        if (name.Length == 0) name = BrowserHere;
        if (TypedText.Length(name) > LongestName || name.Any(char.IsControl))
            return Refused(StatusCodes.Status400BadRequest, $"Choose a name of at most {LongestName} characters for the passkey, and press the button again.");
        var outcome = await enrolment.AddAnother(SignedIn.Person, answer, cookies.Mark(HttpContext), name, cancel);
        return outcome.Refusal == PasskeyRefusal.None ? Leading("/staff/account?done=added") : Refused(outcome.Refusal);
    }

    public async Task<IActionResult> OnPostRemove(CancellationToken cancel)
    {
        if (await PostedBody.Read(Request, cancel) is not { Refusal: null } body) return BadRequest();
        return Went(await enrolment.RemovePasskey(SignedIn.Person, Named(body.Fields, "passkey"), cancel)
            ? "removed" : "last");
    }

    public async Task<IActionResult> OnPostEnd(CancellationToken cancel)
    {
        if (await PostedBody.Read(Request, cancel) is not { Refusal: null } body) return BadRequest();
        var wanted = Named(body.Fields, "session");
        foreach (var session in (await Visible(cancel))
            .Where(one => one.Key != SignedIn.Key && (wanted == "others" ? IsMine(one) : one.Key == wanted)))
            await sessions.End(session.Key, SignedIn.Person.Id, clock.GetUtcNow(), cancel);
        return Went("ended");
    }

    async Task<IReadOnlyList<StaffSession>> Visible(CancellationToken cancel) =>
        [.. (await sessions.All(clock.GetUtcNow(), cancel)).Where(session => SeesAll || IsMine(session))];

    bool IsMine(StaffSession session) => session.Person.Id == SignedIn.Person.Id;

    StatusCodeResult Went(string done)
    {
        Response.Headers.Location = $"/staff/account?done={done}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
