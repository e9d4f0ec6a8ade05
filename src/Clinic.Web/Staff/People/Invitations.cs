using System.Security.Cryptography;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff.People;

public sealed record NewInvitation(EmailAddress Address, string Name, StaffRoles Roles);

/// <param name="Until">When its day ends.</param>
/// <param name="NeedsConfirming">Whether an owner must confirm it before the person counts as one.</param>
public sealed record Invited(StaffPerson Person, InvitationSecret Secret, DateTimeOffset Until, bool NeedsConfirming);

/// <summary>An invitation that is still open.</summary>
public sealed record OpenInvitation(StaffPerson Person, StaffRoles Roles, bool IsOnServer);

/// <summary>
/// Links that make somebody one of the staff, or let one of them in again who lost every passkey. Each is good for a
/// day and for one person, a newer one takes its place, and it is used up by the passkey that is made with it.
/// </summary>
public sealed class Invitations(Database database, StaffMailbox mailbox)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    const int IdBytes = 8;

    /// <summary>
    /// By an owner, in the browser; the link is mailed. Null when one of the staff has that address already.
    /// </summary>
    public Task<Invited?> Invite(NewInvitation who, string owner, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var known = await PersonAt(session, who.Address);
        if (known is { JoinedAt: not null }) return null;
        var invited = await Write(session, known?.Id, who, owner, isOnServer: false, now);
        await mailbox.Invite(session, invited.Person, invited.Secret, invited.Until, now);
        return invited;
    }, cancel);

    /// <summary>
    /// By an owner, for somebody who was invited before or has lost every passkey. Null when there is nobody to invite.
    /// </summary>
    public Task<Invited?> InviteAgain(string person, string owner, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var row = await session.Row<PersonRow>(
            """
            SELECT p.id, p.name, p.email, p.joined_at, CASE WHEN p.joined_at IS NULL THEN i.roles ELSE p.roles END AS roles
            FROM staff_person p LEFT JOIN staff_invitation i ON i.person = p.id WHERE p.id = @person AND p.removed_at IS NULL
            """, new { person });
        if (row?.Roles is null || !EmailAddress.TryParse(row.Email, out var address)) return null;
        var invited = await Write(session, row.Id, new(address, row.Name, StaffMembers.RolesOf(row.Roles)), owner,
            isOnServer: false, now);
        await mailbox.Invite(session, invited.Person, invited.Secret, invited.Until, now);
        return invited;
    }, cancel);

    /// <summary>
    /// By a command on the server, which shows the link. Every owner is told when it makes another one. Null when it
    /// would leave no owner.
    /// </summary>
    public Task<Invited?> InviteOnServer(NewInvitation who, string user, DateTimeOffset now,
        CancellationToken cancel) => database.Write(async session =>
    {
        var known = await PersonAt(session, who.Address);
        if (known is not null && !who.Roles.HasFlag(StaffRoles.Owner)
            && await StaffMembers.IsLastOwner(session, known.Id)) return null;
        var invited = await Write(session, known?.Id, who, user, isOnServer: true, now);
        if (who.Roles.HasFlag(StaffRoles.Owner))
            await mailbox.TellOwners(session, StaffNews.OwnerInvited, invited.Person, now);
        return invited;
    }, cancel);

    /// <summary>Null when it is unknown, used up or too old.</summary>
    public Task<OpenInvitation?> Find(InvitationSecret secret, DateTimeOffset now, CancellationToken cancel) =>
        database.Read(session => Find(session, secret, now), cancel);

    internal static async Task<OpenInvitation?> Find(SqlSession session, InvitationSecret secret, DateTimeOffset now) =>
        (await session.Row<InvitationRow>(
            """
            SELECT p.id, p.name, p.email, i.roles, i.is_on_server FROM staff_invitation i JOIN staff_person p ON p.id = i.person
            WHERE i.secret_hash = @Hash AND i.invited_at > @oldest AND i.invited_at <= @now AND p.removed_at IS NULL
            """, new { secret.Hash, oldest = now - Lifetime, now }))?.Invitation();

    internal static async Task<bool> Use(SqlSession session, InvitationSecret secret) =>
        await session.Execute("DELETE FROM staff_invitation WHERE secret_hash = @Hash", new { secret.Hash }) == 1;

    static Task<PersonRow?> PersonAt(SqlSession session, EmailAddress address) => session.Row<PersonRow>(
        "SELECT id, name, email, roles, joined_at FROM staff_person WHERE email = @email AND removed_at IS NULL",
            new { email = Spelled(address) });

    static async Task<Invited> Write(SqlSession session, string? person, NewInvitation who, string by, bool isOnServer,
        DateTimeOffset now)
    {
        if (person is null)
        {
            person = RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);
            await session.Execute(
                "INSERT INTO staff_person (id, name, email, roles, invited_at) VALUES (@person, @Name, @email, '', @now)",
                new { person, who.Name, email = Spelled(who.Address), now });
        }
        var secret = InvitationSecret.Next();
        var roles = StaffRoleWords.Write(who.Roles);
        await session.Execute(
            """
            INSERT INTO staff_invitation (person, secret_hash, roles, invited_by, is_on_server, invited_at)
            VALUES (@person, @Hash, @roles, @by, @isOnServer, @now)
            ON CONFLICT (person) DO UPDATE SET secret_hash = excluded.secret_hash, roles = excluded.roles, invited_by = excluded.invited_by,
                is_on_server = excluded.is_on_server, invited_at = excluded.invited_at
            """, new { person, secret.Hash, roles, by, isOnServer = isOnServer ? 1 : 0, now });
        session.Audit(new(now, AuditEvent.StaffInvited, person, by, roles));
        var needsConfirming = isOnServer && who.Roles.HasFlag(StaffRoles.Owner) && (await StaffMembers.Owners(session))
            .Any(owner => owner.Id != person);
        return new(new(person, who.Name, Spelled(who.Address), who.Roles), secret, now + Lifetime, needsConfirming);
    }

    // Nobody has two people at one address in mind that differ in capital letters.
    static string Spelled(EmailAddress address) => address.Value.ToLowerInvariant();

    sealed class PersonRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string? Roles { get; init; }
        public DateTimeOffset? JoinedAt { get; init; }
    }

    sealed class InvitationRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Roles { get; init; } = "";
        public bool IsOnServer { get; init; }

        public OpenInvitation Invitation()
        {
            var roles = StaffMembers.RolesOf(Roles);
            return new(new(Id, Name, Email, roles), roles, IsOnServer);
        }
    }
}
