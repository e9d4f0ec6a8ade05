using System.Buffers.Text;
using Clinic.Web.Consultations.Storing;
using Microsoft.AspNetCore.Identity;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>A passkey as its person sees it.</summary>
/// <param name="Id">The credential, in base64url.</param>
/// <param name="IsSynced">Whether it lives on more than one device of its person.</param>
public sealed record StaffPasskey(string Id, string Person, string Name, bool IsSynced, DateTimeOffset Created,
    DateTimeOffset? LastUsed);

/// <param name="Name">By which its person knows it, such as "Firefox on Windows".</param>
public sealed record NewPasskey(UserPasskeyInfo Passkey, string Name, string Host);

public sealed class HostCount
{
    public string Name { get; init; } = "";
    public int Passkeys { get; init; }
}

/// <summary>The public halves of everybody's passkeys.</summary>
public sealed class StaffPasskeys(Database database)
{
    const string Columns = "credential, person, name, host, public_key, counter, is_backup_eligible, is_backed_up, transports, created_at, used_at";

    // What else a browser may say here is nothing that another browser would understand.
    static readonly string[] Transports = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

    public Task<IReadOnlyList<StaffPasskey>> Of(string person, CancellationToken cancel) =>
        database.Read(async session =>
        (IReadOnlyList<StaffPasskey>)[.. (await RowsOf(session, person)).Select(row => row.Passkey())], cancel);

    /// <summary>The hosts that passkeys were made for, with how many.</summary>
    public Task<IReadOnlyList<HostCount>> Hosts(CancellationToken cancel) => database.Read(session =>
        session.Rows<HostCount>("SELECT host AS name, COUNT(*) AS passkeys FROM staff_passkey GROUP BY host ORDER BY host"), cancel);

    /// <summary>For the verifier.</summary>
    internal Task<IReadOnlyList<UserPasskeyInfo>> Credentials(string person, CancellationToken cancel) =>
        database.Read(async session =>
        (IReadOnlyList<UserPasskeyInfo>)[.. (await RowsOf(session, person)).Select(row => row.Info())], cancel);

    /// <summary>Whose passkey it is, or null.</summary>
    internal Task<string?> PersonOf(byte[] credential, CancellationToken cancel) => database.Read(session =>
        session.Value<string>("SELECT person FROM staff_passkey WHERE credential = @id",
            new { id = IdOf(credential) }), cancel);

    /// <summary>As part of the transaction that accepts it. False when the credential is known already.</summary>
    public static async Task<bool> Add(SqlSession session, string person, NewPasskey made, DateTimeOffset now) =>
        await session.Execute(
            $"""
            INSERT INTO staff_passkey ({Columns})
            VALUES (@id, @person, @Name, @Host, @PublicKey, @counter, @eligible, @backedUp, @transports, @now, NULL) ON CONFLICT DO NOTHING
            """,
            new
            {
                id = IdOf(made.Passkey.CredentialId),
                person,
                made.Name,
                made.Host,
                made.Passkey.PublicKey,
                counter = (long)made.Passkey.SignCount,
                eligible = made.Passkey.IsBackupEligible ? 1 : 0,
                backedUp = made.Passkey.IsBackedUp ? 1 : 0,
                transports = string.Join(',', (made.Passkey.Transports ?? []).Intersect(Transports)),
                now,
            }) == 1;

    /// <summary>
    /// As part of the transaction that accepts what it signed. False when it was taken away meanwhile, or its count
    /// went on meanwhile.
    /// </summary>
    public static async Task<bool> Used(SqlSession session, string person, UserPasskeyInfo passkey,
        DateTimeOffset now) =>
        await session.Execute(
            """
            UPDATE staff_passkey SET counter = @counter, is_backed_up = @backedUp, used_at = @now
            WHERE credential = @id AND person = @person AND (counter < @counter OR counter = 0)
            """,
            new
            {
                id = IdOf(passkey.CredentialId),
                person,
                counter = (long)passkey.SignCount,
                backedUp = passkey.IsBackedUp ? 1 : 0,
                now
            }) == 1;

    /// <summary>
    /// The name of what was taken away, or null. The last one stays, or its person could not sign in again.
    /// </summary>
    public static Task<string?> Remove(SqlSession session, string person, string id) => session.Value<string>(
        """
        DELETE FROM staff_passkey WHERE credential = @id AND person = @person
            AND (SELECT COUNT(*) FROM staff_passkey WHERE person = @person) > 1 RETURNING name
        """, new { id, person });

    public static Task<int> RemoveAllOf(SqlSession session, string person) =>
        session.Execute("DELETE FROM staff_passkey WHERE person = @person", new { person });

    static string IdOf(byte[] credential) => Base64Url.EncodeToString(credential);

    static Task<IReadOnlyList<Row>> RowsOf(SqlSession session, string person) =>
        session.Rows<Row>($"SELECT {Columns} FROM staff_passkey WHERE person = @person ORDER BY created_at, credential", new { person });

    sealed class Row
    {
        public string Credential { get; init; } = "";
        public string Person { get; init; } = "";
        public string Name { get; init; } = "";
        public byte[] PublicKey { get; init; } = [];
        public long Counter { get; init; }
        public bool IsBackupEligible { get; init; }
        public bool IsBackedUp { get; init; }
        public string Transports { get; init; } = "";
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset? UsedAt { get; init; }

        public StaffPasskey Passkey() => new(Credential, Person, Name, IsBackedUp, CreatedAt, UsedAt);

        // What it proved when it was made is not kept: nothing looks at it again.
        public UserPasskeyInfo Info() => new(
            Base64Url.DecodeFromChars(Credential), PublicKey, CreatedAt, (uint)Counter,
            Transports.Split(',', StringSplitOptions.RemoveEmptyEntries), isUserVerified: true, IsBackupEligible,
                IsBackedUp, [], []);
    }
}
