using System.Globalization;
using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    const string AboutRequests = "'Request', 'Correction', 'Withdrawal', 'StalledNotice'";

    public Task<bool> QueueDigest(DateOnly day, DateTimeOffset now, Func<IReadOnlyList<SuspectedRequest>, SealedPayload> write, CancellationToken cancel) => Write(async session =>
    {
        var about = About(day);
        if (await session.Value<long>("SELECT COUNT(*) FROM outbox WHERE about = @about AND kind = 'Digest'", new { about }) > 0) return false;
        var rows = await session.Rows<SuspectRow>("SELECT reference AS Reference, received_at AS Received, suspicion AS Suspicion FROM request WHERE suspicion IS NOT NULL AND listed_at IS NULL AND withdrawn_at IS NULL AND payload IS NOT NULL ORDER BY received_at");
        if (rows.Count == 0) return false;
        var listed = rows.Select(row => (Row: row, Token: ReleaseToken.Next())).ToList();
        await Queue(session, about, MailKind.Digest, now, write([.. listed.Select(one => new SuspectedRequest(one.Row.Reference, At(one.Row.Received), one.Row.Suspicion, one.Token.Secret))]));
        foreach (var (row, token) in listed)
            await session.Execute("UPDATE request SET listed_at = @at, release_key = @Key WHERE reference = @Reference", new { at = Ms(now), token.Key, row.Reference });
        return true;
    }, cancel);

    public Task<bool> QueueHeartbeat(DateOnly day, DateTimeOffset now, Func<DayCounts, SealedPayload> write, CancellationToken cancel) => Write(async session =>
    {
        var about = About(day);
        if (await session.Value<long>("SELECT COUNT(*) FROM outbox WHERE kind = 'Heartbeat' AND (about = @about OR state IN ('Waiting', 'Sending'))", new { about }) > 0) return false;
        var row = (await session.Row<CountsRow>(
            """
            SELECT (SELECT COUNT(*) FROM request WHERE received_at > @since) AS Received, (SELECT COUNT(*) FROM request WHERE received_at > @since AND suspicion IS NOT NULL) AS Suspected,
                   COUNT(*) FILTER (WHERE state IN ('Waiting', 'Sending')) AS Waiting, COUNT(*) FILTER (WHERE state = 'Stalled') AS Stalled
            FROM outbox WHERE kind = 'Request'
            """, new { since = Ms(now.AddDays(-1)) }))!;
        await Queue(session, about, MailKind.Heartbeat, now, write(new(row.Received, row.Suspected, row.Waiting, row.Stalled, await AuditTrail.Head(session))));
        return true;
    }, cancel);

    public Task<bool> QueueReviewsDue(DateOnly monday, DateTimeOffset now, SealedPayload list, CancellationToken cancel) => Write(async session =>
    {
        var about = About(monday);
        if (await session.Value<long>("SELECT COUNT(*) FROM outbox WHERE kind = 'ReviewsDue' AND (about = @about OR state IN ('Waiting', 'Sending'))", new { about }) > 0) return false;
        await Queue(session, about, MailKind.ReviewsDue, now, list);
        return true;
    }, cancel);

    public Task QueueStalledNotice(OutboxItem item, DateTimeOffset now, CancellationToken cancel) => Write(async session =>
    {
        var about = await session.Value<string>("SELECT about FROM outbox WHERE id = @Id", new { item.Id });
        await session.Execute("DELETE FROM outbox WHERE about = @about AND kind = 'StalledNotice' AND state = 'Delivered'", new { about });
        if (await session.Value<long>("SELECT COUNT(*) FROM outbox WHERE about = @about AND kind = 'StalledNotice'", new { about }) == 0) await Queue(session, about!, MailKind.StalledNotice, now, null);
        return 0;
    }, cancel);

    public Task<int> ReleaseWaiting(DateTimeOffset now, CancellationToken cancel) => Write(session =>
        session.Execute("UPDATE outbox SET due_at = @now WHERE state = 'Waiting' AND due_at > @now AND unclear = 0", new { now = Ms(now) }), cancel);

    public Task<bool> Release(RequestReference reference, string by, DateTimeOffset now, CancellationToken cancel) => Write(async session =>
    {
        var released = await session.Execute(
            """
            UPDATE outbox SET state = 'Waiting', due_at = @now, created_at = @now
            WHERE kind IN ('Request', 'Correction') AND state IN ('Cancelled', 'Stalled', 'Delivered') AND about = (SELECT submission FROM request WHERE reference = @Value AND payload IS NOT NULL)
            """,
            new { reference.Value, now = Ms(now) });
        if (released > 0) session.Tell(new(now, AuditEvent.Resent, reference.Value, by, ""));
        return released > 0;
    }, cancel);

    public Task<bool> ReleaseHeld(ReleaseToken token, DateTimeOffset now, CancellationToken cancel) => Write(async session =>
    {
        var released = await session.Value<string>(
            """
            UPDATE outbox SET state = 'Waiting', due_at = @now, created_at = @now
            WHERE kind = 'Request' AND state = 'Cancelled'
                AND about = (SELECT submission FROM request WHERE release_key = @Key AND listed_at >= @since AND payload IS NOT NULL AND suspicion IS NOT NULL)
            RETURNING (SELECT reference FROM request WHERE submission = about)
            """,
            new { token.Key, now = Ms(now), since = Ms(now - ReleaseToken.Lifetime) });
        if (released is not null) session.Tell(new(now, AuditEvent.Released, released, AuditEntry.Site, "by its link in the daily list"));
        return released is not null;
    }, cancel);

    public Task<HeldRequest?> HeldRequest(ReleaseToken token, CancellationToken cancel) => Read(async session =>
    {
        var row = await session.Row<HeldRow>(
            """
            SELECT r.reference AS Reference, r.received_at AS Received, r.listed_at AS Listed, CASE WHEN r.payload IS NULL THEN 1 ELSE 0 END AS Erased, o.state AS Mail
            FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' WHERE r.release_key = @Key
            """, new { token.Key });
        return row is not null && RequestReference.TryParse(row.Reference, out var reference)
            ? new HeldRequest(reference!, At(row.Received), At(row.Listed), row.Mail != nameof(OutboxState.Cancelled), row.Erased != 0)
            : null;
    }, cancel);

    public async Task<OutboxItem?> Claim(MailLane lane, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel)
    {
        await JoinOnce(cancel);
        return await Take(session => Claim(session, lane, now, leaseUntil), cancel);
    }

    async Task<OutboxItem?> Claim(SqlSession session, MailLane lane, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        // Under "Sending", due_at is the end of the lease. What nobody has tried is due, whatever the clock said when it came.
        var row = await session.Row<OutboxRow>(
            $"""
            UPDATE outbox SET attempt = attempt + 1, unclear = CASE WHEN state = 'Sending' THEN 1 ELSE unclear END, state = 'Sending', due_at = @leaseUntil, owner = @owner
            WHERE id = (
                SELECT id FROM outbox WHERE state IN ('Waiting', 'Sending') AND (due_at <= @now OR due_at > @latest OR attempt = 0) AND (kind IN ({AboutRequests})) = @aboutRequests
                ORDER BY due_at, id LIMIT 1 {SkipLocked})
            RETURNING id AS Id, about AS About, kind AS Kind, created_at AS Created, message_id AS MessageId, attempt AS Attempt, unclear AS Unclear, number AS Number, seal AS Seal, payload AS Payload
            """,
            new { now = Ms(now), latest = Ms(now + OutboxItem.LongestWait), leaseUntil = Ms(leaseUntil), owner, aboutRequests = lane == MailLane.Requests });
        if (row is null) return null;
        var request = await session.Row<RequestRow>("SELECT reference AS Reference, seal AS Seal, payload AS Payload FROM request WHERE submission = @About", new { row.About });
        var kind = Enum.Parse<MailKind>(row.Kind);
        var correction = kind == MailKind.Correction ? await CorrectionOf(session, row) : null;
        var payload = kind switch
        {
            MailKind.Request => Payload(request?.Seal, request?.Payload),
            MailKind.Correction => Payload(correction?.Seal, correction?.Payload),
            MailKind.Withdrawal or MailKind.Receipt or MailKind.Digest or MailKind.Heartbeat or MailKind.StalledNotice or MailKind.ReviewsDue => Payload(row.Seal, row.Payload),
        };
        return new OutboxItem(row.Id, kind, request?.Reference ?? row.About, At(row.Created), payload, row.MessageId, row.Attempt, row.Unclear != 0, owner)
        {
            Number = row.Number,
            Corrects = correction?.MessageId,
        };
    }

    public Task Delivered(OutboxItem item, DateTimeOffset at, CancellationToken cancel) =>
        Finish(item, "state = 'Delivered', delivered_at = @at, last_reason = NULL, seal = NULL, payload = NULL", new { at = Ms(at) }, Verdict(item, at, AuditEvent.Delivered, ""), cancel);

    public Task TryLater(OutboxItem item, DateTimeOffset at, DateTimeOffset due, string reason, bool unknown, CancellationToken cancel) =>
        Finish(item, $"state = 'Waiting', due_at = @due, last_reason = @reason{(unknown ? ", unclear = 1" : "")}", new { due = Ms(due), reason }, unknown ? Verdict(item, at, AuditEvent.Unclear, reason) : null, cancel);

    public Task Stall(OutboxItem item, DateTimeOffset at, string reason, CancellationToken cancel) =>
        Finish(item, item.Kind == MailKind.Receipt ? "state = 'Stalled', last_reason = @reason, seal = NULL, payload = NULL" : "state = 'Stalled', last_reason = @reason", new { reason }, Verdict(item, at, AuditEvent.Stalled, reason), cancel);

    public Task<QueueState> State(CancellationToken cancel) => Read(async session =>
    {
        var row = (await session.Row<StateRow>(
            $"""
            SELECT COUNT(*) FILTER (WHERE state IN ('Waiting', 'Sending')) AS Waiting, COUNT(*) FILTER (WHERE state = 'Stalled' AND kind <> 'Receipt') AS Stalled,
                   COUNT(*) FILTER (WHERE state = 'Delivered') AS Delivered, MIN(created_at) FILTER (WHERE state IN ('Waiting', 'Sending') AND kind IN ({AboutRequests})) AS Oldest
            FROM outbox
            """))!;
        return new QueueState(row.Waiting, row.Stalled, row.Delivered, At(row.Oldest));
    }, cancel);

    /// <summary>A transaction that changes nothing but the row it takes, so that programs need not wait for each other.</summary>
    protected virtual Task<T> Take<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => Write(work, cancel);

    /// <summary>What makes a claim pass over rows that another program is claiming just now.</summary>
    protected virtual string SkipLocked => "";

    // The owner and attempt fence off a worker that lost its lease.
    async Task Finish(OutboxItem item, string change, object values, AuditEntry? verdict, CancellationToken cancel)
    {
        var changed = await Write(async session =>
        {
            var finished = await session.Execute($"UPDATE outbox SET {change} WHERE id = @id AND owner = @Owner AND attempt = @attempt AND state = 'Sending'", SqlSession.Join(values, new { id = item.Id, item.Owner, attempt = item.Attempt }));
            if (finished > 0 && verdict is not null) session.Tell(verdict);
            // A server that died between the commit and its answer has recorded it.
            return finished > 0 ? finished : await session.Value<long>("SELECT COUNT(*) FROM outbox WHERE id = @Id AND owner = @Owner AND attempt = @Attempt AND state IN ('Delivered', 'Waiting', 'Stalled')", new { item.Id, item.Owner, item.Attempt });
        }, cancel);
        if (changed == 0) log.LogWarning("The verdict on {Reference} came after its lease or a withdrawal and was not recorded", item.Reference);
    }

    static AuditEntry Verdict(OutboxItem item, DateTimeOffset at, AuditEvent what, string reason) =>
        new(at, what, item.Reference, AuditEntry.Site, $"{item.Kind}, attempt {item.Attempt}{(reason.Length > 0 ? ", " : "")}{reason}");

    static async Task Queue(SqlSession session, string about, MailKind kind, DateTimeOffset now, SealedPayload? payload, OutboxState state = OutboxState.Waiting, int number = 0) => await session.Execute(
        "INSERT INTO outbox (about, kind, state, created_at, due_at, message_id, seal, payload, number) VALUES (@about, @kind, @state, @now, @now, @messageId, @Format, @Bytes, @number)",
        new { about, number, kind = kind.ToString(), state = state.ToString(), now = Ms(now), messageId = RandomNumberGenerator.GetHexString(32, lowercase: true), payload?.Format, payload?.Bytes });

    static string About(DateOnly day) => day.ToString("'day:'yyyy-MM-dd", CultureInfo.InvariantCulture);

    sealed class OutboxRow
    {
        public long Id { get; init; }
        public string About { get; init; } = "";
        public string Kind { get; init; } = "";
        public long Created { get; init; }
        public string MessageId { get; init; } = "";
        public int Attempt { get; init; }
        public int Unclear { get; init; }
        public int Number { get; init; }
        public string? Seal { get; init; }
        public byte[]? Payload { get; init; }
    }

    sealed class RequestRow
    {
        public string Reference { get; init; } = "";
        public string Seal { get; init; } = "";
        public byte[]? Payload { get; init; }
    }

    sealed class HeldRow
    {
        public string Reference { get; init; } = "";
        public long Received { get; init; }
        public long Listed { get; init; }
        public int Erased { get; init; }
        public string Mail { get; init; } = "";
    }

    sealed class SuspectRow
    {
        public string Reference { get; init; } = "";
        public long Received { get; init; }
        public string Suspicion { get; init; } = "";
    }

    sealed class CountsRow
    {
        public int Received { get; init; }
        public int Suspected { get; init; }
        public int Waiting { get; init; }
        public int Stalled { get; init; }
    }

    sealed class StateRow
    {
        public int Waiting { get; init; }
        public int Stalled { get; init; }
        public int Delivered { get; init; }
        public long? Oldest { get; init; }
    }
}
