using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// Requests that look like a machine's: held, listed to the clinic once, and mailed after all when somebody there says
/// so.
/// </summary>
public sealed class SuspectedRequests(Database database)
{
    /// <summary>
    /// Queues one mail for those that no list has named, each with a new token that releases it. False when there are
    /// none.
    /// </summary>
    public Task<bool> QueueList(
        DateOnly day, DateTimeOffset now, Func<IReadOnlyList<SuspectedRequest>, SealedPayload> write,
        CancellationToken cancel) =>
            database.Write(async session =>
    {
        var about = QueuedMail.AboutDay(day);
        if (await session.Exists("SELECT 1 FROM outbox WHERE about = @about AND kind = 'Digest'", new { about }))
            return false;
        var rows = await session.Rows<SuspectRow>(
            """
            SELECT reference, received_at, suspicion FROM request
            WHERE suspicion IS NOT NULL AND listed_at IS NULL AND withdrawn_at IS NULL AND payload IS NOT NULL
                ORDER BY received_at
            """);
        if (rows.Count == 0) return false;
        var listed = rows.Select(row => (Row: row, Token: ReleaseToken.Next())).ToList();
        var list = write([.. listed.Select(one =>
            new SuspectedRequest(one.Row.Reference, one.Row.ReceivedAt, one.Row.Suspicion, one.Token.Secret))]);
        await Outbox.Add(session, new(about, MailKind.Digest, now) { Payload = list });
        foreach (var (row, token) in listed)
            await session.Execute(
                "UPDATE request SET listed_at = @now, release_key = @Key WHERE reference = @Reference",
                new { now, token.Key, row.Reference });
        return true;
    }, cancel);

    /// <summary>Null for a token that is in no list.</summary>
    public Task<HeldRequest?> Find(ReleaseToken token, CancellationToken cancel) => database.Read(async session =>
    {
        var row = await session.Row<HeldRow>(
            """
            SELECT r.reference, r.received_at, r.listed_at, r.payload IS NULL AS is_erased, o.state
            FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' WHERE r.release_key = @Key
            """, token);
        return row is not null && RequestReference.TryParse(row.Reference, out var reference)
            ? new HeldRequest(reference!, row.ReceivedAt, row.ListedAt,
                StoredWords.States[row.State] != OutboxState.Cancelled, row.IsErased)
            : null;
    }, cancel);

    /// <summary>
    /// Mails it after all, for who pressed the button behind its link in the daily list: once, and within seven days.
    /// False when it was not held.
    /// </summary>
    public Task<bool> Release(ReleaseToken token, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var released = await session.Value<string>(
            """
            UPDATE outbox SET state = 'Waiting', due_at = @now, created_at = @now
            WHERE kind = 'Request' AND state = 'Cancelled'
                AND about = (SELECT submission FROM request WHERE release_key = @Key AND listed_at >= @since
                    AND payload IS NOT NULL AND suspicion IS NOT NULL)
            RETURNING (SELECT reference FROM request WHERE submission = about)
            """, new { token.Key, now, since = now - ReleaseToken.Lifetime });
        if (released is not null)
            session.Audit(new(now, AuditEvent.Released, released, AuditEntry.Site, "by its link in the daily list"));
        return released is not null;
    }, cancel);

    /// <summary>As part of the step by which somebody finds that it is a person's.</summary>
    internal static Task Mail(SqlSession session, string key, DateTimeOffset now) => session.Execute(
        "UPDATE outbox SET state = 'Waiting', due_at = @now, created_at = @now WHERE about = @key AND kind = 'Request' AND state = 'Cancelled'",
        new { key, now });

    sealed record SuspectRow(string Reference, DateTimeOffset ReceivedAt, string Suspicion);

    sealed class HeldRow
    {
        public string Reference { get; init; } = "";
        public DateTimeOffset ReceivedAt { get; init; }
        public DateTimeOffset ListedAt { get; init; }
        public bool IsErased { get; init; }
        public string State { get; init; } = "";
    }
}
