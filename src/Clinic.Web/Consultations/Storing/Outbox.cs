using System.Security.Cryptography;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The mails that carry requests and news of them. An owner and a number of attempts fence off a worker that lost its
/// lease.
/// </summary>
public sealed class Outbox(Database database, Leases leases)
{
    const string AboutRequests = "'Request', 'Correction', 'Withdrawal', 'WayChange', 'StalledNotice'";

    /// <summary>
    /// Takes due mails and marks them as being sent until <paramref name="leaseUntil"/>; one found in that state after
    /// its lease had no clear answer.
    /// </summary>
    public async Task<IReadOnlyList<OutboxItem>> Claim(MailLane lane, int most, DateTimeOffset now,
        DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        await leases.EnsureKnownAlive(cancel);
        return await database.WriteBesides<IReadOnlyList<OutboxItem>>(async session =>
        {
            // Under "Sending", due_at is the end of the lease. What nobody has tried is due, whatever the clock said
            // when it came.
            var claimed = await session.Rows<ClaimedMail>(
                $"""
                WITH due AS MATERIALIZED (
                    SELECT id FROM outbox
                    WHERE state IN ('Waiting', 'Sending') AND (due_at <= @now OR due_at > @latest OR attempt = 0)
                        AND (kind IN ({AboutRequests})) = @aboutRequests
                    ORDER BY due_at, id LIMIT @most {database.SkipLocked})
                UPDATE outbox SET attempt = attempt + 1,
                    unclear = CASE WHEN state = 'Sending' THEN 1 ELSE unclear END,
                    state = 'Sending', due_at = @leaseUntil, owner = @Owner
                WHERE id IN (SELECT id FROM due)
                RETURNING id, about, kind, created_at, message_id, attempt, unclear, number, seal, payload
                """,
                new
                {
                    most,
                    now,
                    latest = now + OutboxItem.LongestWait,
                    leaseUntil,
                    leases.Owner,
                    aboutRequests = lane == MailLane.Requests,
                });
            var items = new List<OutboxItem>();
            foreach (var mail in claimed) items.Add(await mail.Item(session, leases.Owner));
            return items;
        }, cancel);
    }

    /// <returns>False when the lease was lost or the request withdrawn meanwhile: then nothing is recorded.</returns>
    public Task<bool> Delivered(OutboxItem item, DateTimeOffset at, CancellationToken cancel) =>
        Finish(item, Verdict(item, at, AuditEvent.Delivered, ""), session =>
        session.Execute(
            $"""
            UPDATE outbox SET state = 'Delivered', delivered_at = @at, last_reason = NULL, {OnlyAnswersStay}
            WHERE {StillOurs}
            """,
            new { item.Id, item.Owner, item.Attempt, at }), cancel);

    /// <inheritdoc cref="Delivered"/>
    public Task<bool> TryLater(OutboxItem item, DateTimeOffset at, DateTimeOffset due, string reason, bool unknown,
        CancellationToken cancel) =>
        Finish(item, unknown ? Verdict(item, at, AuditEvent.Unclear, reason) : null, session =>
            session.Execute(
                $"""
                UPDATE outbox SET state = 'Waiting', due_at = @due, last_reason = @reason,
                    unclear = CASE WHEN @unknown THEN 1 ELSE unclear END
                WHERE {StillOurs}
                """,
                new { item.Id, item.Owner, item.Attempt, due, reason, unknown }), cancel);

    /// <inheritdoc cref="Delivered"/>
    public Task<bool> Stall(OutboxItem item, DateTimeOffset at, string reason, CancellationToken cancel) =>
        Finish(item, Verdict(item, at, AuditEvent.Stalled, reason), async session =>
        {
            var stalled = await session.Execute(
                $"UPDATE outbox SET state = 'Stalled', last_reason = @reason WHERE {StillOurs}",
                new { item.Id, item.Owner, item.Attempt, reason });
            // A stranger's address is not kept for a person to look at, and an invitation is past its day.
            if (stalled > 0)
                await session.Execute(
                    "UPDATE outbox SET seal = NULL, payload = NULL WHERE id = @Id AND kind IN ('Receipt', 'StaffLetter')", item);
            return stalled;
        }, cancel);

    /// <summary>
    /// Makes every waiting mail due, since what it waited for is over; but not one whose last attempt had no clear
    /// answer. Tells how many.
    /// </summary>
    public Task<int> ReleaseWaiting(DateTimeOffset now, CancellationToken cancel) => database.Write(session =>
        session.Execute("UPDATE outbox SET due_at = @now WHERE state = 'Waiting' AND due_at > @now AND unclear = 0",
            new { now }), cancel);

    /// <summary>
    /// Mails a suspected, stalled or lost request after all. False when the reference is not known or its words are
    /// erased.
    /// </summary>
    public Task<bool> Resend(RequestReference reference, string by, DateTimeOffset now, CancellationToken cancel) =>
        Resend(reference, by, now, seen: null, cancel);

    /// <inheritdoc cref="Resend(RequestReference, string, DateTimeOffset, CancellationToken)"/>
    /// <param name="seen">How often its mail had been tried when somebody decided it; on another number nothing is done.</param>
    public Task<bool> Resend(RequestReference reference, string by, DateTimeOffset now, int? seen,
        CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (seen is { } attempt && attempt != await session.Value<int>(
            "SELECT attempt FROM outbox WHERE kind = 'Request' AND about = (SELECT submission FROM request WHERE reference = @Value)", reference)) return false;
        var released = await session.Execute(
            """
            UPDATE outbox SET state = 'Waiting', due_at = @now, created_at = @now
            WHERE kind IN ('Request', 'Correction') AND state IN ('Cancelled', 'Stalled', 'Delivered')
                AND about = (SELECT submission FROM request WHERE reference = @Value AND payload IS NOT NULL)
            """, new { reference.Value, now });
        if (released > 0) session.Audit(new(now, AuditEvent.Resent, reference.Value, by, ""));
        return released > 0;
    }, cancel);

    public Task<QueueState> State(CancellationToken cancel) => database.Read(async session =>
    {
        var row = (await session.Row<StateRow>(
            $"""
            SELECT COUNT(*) FILTER (WHERE state IN ('Waiting', 'Sending')) AS waiting,
                   COUNT(*) FILTER (WHERE state = 'Stalled' AND kind <> 'Receipt' AND kind <> 'StaffLetter') AS stalled,
                   COUNT(*) FILTER (WHERE state = 'Delivered') AS delivered,
                   MIN(created_at) FILTER (WHERE state IN ('Waiting', 'Sending')
                       AND kind IN ({AboutRequests})) AS oldest_waiting
            FROM outbox
            """))!;
        return new QueueState(row.Waiting, row.Stalled, row.Delivered, row.OldestWaiting);
    }, cancel);

    internal static Task Add(SqlSession session, QueuedMail mail) => session.Execute(
        """
        INSERT INTO outbox (about, kind, state, created_at, due_at, message_id, seal, payload, number)
        VALUES (@About, @kind, @state, @Created, @Created, @messageId, @Format, @Bytes, @Number)
        """,
        new
        {
            mail.About,
            kind = StoredWords.Kinds[mail.Kind],
            state = StoredWords.States[mail.State],
            mail.Created,
            messageId = RandomNumberGenerator.GetHexString(32, lowercase: true),
            mail.Payload?.Format,
            mail.Payload?.Bytes,
            mail.Number,
        });

    /// <summary>What is sealed for the mail goes with the request that it is of.</summary>
    internal static Task EraseAnswers(SqlSession session, string about) => session.Execute(
        "UPDATE outbox SET seal = NULL, payload = NULL WHERE about = @about AND kind IN ('Request', 'Correction')",
        new { about });

    /// <inheritdoc cref="EraseAnswers"/>
    internal static Task EraseAnswersOfErased(SqlSession session) => session.Execute(
        """
        UPDATE outbox SET seal = NULL, payload = NULL
        WHERE payload IS NOT NULL AND kind IN ('Request', 'Correction')
            AND about IN (SELECT submission FROM request WHERE payload IS NULL)
        """);

    internal static Task Cancel(SqlSession session, string about, string reason) => session.Execute(
        """
        UPDATE outbox SET state = 'Cancelled', seal = NULL, payload = NULL, last_reason = @reason
        WHERE about = @about AND state IN ('Waiting', 'Sending', 'Stalled')
        """, new { about, reason });

    // A request may be mailed again; its answers stay sealed for the mail as long as the request is kept.
    const string OnlyAnswersStay =
        """
        seal = CASE WHEN kind IN ('Request', 'Correction') THEN seal END,
        payload = CASE WHEN kind IN ('Request', 'Correction') THEN payload END
        """;

    const string StillOurs = "id = @Id AND owner = @Owner AND attempt = @Attempt AND state = 'Sending'";

    Task<bool> Finish(OutboxItem item, AuditEntry? verdict, Func<SqlSession, Task<int>> record,
        CancellationToken cancel) => database.Write(async session =>
    {
        if (await record(session) > 0)
        {
            if (verdict is not null) session.Audit(verdict);
            return true;
        }
        // A server that died between the commit and its answer has recorded it.
        return await session.Exists(
            "SELECT 1 FROM outbox WHERE id = @Id AND owner = @Owner AND attempt = @Attempt AND state IN ('Delivered', 'Waiting', 'Stalled')",
            new { item.Id, item.Owner, item.Attempt });
    }, cancel);

    static AuditEntry Verdict(OutboxItem item, DateTimeOffset at, AuditEvent what, string reason) => new(
        at, what, item.Reference, AuditEntry.Site,
        $"{StoredWords.Kinds[item.Kind]}, attempt {item.Attempt}{(reason.Length > 0 ? ", " : "")}{reason}");

    sealed class StateRow
    {
        public int Waiting { get; init; }
        public int Stalled { get; init; }
        public int Delivered { get; init; }
        public DateTimeOffset? OldestWaiting { get; init; }
    }
}
