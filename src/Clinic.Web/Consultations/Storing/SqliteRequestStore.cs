using System.Globalization;
using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Consultations.Storing;

/// <summary>The embedded store.</summary>
public sealed class SqliteRequestStore(SqliteDatabase database, ILogger<SqliteRequestStore> log) : IRequestStore
{
    const int UniqueViolation = 2067;
    const string Withdrawn = "withdrawn";

    readonly string owner = Guid.NewGuid().ToString("N");

    public async Task Open(IEnumerable<ConsentWording> published, CancellationToken cancel)
    {
        await database.Upgrade(cancel);
        await database.Write((db, transaction) =>
        {
            foreach (var wording in published)
            {
                db.Execute("INSERT INTO wording (version, purpose, sha256, words) VALUES (@Version, @Purpose, @Sha256, @Text) ON CONFLICT DO NOTHING", wording, transaction);
                if (db.ExecuteScalar<string>("SELECT sha256 FROM wording WHERE version = @Version AND purpose = @Purpose", wording, transaction) != wording.Sha256)
                    throw new InvalidSettingsException([$"The consent wording {wording.Version}.md was edited after people agreed to it: put the old words back and write the new ones in a new file."]);
            }
            return 0;
        }, cancel);
    }

    public Task<RequestReference> Keep(SealedRequest request, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        if (FindReference(db, request.Id) is { } known) return known;
        Insert(db, transaction, request);
        foreach (var consent in request.Consents) Record(db, transaction, request.Id.Key, consent, request.Received);
        Queue(db, transaction, request.Id.Key, MailKind.Request, request.Received, null, request.Suspicion is null ? OutboxState.Waiting : OutboxState.Cancelled);
        if (request.Receipt is { } receipt && request.Suspicion is null) Queue(db, transaction, request.Id.Key, MailKind.Receipt, request.Received, receipt);
        return request.Reference;
    }, cancel);

    public Task<RequestReference?> ReferenceOf(SubmissionId id, CancellationToken cancel) => database.Run(db => FindReference(db, id), cancel);

    public Task<RequestStatus?> StatusOf(SubmissionId id, CancellationToken cancel) => database.Run(db =>
    {
        var row = db.QuerySingleOrDefault<StatusRow>(
            """
            SELECT r.reference AS Reference, r.received_at AS Received, COALESCE(r.withdrawn_at, -1) AS Withdrawn, o.state AS Mail, o.attempt AS Attempt, COALESCE(o.delivered_at, -1) AS Delivered
            FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' WHERE r.submission = @Key
            """, id);
        return row is not null && RequestReference.TryParse(row.Reference, out var reference)
            ? new RequestStatus(reference!, At(row.Received), Enum.Parse<OutboxState>(row.Mail), Maybe(row.Delivered), Maybe(row.Withdrawn), row.Attempt > 0)
            : null;
    }, cancel);

    public Task<bool> Withdraw(SubmissionId id, DateTimeOffset at, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        var key = id.Key;
        if (FindReference(db, id) is null) return false;
        var changed = db.Execute("UPDATE request SET payload = NULL, withdrawn_at = @at WHERE submission = @key AND withdrawn_at IS NULL", new { key, at = Ms(at) }, transaction);
        if (changed == 0) return true;
        db.Execute("UPDATE outbox SET state = 'Cancelled', seal = NULL, payload = NULL, last_reason = @Withdrawn WHERE about = @key AND state IN ('Waiting', 'Sending', 'Stalled')", new { key, Withdrawn }, transaction);
        Record(db, transaction, key, new(Withdrawn, "web", "", "", ""), at);
        Queue(db, transaction, key, MailKind.Withdrawal, at, null);
        return true;
    }, cancel);

    public Task<bool> QueueDigest(DateOnly day, DateTimeOffset now, Func<IReadOnlyList<SuspectedRequest>, SealedPayload> write, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        var about = day.ToString("'day:'yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (db.ExecuteScalar<int>("SELECT COUNT(*) FROM outbox WHERE about = @about AND kind = 'Digest'", new { about }, transaction) > 0) return false;
        var rows = db.Query<SuspectRow>("SELECT reference AS Reference, received_at AS Received, suspicion AS Suspicion FROM request WHERE suspicion IS NOT NULL AND listed_at IS NULL AND withdrawn_at IS NULL ORDER BY received_at", transaction: transaction)
            .Select(row => new SuspectedRequest(row.Reference, At(row.Received), row.Suspicion)).ToList();
        if (rows.Count == 0) return false;
        Queue(db, transaction, about, MailKind.Digest, now, write(rows));
        db.Execute("UPDATE request SET listed_at = @at WHERE suspicion IS NOT NULL AND listed_at IS NULL", new { at = Ms(now) }, transaction);
        return true;
    }, cancel);

    public Task<bool> QueueHeartbeat(DateOnly day, DateTimeOffset now, Func<DayCounts, SealedPayload> write, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        var about = day.ToString("'day:'yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (db.ExecuteScalar<int>("SELECT COUNT(*) FROM outbox WHERE kind = 'Heartbeat' AND (about = @about OR state IN ('Waiting', 'Sending'))", new { about }, transaction) > 0) return false;
        var row = db.QuerySingle<CountsRow>(
            """
            SELECT (SELECT COUNT(*) FROM request WHERE received_at > @since) AS Received, (SELECT COUNT(*) FROM request WHERE received_at > @since AND suspicion IS NOT NULL) AS Suspected,
                   COUNT(*) FILTER (WHERE state IN ('Waiting', 'Sending')) AS Waiting, COUNT(*) FILTER (WHERE state = 'Stalled') AS Stalled
            FROM outbox WHERE kind = 'Request'
            """, new { since = Ms(now.AddDays(-1)) }, transaction);
        Queue(db, transaction, about, MailKind.Heartbeat, now, write(new((int)row.Received, (int)row.Suspected, (int)row.Waiting, (int)row.Stalled)));
        return true;
    }, cancel);

    public Task QueueStalledNotice(OutboxItem item, DateTimeOffset now, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        var about = db.ExecuteScalar<string>("SELECT about FROM outbox WHERE id = @Id", item, transaction)!;
        db.Execute("DELETE FROM outbox WHERE about = @about AND kind = 'StalledNotice' AND state = 'Delivered'", new { about }, transaction);
        if (db.ExecuteScalar<int>("SELECT COUNT(*) FROM outbox WHERE about = @about AND kind = 'StalledNotice'", new { about }, transaction) == 0) Queue(db, transaction, about, MailKind.StalledNotice, now, null);
        return 0;
    }, cancel);

    public Task<int> ReleaseWaiting(DateTimeOffset now, CancellationToken cancel) => database.Write((db, transaction) =>
        db.Execute("UPDATE outbox SET due_at = @now WHERE state = 'Waiting' AND due_at > @now AND NOT unclear", new { now = Ms(now) }, transaction), cancel);

    public Task<bool> Release(RequestReference reference, DateTimeOffset now, CancellationToken cancel) => database.Write((db, transaction) =>
        db.Execute(
            """
            UPDATE outbox SET state = 'Waiting', due_at = @now, created_at = @now
            WHERE kind = 'Request' AND state IN ('Cancelled', 'Stalled', 'Delivered') AND about = (SELECT submission FROM request WHERE reference = @Value AND payload IS NOT NULL)
            """,
            new { reference.Value, now = Ms(now) }, transaction) > 0, cancel);

    public Task<OutboxItem?> Claim(DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        // Under "Sending", due_at is the end of the lease.
        var row = db.QuerySingleOrDefault<OutboxRow>(
            """
            UPDATE outbox SET attempt = attempt + 1, unclear = unclear OR (state = 'Sending'), state = 'Sending', due_at = @leaseUntil, owner = @owner
            WHERE id = (SELECT id FROM outbox WHERE state IN ('Waiting', 'Sending') AND due_at <= @now ORDER BY due_at, id LIMIT 1)
            RETURNING id AS Id, about AS About, kind AS Kind, created_at AS Created, message_id AS MessageId, attempt AS Attempt, unclear AS Unclear, seal AS Seal, payload AS Payload
            """,
            new { now = Ms(now), leaseUntil = Ms(leaseUntil), owner }, transaction);
        if (row is null) return null;
        var request = db.QuerySingleOrDefault<RequestRow>("SELECT reference AS Reference, seal AS Seal, payload AS Payload FROM request WHERE submission = @About", row, transaction);
        var kind = Enum.Parse<MailKind>(row.Kind);
        var payload = kind == MailKind.Request ? Payload(request?.Seal, request?.Payload) : Payload(row.Seal, row.Payload);
        return new OutboxItem(row.Id, kind, request?.Reference ?? row.About, At(row.Created), payload, row.MessageId, (int)row.Attempt, row.Unclear != 0, owner);
    }, cancel);

    public Task Delivered(OutboxItem item, DateTimeOffset at, CancellationToken cancel) =>
        Finish(item, "state = 'Delivered', delivered_at = @at, last_reason = NULL, seal = NULL, payload = NULL", new { at = Ms(at) }, cancel);

    public Task TryLater(OutboxItem item, DateTimeOffset due, string reason, bool unknown, CancellationToken cancel) =>
        Finish(item, "state = 'Waiting', due_at = @due, last_reason = @reason, unclear = unclear OR @unknown", new { due = Ms(due), reason, unknown }, cancel);

    public Task Stall(OutboxItem item, string reason, CancellationToken cancel) =>
        Finish(item, item.Kind == MailKind.Receipt ? "state = 'Stalled', last_reason = @reason, seal = NULL, payload = NULL" : "state = 'Stalled', last_reason = @reason", new { reason }, cancel);

    public Task<IReadOnlyList<ListedRequest>> List(CancellationToken cancel) => database.Run<IReadOnlyList<ListedRequest>>(db =>
        [.. db.Query<ListRow>(
            """
            SELECT r.reference AS Reference, r.received_at AS Received, CASE WHEN r.withdrawn_at IS NOT NULL THEN 'Withdrawn' ELSE o.state END AS Mail,
                   r.suspicion AS Suspicion, r.payload IS NULL AS Erased
            FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' ORDER BY r.received_at DESC
            """).Select(row => new ListedRequest(row.Reference, At(row.Received), row.Mail, row.Suspicion, row.Erased != 0))], cancel);

    public Task<SealedPayload?> PayloadOf(RequestReference reference, CancellationToken cancel) => database.Run(db =>
        db.QuerySingleOrDefault<RequestRow>("SELECT reference AS Reference, seal AS Seal, payload AS Payload FROM request WHERE reference = @Value", reference) is { } row ? Payload(row.Seal, row.Payload) : null, cancel);

    public Task<Purged> Purge(KeepUntil limits, CancellationToken cancel) => database.Write((db, transaction) =>
    {
        var requests = db.Execute(
            """
            UPDATE request SET payload = NULL WHERE payload IS NOT NULL AND (
                submission IN (SELECT about FROM outbox WHERE kind = 'Request' AND state = 'Delivered' AND delivered_at < @delivered)
                OR (suspicion IS NOT NULL AND received_at < @suspected AND submission IN (SELECT about FROM outbox WHERE kind = 'Request' AND state = 'Cancelled')))
            """,
            new { delivered = Ms(limits.Delivered), suspected = Ms(limits.Suspected) }, transaction);
        var consents = db.Execute("DELETE FROM consent WHERE agreed_at < @consent AND submission IN (SELECT submission FROM request WHERE payload IS NULL)", new { consent = Ms(limits.Consent) }, transaction);
        return new Purged(requests, consents);
    }, cancel);

    public Task<QueueState> State(CancellationToken cancel) => database.Run(db =>
    {
        var row = db.QuerySingle<StateRow>(
            """
            SELECT COUNT(*) FILTER (WHERE state IN ('Waiting', 'Sending')) AS Waiting, COUNT(*) FILTER (WHERE state = 'Stalled' AND kind <> 'Receipt') AS Stalled,
                   COUNT(*) FILTER (WHERE state = 'Delivered') AS Delivered, COALESCE(MIN(created_at) FILTER (WHERE state IN ('Waiting', 'Sending')), -1) AS Oldest
            FROM outbox
            """);
        return new QueueState((int)row.Waiting, (int)row.Stalled, (int)row.Delivered, Maybe(row.Oldest));
    }, cancel);

    public Task TryWriting(CancellationToken cancel) => database.Write((db, transaction) => db.Execute($"PRAGMA user_version = {SqliteSchema.Steps.Count}", transaction: transaction), cancel);

    // The owner and attempt fence off a worker that lost its lease.
    async Task Finish(OutboxItem item, string change, object values, CancellationToken cancel)
    {
        var changed = await database.Write((db, transaction) =>
        {
            var parameters = new DynamicParameters(values);
            parameters.AddDynamicParams(new { id = item.Id, item.Owner, attempt = item.Attempt });
            return db.Execute($"UPDATE outbox SET {change} WHERE id = @id AND owner = @Owner AND attempt = @attempt AND state = 'Sending'", parameters, transaction);
        }, cancel);
        if (changed == 0) log.LogWarning("The verdict on {Reference} came after its lease or a withdrawal and was not recorded", item.Reference);
    }

    static void Insert(SqliteConnection db, SqliteTransaction transaction, SealedRequest request)
    {
        try
        {
            db.Execute(
                "INSERT INTO request (submission, reference, received_at, seal, payload, suspicion) VALUES (@key, @reference, @received, @Format, @Bytes, @Suspicion)",
                new { key = request.Id.Key, reference = request.Reference.Value, received = Ms(request.Received), request.Payload.Format, request.Payload.Bytes, request.Suspicion },
                transaction);
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == UniqueViolation)
        {
            throw new ReferenceTakenException();
        }
    }

    static void Record(SqliteConnection db, SqliteTransaction transaction, string key, ConsentGiven consent, DateTimeOffset at) => db.Execute(
        "INSERT INTO consent (submission, purpose, channel, version, sha256, locale, agreed_at) VALUES (@key, @Purpose, @Channel, @Version, @Sha256, @Locale, @at)",
        new { key, consent.Purpose, consent.Channel, consent.Version, consent.Sha256, consent.Locale, at = Ms(at) }, transaction);

    static void Queue(SqliteConnection db, SqliteTransaction transaction, string about, MailKind kind, DateTimeOffset now, SealedPayload? payload, OutboxState state = OutboxState.Waiting) => db.Execute(
        "INSERT INTO outbox (about, kind, state, created_at, due_at, message_id, seal, payload) VALUES (@about, @kind, @state, @now, @now, @messageId, @Format, @Bytes)",
        new { about, kind = kind.ToString(), state = state.ToString(), now = Ms(now), messageId = RandomNumberGenerator.GetHexString(32, lowercase: true), payload?.Format, payload?.Bytes }, transaction);

    static RequestReference? FindReference(SqliteConnection db, SubmissionId id) =>
        RequestReference.TryParse(db.ExecuteScalar<string?>("SELECT reference FROM request WHERE submission = @Key", id), out var reference) ? reference : null;

    static SealedPayload? Payload(string? seal, byte[]? bytes) => seal is not null && bytes is not null ? new(seal, bytes) : null;

    static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    // Absent times are read as -1: the driver cannot tell the type of a column that holds nothing.
    static DateTimeOffset? Maybe(long ms) => ms >= 0 ? At(ms) : null;

    sealed class OutboxRow
    {
        public long Id { get; init; }
        public string About { get; init; } = "";
        public string Kind { get; init; } = "";
        public long Created { get; init; }
        public string MessageId { get; init; } = "";
        public long Attempt { get; init; }
        public long Unclear { get; init; }
        public string? Seal { get; init; }
        public byte[]? Payload { get; init; }
    }

    sealed class RequestRow
    {
        public string Reference { get; init; } = "";
        public string Seal { get; init; } = "";
        public byte[]? Payload { get; init; }
    }

    sealed class ListRow
    {
        public string Reference { get; init; } = "";
        public long Received { get; init; }
        public string Mail { get; init; } = "";
        public string? Suspicion { get; init; }
        public long Erased { get; init; }
    }

    sealed record StatusRow(string Reference, long Received, long Withdrawn, string Mail, long Attempt, long Delivered);

    sealed record SuspectRow(string Reference, long Received, string Suspicion);

    sealed record CountsRow(long Received, long Suspected, long Waiting, long Stalled);

    sealed record StateRow(long Waiting, long Stalled, long Delivered, long Oldest);
}
