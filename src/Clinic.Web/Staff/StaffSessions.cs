using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Staff;

/// <summary>
/// Who is signed in where. A session lives in the database, so that every machine sees its end at once: after 30 idle
/// minutes, after 12 hours, at sign-out, and when the person is removed or given another role.
/// </summary>
public sealed class StaffSessions(Database database)
{
    // Being seen is written down this often, not at every click.
    static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    const string Columns =
        """
        SELECT s.token_hash, s.browser, s.began_at, s.seen_at, s.touched_at, p.id, p.name, p.email, p.roles
        FROM staff_session s JOIN staff_person p ON p.id = s.person
        WHERE p.removed_at IS NULL AND s.seen_at > @Idle AND s.began_at > @Oldest
        """;

    /// <param name="browser">What the browser calls itself, in a word or two of ours.</param>
    public Task<StaffToken> Begin(string person, string browser, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(session => Begin(session, person, browser, now), cancel);

    /// <summary>As part of a transaction that also uses up what proved the person.</summary>
    public static async Task<StaffToken> Begin(SqlSession session, string person, string browser, DateTimeOffset now)
    {
        var token = StaffToken.Next();
        await session.Execute("DELETE FROM staff_session WHERE seen_at <= @Idle OR began_at <= @Oldest", Ends(now));
        await session.Execute(
            """
            INSERT INTO staff_session (token_hash, person, browser, began_at, seen_at, touched_at) VALUES (@Hash, @person, @browser, @now, @now, @now)
            """, new { token.Hash, person, browser, now });
        session.Audit(new(now, AuditEvent.SignedIn, null, person, ""));
        return token;
    }

    /// <summary>Null when it has ended, or never was.</summary>
    public async Task<StaffSession?> Find(StaffToken token, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await database.Read(session => session.Row<Row>(
            $"{Columns} AND s.token_hash = @Key", Ends(now, token.Hash)), cancel);
        if (row is null) return null;
        if (now - row.SeenAt > SeenEvery)
            await database.Write(session => session.Execute(
                "UPDATE staff_session SET seen_at = @now WHERE token_hash = @Hash AND seen_at < @now",
                    new { token.Hash, now }), cancel);
        return row.Session();
    }

    public Task<IReadOnlyList<StaffSession>> All(DateTimeOffset now, CancellationToken cancel) =>
        database.Read(async session =>
        (IReadOnlyList<StaffSession>)[.. (await session.Rows<Row>($"{Columns} ORDER BY s.seen_at DESC", Ends(now)))
            .Select(row => row.Session())], cancel);

    /// <summary>
    /// As part of the transaction that accepts a touch of the passkey: the browser gets a new token, and the old one is
    /// worth nothing.
    /// </summary>
    public static async Task<StaffToken?> Touch(SqlSession session, string key, DateTimeOffset now)
    {
        var token = StaffToken.Next();
        var touched = await session.Execute(
            "UPDATE staff_session SET token_hash = @Hash, touched_at = @now, seen_at = @now WHERE token_hash = @key",
                new { token.Hash, now, key });
        return touched == 1 ? token : null;
    }

    /// <summary>Ends one session, by its own person or an owner; twice is once.</summary>
    public Task End(string key, string by, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var person = await session.Value<string>("DELETE FROM staff_session WHERE token_hash = @key RETURNING person",
            new { key });
        if (person is not null)
            session.Audit(new(now, AuditEvent.SignedOut, null, by, person == by ? "" : $"ended for {person}"));
    }, cancel);

    /// <summary>As part of the transaction that removes the person or changes their role.</summary>
    public static Task EndAllOf(SqlSession session, string person) =>
        session.Execute("DELETE FROM staff_session WHERE person = @person", new { person });

    static Limits Ends(DateTimeOffset now, string key = "") =>
        new(now - StaffSession.LongestIdle, now - StaffSession.Longest, key);

    sealed record Limits(DateTimeOffset Idle, DateTimeOffset Oldest, string Key);

    sealed class Row
    {
        public string TokenHash { get; init; } = "";
        public string Browser { get; init; } = "";
        public DateTimeOffset BeganAt { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public DateTimeOffset TouchedAt { get; init; }
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Roles { get; init; } = "";

        public StaffSession Session() =>
            new(TokenHash, new(Id, Name, Email, StaffRoleWords.TryParse(Roles, out var roles)
                ? roles : StaffRoles.None), Browser, BeganAt, SeenAt, TouchedAt);
    }
}
