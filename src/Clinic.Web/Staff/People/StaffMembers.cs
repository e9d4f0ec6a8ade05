using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff.Passkeys;

namespace Clinic.Web.Staff.People;

/// <summary>One of the staff, or somebody who was invited to be.</summary>
/// <param name="Person">With the roles that the invitation promises, where it is still open.</param>
/// <param name="Joined">Null until a passkey was made.</param>
/// <param name="InvitedUntil">Of an invitation that is still open.</param>
/// <param name="IsOwnerUnconfirmed">Invited on the server to be an owner, and not confirmed by one yet.</param>
public sealed record StaffMember(
    StaffPerson Person, DateTimeOffset? Joined, DateTimeOffset? InvitedUntil, DateTimeOffset? LastSignIn, int Passkeys,
        bool IsOwnerUnconfirmed);

public enum PeopleChange
{
    Done,
    /// <summary>There is no such person, or nothing to change.</summary>
    Unknown,
    /// <summary>Nobody could invite or remove anybody any more.</summary>
    LastOwner,
    /// <summary>Nobody else could sign the list of readers.</summary>
    OnlySigner,
}

/// <summary>
/// Who belongs to the staff. Somebody who was removed keeps a row, by which the audit trail finds their name.
/// </summary>
public sealed class StaffMembers(Database database, StaffMailbox mailbox)
{
    const string Columns =
        """
        SELECT p.id, p.name, p.email, p.roles, p.joined_at, i.roles AS invited_roles, i.invited_at,
            (SELECT MAX(k.used_at) FROM staff_passkey k WHERE k.person = p.id) AS used_at,
            (SELECT COUNT(*) FROM staff_passkey k WHERE k.person = p.id) AS passkeys,
            (SELECT COUNT(*) FROM staff_owner_claim c WHERE c.person = p.id) AS claims
        FROM staff_person p LEFT JOIN staff_invitation i ON i.person = p.id
        WHERE p.removed_at IS NULL
        """;

    // Written with the owner first. The demonstration's owner can sign in nowhere but in Development.
    const string IsOwner =
        "removed_at IS NULL AND joined_at IS NOT NULL AND (roles = 'owner' OR roles LIKE 'owner,%') AND id <> 'demonstration-owner'";

    public Task<IReadOnlyList<StaffMember>> All(DateTimeOffset now, CancellationToken cancel) =>
        database.Read(async session =>
        (IReadOnlyList<StaffMember>)[.. (await session.Rows<MemberRow>($"{Columns} ORDER BY LOWER(p.name), p.id"))
            .Select(row => row.Member(now))], cancel);

    public Task<StaffMember?> At(string email, DateTimeOffset now, CancellationToken cancel) =>
        database.Read(async session =>
        (await session.Row<MemberRow>($"{Columns} AND p.email = @email",
            new { email = email.ToLowerInvariant() }))?.Member(now), cancel);

    /// <summary>Names for the audit trail, of those who were removed as well.</summary>
    public Task<IReadOnlyDictionary<string, string>> Names(CancellationToken cancel) => database.Read(async session =>
        (IReadOnlyDictionary<string, string>)(await session.Rows<NameRow>("SELECT id, name FROM staff_person"))
            .ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal), cancel);

    /// <summary>Their sessions end at once, and so they sign in with what they may do now.</summary>
    public Task<PeopleChange> ChangeRoles(string id, StaffRoles roles, string by, DateTimeOffset now,
        CancellationToken cancel) =>
        database.Write(async session =>
    {
        var words = StaffRoleWords.Write(roles);
        if (roles == StaffRoles.None || await Find(session, id, now) is not { } member || member.Person.Roles == roles)
            return PeopleChange.Unknown;
        if (!roles.HasFlag(StaffRoles.Owner) && await CannotGo(session, id) is { } refusal) return refusal;
        await session.Execute("UPDATE staff_invitation SET roles = @words WHERE person = @id", new { id, words });
        if (member.Joined is not null) await SetRoles(session, id, roles);
        await session.Execute("DELETE FROM staff_owner_claim WHERE person = @id", new { id });
        session.Audit(new(now, AuditEvent.RolesChanged, id, by, words));
        if (member.Joined is not null) await mailbox.Tell(session, StaffNews.RolesChanged, member.Person, now);
        return PeopleChange.Done;
    }, cancel);

    /// <summary>
    /// They are signed out everywhere at once, and neither a passkey nor an invitation of theirs opens anything.
    /// </summary>
    public Task<PeopleChange> Remove(string id, string by, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (await Find(session, id, now) is not { } member) return PeopleChange.Unknown;
        if (await CannotGo(session, id) is { } refusal) return refusal;
        if (member.Joined is not null) await mailbox.Tell(session, StaffNews.Removed, member.Person, now);
        await session.Execute("UPDATE staff_person SET removed_at = @now, roles = '' WHERE id = @id", new { id, now });
        await session.Execute("DELETE FROM staff_invitation WHERE person = @id", new { id });
        await session.Execute("DELETE FROM staff_owner_claim WHERE person = @id", new { id });
        await StaffPasskeys.RemoveAllOf(session, id);
        await ReaderStore.Forget(session, id, credential: null, by, now);
        await StaffSessions.EndAllOf(session, id);
        session.Audit(new(now, AuditEvent.StaffRemoved, id, by, ""));
        return PeopleChange.Done;
    }, cancel);

    /// <summary>Somebody who was invited on the server becomes the owner that they were invited as.</summary>
    public Task<PeopleChange> ConfirmOwner(string id, string by, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (id == by || await Find(session, id, now) is not { Joined: not null, IsOwnerUnconfirmed: true } member)
            return PeopleChange.Unknown;
        await session.Execute("DELETE FROM staff_owner_claim WHERE person = @id", new { id });
        await SetRoles(session, id, member.Person.Roles | StaffRoles.Owner);
        session.Audit(new(now, AuditEvent.OwnerConfirmed, id, by, ""));
        await mailbox.Tell(session, StaffNews.OwnerConfirmed, member.Person, now);
        return PeopleChange.Done;
    }, cancel);

    public static StaffRoles RolesOf(string words) =>
        StaffRoleWords.TryParse(words, out var roles) ? roles : StaffRoles.None;

    internal static async Task<IReadOnlyList<StaffPerson>> Owners(SqlSession session) =>
        [.. (await session.Rows<MemberRow>($"SELECT id, name, email, roles FROM staff_person WHERE {IsOwner} ORDER BY id"))
            .Select(row => new StaffPerson(row.Id, row.Name, row.Email, RolesOf(row.Roles)))];

    static async Task SetRoles(SqlSession session, string id, StaffRoles roles)
    {
        await session.Execute("UPDATE staff_person SET roles = @words WHERE id = @id",
            new { id, words = StaffRoleWords.Write(roles) });
        await StaffSessions.EndAllOf(session, id);
    }

    static async Task<PeopleChange?> CannotGo(SqlSession session, string id) =>
        await IsLastOwner(session, id) ? PeopleChange.LastOwner
        : await ReaderStore.IsOnlySigner(session, id) ? PeopleChange.OnlySigner : null;

    internal static async Task<bool> IsLastOwner(SqlSession session, string id) =>
        await Owners(session) is [var only] && only.Id == id;

    static async Task<StaffMember?> Find(SqlSession session, string id, DateTimeOffset now) =>
        (await session.Row<MemberRow>($"{Columns} AND p.id = @id", new { id }))?.Member(now);

    sealed class NameRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }

    sealed class MemberRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Roles { get; init; } = "";
        public DateTimeOffset? JoinedAt { get; init; }
        public string? InvitedRoles { get; init; }
        public DateTimeOffset? InvitedAt { get; init; }
        public DateTimeOffset? UsedAt { get; init; }
        public int Passkeys { get; init; }
        public int Claims { get; init; }

        public StaffMember Member(DateTimeOffset now) => new(
            new(Id, Name, Email, RolesOf(JoinedAt is null ? InvitedRoles ?? "" : Roles)), JoinedAt,
            InvitedAt + Invitations.Lifetime is { } until && until > now ? until : null, UsedAt, Passkeys, Claims > 0);
    }
}
