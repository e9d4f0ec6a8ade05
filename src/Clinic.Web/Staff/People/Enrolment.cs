using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff.Passkeys;

namespace Clinic.Web.Staff.People;

/// <summary>
/// How a passkey that is made with an invitation makes somebody one of the staff, and how further passkeys are added.
/// </summary>
public sealed class Enrolment(
    Database database, Invitations invitations, PasskeyVerifier verifier, SignInChallenges challenges,
        StaffMailbox mailbox, StaffHost host, TimeProvider clock)
{
    /// <summary>Null when the invitation is unknown, used up or too old. Opening it does not use it up.</summary>
    public async Task<PasskeyOffer?> Begin(InvitationSecret secret, BrowserMark browser, CancellationToken cancel)
    {
        if (await invitations.Find(secret, clock.GetUtcNow(), cancel) is not { } invitation) return null;
        return await Offer(new(ChallengePurpose.Join, invitation.Person.Id, browser.Hash), invitation.Person, cancel);
    }

    /// <summary>
    /// Passkeys that the person had before are worth nothing afterwards: they were lost, or there would be no
    /// invitation.
    /// </summary>
    public async Task<PasskeyOutcome> Join(
        InvitationSecret secret, PasskeyAnswer answer, BrowserMark browser, string browserName,
            CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await invitations.Find(secret, now, cancel) is not { } invited)
            return PasskeyOutcome.Of(PasskeyRefusal.InvitationUnknown);
        var binding = new ChallengeBinding(ChallengePurpose.Join, invited.Person.Id, browser.Hash);
        if (await challenges.StateOf(answer.Challenge, binding, now, cancel) is not { } state)
            return PasskeyOutcome.Of(PasskeyRefusal.ChallengeUnknown);
        if (await verifier.Made(answer.Credential, state) is not { } made)
            return PasskeyOutcome.Of(PasskeyRefusal.NotAccepted);
        return await database.Write(async session =>
        {
            if (!await SignInChallenges.Use(session, answer.Challenge, binding, now))
                return PasskeyOutcome.Of(PasskeyRefusal.ChallengeUnknown);
            if (await Invitations.Find(session, secret, now) is not { } invitation
                || !await Invitations.Use(session, secret))
                return PasskeyOutcome.Of(PasskeyRefusal.InvitationUnknown);
            var hadPasskeys = await StaffPasskeys.RemoveAllOf(session, invitation.Person.Id);
            if (!await StaffPasskeys.Add(session, invitation.Person.Id, new(made, browserName, host.Name), now))
                throw new InvalidOperationException("A passkey that was found new was there already.");
            await Admit(session, invitation, isReturning: hadPasskeys > 0, now);
            return new(PasskeyRefusal.None, await StaffSessions.Begin(session, invitation.Person.Id, browserName, now));
        }, cancel);
    }

    public Task<PasskeyOffer> BeginAnother(StaffPerson person, BrowserMark browser, CancellationToken cancel) =>
        Offer(new(ChallengePurpose.AddPasskey, person.Id, browser.Hash), person, cancel)!;

    public async Task<PasskeyOutcome> AddAnother(
        StaffPerson person, PasskeyAnswer answer, BrowserMark browser, string name, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var binding = new ChallengeBinding(ChallengePurpose.AddPasskey, person.Id, browser.Hash);
        if (await challenges.StateOf(answer.Challenge, binding, now, cancel) is not { } state)
            return PasskeyOutcome.Of(PasskeyRefusal.ChallengeUnknown);
        if (await verifier.Made(answer.Credential, state) is not { } made)
            return PasskeyOutcome.Of(PasskeyRefusal.NotAccepted);
        return await database.Write(async session =>
        {
            if (!await SignInChallenges.Use(session, answer.Challenge, binding, now))
                return PasskeyOutcome.Of(PasskeyRefusal.ChallengeUnknown);
            // Else somebody who was removed a moment ago would leave themselves a way back.
            if (!await session.Exists("SELECT 1 FROM staff_person WHERE id = @Id AND removed_at IS NULL",
                new { person.Id })
                || !await StaffPasskeys.Add(session, person.Id, new(made, name, host.Name), now))
                return PasskeyOutcome.Of(PasskeyRefusal.NotAccepted);
            session.Audit(new(now, AuditEvent.PasskeyAdded, person.Id, person.Id, ""));
            await mailbox.Tell(session, StaffNews.PasskeyAdded, person, now);
            return PasskeyOutcome.Of(PasskeyRefusal.None);
        }, cancel);
    }

    /// <summary>False when it is unknown or the last one, without which the person could not sign in again.</summary>
    public Task<bool> RemovePasskey(StaffPerson person, string passkey, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var now = clock.GetUtcNow();
        if (await StaffPasskeys.Remove(session, person.Id, passkey) is null) return false;
        await ReaderStore.Forget(session, person.Id, passkey, person.Id, now);
        session.Audit(new(now, AuditEvent.PasskeyRemoved, person.Id, person.Id, ""));
        await mailbox.Tell(session, StaffNews.PasskeyRemoved, person, now);
        return true;
    }, cancel);

    async Task Admit(SqlSession session, OpenInvitation invitation, bool isReturning, DateTimeOffset now)
    {
        var (person, roles) = (invitation.Person, invitation.Roles);
        var needsConfirming = invitation.IsOnServer && roles.HasFlag(StaffRoles.Owner)
            && (await StaffMembers.Owners(session)).Any(owner => owner.Id != person.Id);
        if (needsConfirming) roles &= ~StaffRoles.Owner;
        // Owners may have gone since the invitation was written.
        if (await StaffMembers.IsLastOwner(session, person.Id)) roles |= StaffRoles.Owner;
        await session.Execute("DELETE FROM staff_owner_claim WHERE person = @Id", new { person.Id });
        if (needsConfirming)
            await session.Execute("INSERT INTO staff_owner_claim (person, claimed_at) VALUES (@Id, @now)",
                new { person.Id, now });
        await session.Execute(
            "UPDATE staff_person SET roles = @words, joined_at = COALESCE(joined_at, @now) WHERE id = @Id",
            new { person.Id, words = StaffRoleWords.Write(roles), now });
        await StaffSessions.EndAllOf(session, person.Id);
        session.Audit(new(now, AuditEvent.StaffJoined, person.Id, person.Id, isReturning
            ? "with a new passkey in place of all before" : ""));
        await mailbox.Tell(session, StaffNews.PasskeyAdded, person, now);
        if (needsConfirming) await mailbox.TellOwners(session, StaffNews.OwnerToConfirm, person, now);
    }

    async Task<PasskeyOffer> Offer(ChallengeBinding binding, StaffPerson person, CancellationToken cancel)
    {
        var question = await verifier.AskForNew(person);
        return new(await challenges.Keep(binding, question.State, clock.GetUtcNow(), cancel), question.Options);
    }
}
