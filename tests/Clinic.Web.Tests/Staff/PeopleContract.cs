using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Staff.Passkeys;
using Clinic.Web.Staff.People;
using Clinic.Web.Tests.Consultations;
using Dapper;

namespace Clinic.Web.Tests.Staff;

/// <summary>Invitations, passkeys and people, on either database.</summary>
public abstract class PeopleContract(IStorePlace place) : IDisposable
{
    readonly ManualClock clock = new(OpenStaff.Noon);

    [SkippableFact]
    public async Task An_invitation_is_used_up_by_the_passkey_and_not_by_opening_it()
    {
        using var staff = await Staff();
        var secret = await staff.InvitedOnServer("ann@clinic.example");
        using var first = new SoftwarePasskey();
        using var second = new SoftwarePasskey();

        Assert.NotNull(await staff.Invitations.Find(secret, clock.Now, default));
        Assert.NotNull(await staff.Invitations.Find(secret, clock.Now, default));
        Assert.NotNull((await staff.Join(secret, first)).Token);
        Assert.Equal(PasskeyRefusal.InvitationUnknown, (await staff.Join(secret, second)).Refusal);
        Assert.Single(await staff.Entries(AuditEvent.StaffInvited));
        Assert.Single(await staff.Entries(AuditEvent.StaffJoined));
        Assert.NotNull((await staff.SignIn(first)).Token);
    }

    [SkippableFact]
    public async Task An_invitation_ends_after_a_day()
    {
        using var staff = await Staff();
        var secret = await staff.InvitedOnServer("ann@clinic.example");

        clock.Now += Invitations.Lifetime - TimeSpan.FromSeconds(1);
        Assert.NotNull(await staff.Invitations.Find(secret, clock.Now, default));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Null(await staff.Invitations.Find(secret, clock.Now, default));
    }

    [SkippableFact]
    public async Task A_newer_invitation_takes_the_place_of_the_one_before()
    {
        using var staff = await Staff();
        var first = await staff.InvitedOnServer("ann@clinic.example");
        var second = await staff.InvitedOnServer("Ann@Clinic.example");

        Assert.Null(await staff.Invitations.Find(first, clock.Now, default));
        Assert.NotNull(await staff.Invitations.Find(second, clock.Now, default));
        Assert.Single(await staff.Members.All(clock.Now, default));
    }

    [SkippableFact]
    public async Task No_secret_of_an_invitation_or_a_challenge_lies_in_the_database()
    {
        using var staff = await Staff();
        var secret = await staff.InvitedOnServer("ann@clinic.example");
        var mark = BrowserMark.Next();
        await staff.Enrolment.Begin(secret, mark, default);

        using var database = place.Connect();
        var kept = database.Query<string>("SELECT secret_hash FROM staff_invitation").Concat(database.Query<string>("SELECT browser FROM staff_challenge")).ToList();
        Assert.Equal([secret.Hash, mark.Hash], kept);
    }

    [SkippableFact]
    public async Task Two_who_hold_one_invitation_make_one_person()
    {
        using var one = await Staff();
        using var other = await Staff();
        var secret = await one.InvitedOnServer("ann@clinic.example");
        var passkeys = Enumerable.Range(0, 6).Select(_ => new SoftwarePasskey()).ToList();

        var outcomes = await Task.WhenAll(passkeys.Select((passkey, i) => Task.Run(() => (i % 2 == 0 ? one : other).Join(secret, passkey))));

        Assert.Single(outcomes, outcome => outcome.Token is not null);
        Assert.Equal(1, (await one.Members.All(clock.Now, default)).Single().Passkeys);
        passkeys.ForEach(passkey => passkey.Dispose());
    }

    [SkippableFact]
    public async Task A_captured_answer_is_refused_the_second_time_though_the_passkey_does_not_count()
    {
        using var staff = await Staff();
        var (_, passkey) = await staff.Joined("ann@clinic.example");
        var mark = BrowserMark.Next();
        var offer = await staff.SignIns.Begin(null, mark, default);
        var captured = new PasskeyAnswer(offer.Challenge, passkey.Touch(OpenStaff.Options(offer)).ToJsonString());

        Assert.Equal(0u, passkey.Counter);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => staff.SignIns.SignIn(captured, mark, "Chrome on Linux", default))));
        Assert.Single(outcomes, outcome => outcome.Token is not null);
        Assert.All(outcomes.Where(outcome => outcome.Token is null), outcome => Assert.Equal(PasskeyRefusal.ChallengeUnknown, outcome.Refusal));
    }

    [SkippableFact]
    public async Task A_challenge_is_worth_nothing_in_another_browser_after_five_minutes_or_for_something_else()
    {
        using var staff = await Staff();
        var (member, passkey) = await staff.Joined("ann@clinic.example");
        var mark = BrowserMark.Next();
        var offer = await staff.SignIns.Begin(null, mark, default);
        var answer = new PasskeyAnswer(offer.Challenge, passkey.Touch(OpenStaff.Options(offer)).ToJsonString());
        var session = new StaffSession("key", member.Person, "Chrome on Linux", clock.Now, clock.Now, clock.Now);

        Assert.Equal(PasskeyRefusal.ChallengeUnknown, (await staff.SignIns.SignIn(answer, BrowserMark.Next(), "", default)).Refusal);
        Assert.Equal(PasskeyRefusal.ChallengeUnknown, (await staff.SignIns.Touch(session, answer, mark, default)).Refusal);
        clock.Now += SignInChallenges.Lifetime;
        Assert.Equal(PasskeyRefusal.ChallengeUnknown, (await staff.SignIns.SignIn(answer, mark, "", default)).Refusal);
        Assert.NotNull((await staff.SignIn(passkey)).Token);
    }

    [SkippableFact]
    public async Task A_passkey_that_counts_is_refused_when_it_counts_back()
    {
        using var staff = await Staff();
        var (_, passkey) = await staff.Joined("ann@clinic.example");
        passkey.Counter = 5;
        Assert.NotNull((await staff.SignIn(passkey)).Token);

        Assert.Equal(PasskeyRefusal.NotAccepted, (await staff.SignIn(passkey)).Refusal);
        passkey.Counter = 0;
        Assert.Equal(PasskeyRefusal.NotAccepted, (await staff.SignIn(passkey)).Refusal);
        passkey.Counter = 6;
        Assert.NotNull((await staff.SignIn(passkey)).Token);
    }

    [SkippableFact]
    public async Task Who_is_removed_is_out_everywhere_and_can_come_back_by_a_new_invitation_only()
    {
        using var one = await Staff();
        using var other = await Staff();
        var (owner, _) = await one.Joined("ann@clinic.example");
        var (desk, passkey) = await one.Joined("desk@clinic.example", StaffRoles.FrontDesk);
        var token = (await other.SignIn(passkey)).Token!;
        var open = await one.Invitations.InviteAgain(desk.Person.Id, owner.Person.Id, clock.Now, default);

        Assert.Equal(PeopleChange.Done, await one.Members.Remove(desk.Person.Id, owner.Person.Id, clock.Now, default));

        Assert.Null(await other.Sessions.Find(token, clock.Now, default));
        Assert.Equal(PasskeyRefusal.NotAccepted, (await other.SignIn(passkey)).Refusal);
        Assert.Null(await other.Invitations.Find(open!.Secret, clock.Now, default));
        Assert.Equal(PeopleChange.Unknown, await one.Members.Remove(desk.Person.Id, owner.Person.Id, clock.Now, default));
        Assert.Equal(owner.Person.Id, (await one.Entries(AuditEvent.StaffRemoved)).Single().Who);
        Assert.NotEqual(desk.Person.Id, (await one.Joined("desk@clinic.example", StaffRoles.FrontDesk)).Member.Person.Id);
    }

    [SkippableFact]
    public async Task The_last_owner_stays_one()
    {
        using var staff = await Staff();
        var (owner, _) = await staff.Joined("ann@clinic.example");
        await staff.InvitedOnServer("bob@clinic.example");

        Assert.Equal(PeopleChange.LastOwner, await staff.Members.Remove(owner.Person.Id, "root", clock.Now, default));
        Assert.Equal(PeopleChange.LastOwner, await staff.Members.ChangeRoles(owner.Person.Id, StaffRoles.Writer, "root", clock.Now, default));
        Assert.Null(await staff.Invitations.InviteOnServer(OpenStaff.For("ann@clinic.example", StaffRoles.Writer), "root", clock.Now, default));
        Assert.Empty(await staff.Entries(AuditEvent.StaffRemoved));
    }

    [SkippableFact]
    public async Task Another_role_ends_the_sessions_that_had_the_one_before()
    {
        using var staff = await Staff();
        var (owner, _) = await staff.Joined("ann@clinic.example");
        var (desk, passkey) = await staff.Joined("desk@clinic.example", StaffRoles.FrontDesk);
        var token = (await staff.SignIn(passkey)).Token!;

        Assert.Equal(PeopleChange.Done, await staff.Members.ChangeRoles(desk.Person.Id, StaffRoles.Writer, owner.Person.Id, clock.Now, default));

        Assert.Null(await staff.Sessions.Find(token, clock.Now, default));
        var again = (await staff.SignIn(passkey)).Token!;
        Assert.Equal(StaffRoles.Writer, (await staff.Sessions.Find(again, clock.Now, default))!.Person.Roles);
        Assert.Equal("writer", (await staff.Entries(AuditEvent.RolesChanged)).Single().Detail);
    }

    [SkippableFact]
    public async Task An_owner_who_was_invited_on_the_server_counts_as_one_once_another_owner_confirms_it()
    {
        using var staff = await Staff();
        var (owner, _) = await staff.Joined("ann@clinic.example");
        var (second, _) = await staff.Joined("bob@clinic.example");

        Assert.True(owner.Person.Roles.HasFlag(StaffRoles.Owner));
        Assert.Equal((StaffRoles.None, true), (second.Person.Roles, second.IsOwnerUnconfirmed));
        Assert.Equal(PeopleChange.Unknown, await staff.Members.ConfirmOwner(second.Person.Id, second.Person.Id, clock.Now, default));
        Assert.Equal(PeopleChange.Done, await staff.Members.ConfirmOwner(second.Person.Id, owner.Person.Id, clock.Now, default));

        var confirmed = (await staff.Members.At("bob@clinic.example", clock.Now, default))!;
        Assert.Equal((StaffRoles.Owner, false), (confirmed.Person.Roles, confirmed.IsOwnerUnconfirmed));
        Assert.Equal(PeopleChange.Done, await staff.Members.Remove(owner.Person.Id, second.Person.Id, clock.Now, default));
    }

    [SkippableFact]
    public async Task Who_lost_every_passkey_comes_back_as_the_same_person_and_the_lost_ones_open_nothing()
    {
        using var staff = await Staff();
        var (owner, lost) = await staff.Joined("ann@clinic.example");
        var token = (await staff.SignIn(lost)).Token!;

        var (back, passkey) = await staff.Joined("ann@clinic.example");

        Assert.Equal((owner.Person.Id, StaffRoles.Owner, 1), (back.Person.Id, back.Person.Roles, back.Passkeys));
        Assert.Equal(PasskeyRefusal.NotAccepted, (await staff.SignIn(lost)).Refusal);
        Assert.Null(await staff.Sessions.Find(token, clock.Now, default));
        Assert.NotNull((await staff.SignIn(passkey)).Token);
    }

    [SkippableFact]
    public async Task Of_several_passkeys_all_but_the_last_can_be_taken_away()
    {
        using var staff = await Staff();
        var (member, first) = await staff.Joined("ann@clinic.example");
        using var second = new SoftwarePasskey();
        var mark = BrowserMark.Next();
        Assert.False(await staff.Enrolment.RemovePasskey(member.Person, first.Id, default));

        var offer = await staff.Enrolment.BeginAnother(member.Person, mark, default);
        Assert.Equal(first.Id, OpenStaff.Options(offer)["excludeCredentials"]![0]!["id"]!.GetValue<string>());
        var outcome = await staff.Enrolment.AddAnother(member.Person, new(offer.Challenge, second.Make(OpenStaff.Options(offer)).ToJsonString()), mark, "The key", default);

        Assert.Equal(PasskeyRefusal.None, outcome.Refusal);
        Assert.True(await staff.Enrolment.RemovePasskey(member.Person, first.Id, default));
        Assert.Equal(PasskeyRefusal.NotAccepted, (await staff.SignIn(first)).Refusal);
        Assert.NotNull((await staff.SignIn(second)).Token);
        Assert.Equal("The key", (await staff.Passkeys.Of(member.Person.Id, default)).Single().Name);
        Assert.Single(await staff.Entries(AuditEvent.PasskeyAdded));
        Assert.Single(await staff.Entries(AuditEvent.PasskeyRemoved));
    }

    [SkippableFact]
    public async Task Who_was_removed_a_moment_ago_adds_no_passkey()
    {
        using var staff = await Staff();
        await staff.Joined("ann@clinic.example");
        var (desk, _) = await staff.Joined("desk@clinic.example", StaffRoles.FrontDesk);
        using var second = new SoftwarePasskey();
        var mark = BrowserMark.Next();
        var offer = await staff.Enrolment.BeginAnother(desk.Person, mark, default);
        await staff.Members.Remove(desk.Person.Id, "root", clock.Now, default);

        var outcome = await staff.Enrolment.AddAnother(desk.Person, new(offer.Challenge, second.Make(OpenStaff.Options(offer)).ToJsonString()), mark, "", default);

        Assert.Equal(PasskeyRefusal.NotAccepted, outcome.Refusal);
        Assert.Empty(await staff.Passkeys.Of(desk.Person.Id, default));
    }

    [SkippableFact]
    public async Task Letters_to_the_staff_wait_sealed()
    {
        using var staff = await Staff();
        var (owner, _) = await staff.Joined("ann@clinic.example");
        var invited = await staff.Invitations.Invite(OpenStaff.For("desk@clinic.example", StaffRoles.FrontDesk), owner.Person.Id, clock.Now, default);

        using var database = place.Connect();
        var waiting = database.Query<byte[]>("SELECT payload FROM outbox WHERE kind = 'StaffLetter' ORDER BY id").ToList();
        var letters = waiting.Select(payload => staff.Letters.Open(new("staff-letter-v1", payload))!).ToList();
        Assert.Equal([(StaffNews.PasskeyAdded, "ann@clinic.example"), (StaffNews.Invitation, "desk@clinic.example")], letters.Select(letter => (letter.News, letter.To)));
        Assert.EndsWith($"/staff/join#{invited!.Secret.Value}", letters[1].Address, StringComparison.Ordinal);
        Assert.DoesNotContain(waiting, payload => System.Text.Encoding.UTF8.GetString(payload).Contains(invited.Secret.Value, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<OpenStaff> Staff() => new(await place.Open(), clock);
}

public sealed class SqlitePeopleTests() : PeopleContract(new SqlitePlace());

[Trait("Pace", "Long")]
public sealed class PostgresPeopleTests() : PeopleContract(new PostgresPlace());
