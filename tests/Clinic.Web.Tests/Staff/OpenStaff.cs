using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Staff.Passkeys;
using Clinic.Web.Staff.People;
using Clinic.Web.Tests.Consultations;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Tests.Staff;

/// <summary>The staff of one program on one database.</summary>
public sealed class OpenStaff : IDisposable
{
    public static readonly DateTimeOffset Noon = Requests.Noon;

    readonly BrowserMark browser = BrowserMark.Next();

    public OpenStaff(OpenStore store, ManualClock clock)
    {
        (Database, Audit, Clock) = (store.Database, store.Audit, clock);
        var host = new StaffHost(new("http://localhost"));
        Letters = new(new EphemeralDataProtectionProvider());
        var mailbox = new StaffMailbox(Letters, host);
        (Members, Passkeys, Challenges, Sessions) = (new(Database, mailbox), new(Database), new(Database), new(Database));
        Verifier = new(Passkeys, host);
        Invitations = new(Database, mailbox);
        Enrolment = new(Database, Invitations, Verifier, Challenges, mailbox, host, clock);
        SignIns = new(Database, Verifier, Challenges, clock);
    }

    public Database Database { get; }

    public AuditTrail Audit { get; }

    public ManualClock Clock { get; }

    public StaffLetterSeal Letters { get; }

    public StaffMembers Members { get; }

    public StaffPasskeys Passkeys { get; }

    public SignInChallenges Challenges { get; }

    public StaffSessions Sessions { get; }

    public PasskeyVerifier Verifier { get; }

    public Invitations Invitations { get; }

    public Enrolment Enrolment { get; }

    public PasskeySignIn SignIns { get; }

    public static NewInvitation For(string address, StaffRoles roles = StaffRoles.Owner) =>
        new(EmailAddress.TryParse(address, out var email) ? email : throw new FormatException(address), "Ann Example", roles);

    public async Task<InvitationSecret> InvitedOnServer(string address, StaffRoles roles = StaffRoles.Owner) =>
        (await Invitations.InviteOnServer(For(address, roles), "root", Clock.Now, default))!.Secret;

    /// <summary>Somebody who joined, with their passkey.</summary>
    public async Task<(StaffMember Member, SoftwarePasskey Passkey)> Joined(string address, StaffRoles roles = StaffRoles.Owner)
    {
        var passkey = new SoftwarePasskey();
        Assert.Equal(PasskeyRefusal.None, (await Join(await InvitedOnServer(address, roles), passkey)).Refusal);
        return ((await Members.At(address, Clock.Now, default))!, passkey);
    }

    public async Task<PasskeyOutcome> Join(InvitationSecret secret, SoftwarePasskey passkey) =>
        await Enrolment.Begin(secret, browser, default) is { } offer
            ? await Enrolment.Join(secret, new(offer.Challenge, passkey.Make(Options(offer)).ToJsonString()), browser, "Chrome on Linux", default)
            : PasskeyOutcome.Of(PasskeyRefusal.InvitationUnknown);

    public async Task<PasskeyOutcome> SignIn(SoftwarePasskey passkey)
    {
        var offer = await SignIns.Begin(null, browser, default);
        return await SignIns.SignIn(new(offer.Challenge, passkey.Touch(Options(offer)).ToJsonString()), browser, "Chrome on Linux", default);
    }

    public async Task<IReadOnlyList<AuditEntry>> Entries(AuditEvent what)
    {
        var found = new List<AuditEntry>();
        await foreach (var entry in Audit.Entries(default)) if (entry.What == what) found.Add(entry);
        return found;
    }

    public static System.Text.Json.Nodes.JsonNode Options(PasskeyOffer offer) => System.Text.Json.Nodes.JsonNode.Parse(offer.Options)!;

    public void Dispose() => Verifier.Dispose();
}
