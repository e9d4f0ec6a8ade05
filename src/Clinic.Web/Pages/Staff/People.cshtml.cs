using Clinic.Web.Consultations;
using Clinic.Web.Staff;
using Clinic.Web.Staff.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>Who belongs to the staff: invite, change what somebody may do, remove.</summary>
[StaffPage(StaffAction.ManagePeople, Touch = FreshTouch.ForPosts)]
public sealed class StaffPeopleModel(StaffMembers members, Invitations invitations, ReaderViews readers,
    TimeProvider clock) : PageModel
{
    const int LongestName = 100;

    static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        ["invited"] = "The invitation is on its way by mail. It works once, until tomorrow at this time.",
        ["roles"] = "What they may do is changed. They are signed out everywhere, and sign in again with it.",
        ["removed"] = "They are removed: signed out everywhere at once, and their passkeys open nothing any more.",
        ["confirmed"] = "They are an owner now.",
    };

    public IReadOnlyList<StaffMember> Members { get; private set; } = [];

    /// <summary>Whose keys requests are still sealed for, though they may not read them.</summary>
    public IReadOnlyList<ReaderKeyView> Leavers { get; private set; } = [];

    /// <summary>What was done a moment ago.</summary>
    public string? Done { get; private set; }

    /// <summary>What is wrong with what was posted.</summary>
    public string? Wrong { get; private set; }

    public string Name { get; private set; } = "";

    public string Email { get; private set; } = "";

    public StaffRoles Roles { get; private set; } = StaffRoles.FrontDesk;

    public bool IsTouched => HttpContext.StaffSession().IsFresh(clock.GetUtcNow());

    public StaffPerson Me => HttpContext.StaffSession().Person;

    public async Task OnGet(string? done, CancellationToken cancel)
    {
        Done = Sentences.GetValueOrDefault(done ?? "");
        await ReadMembers(cancel);
    }

    public async Task<IActionResult> OnPostInvite(CancellationToken cancel)
    {
        if (await Read(cancel) is not { } posted) return BadRequest();
        (Name, Email, Roles) = (TypedText.OneLine(posted["name"].ToString()), posted["email"].ToString(),
            RolesIn(posted));
        if (Name.Length == 0 || TypedText.Length(Name) > LongestName || !PersonName.HasOnlyWhatNamesHave(Name))
            return await Say("Write the person's name as the clinic knows it, with letters only.", cancel);
        if (!EmailAddress.TryParse(Email, out var address))
            return await Say("Write a mail address such as name@clinic.example.", cancel);
        if (Roles == StaffRoles.None) return await Say("Choose at least one thing that the person does.", cancel);
        var invited = await invitations.Invite(new(address, Name, Roles), Me.Id, clock.GetUtcNow(), cancel);
        return invited is not null ? Went("invited")
            : await Say(
                "Somebody on the list has this mail address already. To let them in with a new device, press \"Invite again\" beside their name.", cancel);
    }

    public async Task<IActionResult> OnPostAgain(CancellationToken cancel) =>
        await Read(cancel) is not { } posted ? BadRequest()
        : await invitations.InviteAgain(PasskeyPage.Named(posted, "person"), Me.Id, clock.GetUtcNow(),
            cancel) is not null ? Went("invited")
        : await Say(PeopleChange.Unknown, cancel);

    public async Task<IActionResult> OnPostRoles(CancellationToken cancel)
    {
        if (await Read(cancel) is not { } posted) return BadRequest();
        var roles = RolesIn(posted);
        if (roles == StaffRoles.None)
            return await Say("Choose at least one thing that the person does, or remove them.", cancel);
        return await After(await members.ChangeRoles(PasskeyPage.Named(posted, "person"), roles, Me.Id,
            clock.GetUtcNow(), cancel), "roles", cancel);
    }

    public async Task<IActionResult> OnPostRemove(CancellationToken cancel) =>
        await Read(cancel) is not { } posted ? BadRequest()
        : await After(await members.Remove(PasskeyPage.Named(posted, "person"), Me.Id, clock.GetUtcNow(), cancel),
            "removed", cancel);

    public async Task<IActionResult> OnPostConfirm(CancellationToken cancel) =>
        await Read(cancel) is not { } posted ? BadRequest()
        : await After(await members.ConfirmOwner(PasskeyPage.Named(posted, "person"), Me.Id, clock.GetUtcNow(),
            cancel), "confirmed", cancel);

    async Task<IFormCollection?> Read(CancellationToken cancel) =>
        await PostedBody.Read(Request, cancel) is { Refusal: null } body ? body.Fields : null;

    static StaffRoles RolesIn(IFormCollection posted) =>
        posted["role"] is [_, ..] words && StaffRoleWords.TryParse(string.Join(',', words.OfType<string>()),
            out var roles) ? roles : StaffRoles.None;

    Task<IActionResult> After(PeopleChange change, string done, CancellationToken cancel) =>
        change == PeopleChange.Done ? Task.FromResult<IActionResult>(Went(done)) : Say(change, cancel);

    Task<IActionResult> Say(PeopleChange change, CancellationToken cancel) => Say(change switch
    {
        PeopleChange.LastOwner => "This is the last owner, without whom nobody could invite or remove anybody. Make somebody else an owner first.",
        PeopleChange.OnlySigner => "Nobody else can sign the list of readers. Sign one that names another owner first.",
        PeopleChange.Done or PeopleChange.Unknown =>
            "Nothing was changed: it may have been done already. Look at the list below.",
    }, cancel);

    async Task<IActionResult> Say(string sentence, CancellationToken cancel)
    {
        Wrong = sentence;
        await ReadMembers(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    async Task ReadMembers(CancellationToken cancel) =>
        (Members, Leavers) = (await members.All(clock.GetUtcNow(), cancel), await readers.Leavers(cancel));

    StatusCodeResult Went(string done)
    {
        Response.Headers.Location = $"/staff/people?done={done}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
