using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Settings;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The statements, which both databases understand alike. Times are Unix milliseconds, UTC. A submission is known by the hash of its
/// secret. What an outbox row is about: a submission, or a day for a daily mail.
/// </summary>
public abstract partial class SqlRequestStore(ILogger log) : IRequestStore
{
    const string WithdrawnPurpose = "withdrawn";
    // As large as the largest post; what is sealed of it is no larger.
    const int LargestRequest = 64 * 1024;

    public async Task Open(IEnumerable<ConsentWording> published, CancellationToken cancel)
    {
        await Upgrade(cancel);
        await Write(async session =>
        {
            foreach (var wording in published)
            {
                await session.Execute("INSERT INTO wording (version, purpose, sha256, words) VALUES (@Version, @Purpose, @Sha256, @Text) ON CONFLICT DO NOTHING", wording);
                if (await session.Value<string>("SELECT sha256 FROM wording WHERE version = @Version AND purpose = @Purpose", wording) != wording.Sha256)
                    throw new InvalidSettingsException([$"The consent wording {wording.Version}.md was edited after people agreed to it: put the old words back and write the new ones in a new file."]);
            }
            return 0;
        }, cancel);
    }

    public Task<RequestReference> Keep(SealedRequest request, CancellationToken cancel) => Write(async session =>
    {
        var key = request.Id.Key;
        var inserted = await session.Execute(
            "INSERT INTO request (submission, reference, received_at, seal, payload, suspicion, answers) VALUES (@key, @reference, @received, @Format, @Bytes, @Suspicion, @Answers) ON CONFLICT DO NOTHING",
            new { key, request.Answers, reference = request.Reference.Value, received = Ms(request.Received), request.Payload.Format, request.Payload.Bytes, request.Suspicion });
        if (inserted == 0) return await Find(session, request.Id) ?? throw new ReferenceTakenException();
        foreach (var consent in request.Consents) await Agree(session, key, consent, request.Received);
        await Queue(session, key, MailKind.Request, request.Received, null, request.Suspicion is null ? OutboxState.Waiting : OutboxState.Cancelled);
        if (request.Receipt is { } receipt && request.Suspicion is null) await Queue(session, key, MailKind.Receipt, request.Received, receipt);
        session.Tell(new(request.Received, AuditEvent.Received, request.Reference.Value, AuditEntry.Site, request.Suspicion ?? ""));
        return request.Reference;
    }, cancel);

    public Task<RequestReference?> ReferenceOf(SubmissionId id, CancellationToken cancel) => Read(session => Find(session, id), cancel);

    public Task<RequestStatus?> StatusOf(SubmissionId id, CancellationToken cancel) => Read(async session =>
    {
        var row = await session.Row<StatusRow>(
            """
            SELECT r.reference AS Reference, r.received_at AS Received, r.withdrawn_at AS Withdrawn, r.erased_at AS Erased, r.answers AS Answers, r.corrected_at AS Corrected, o.state AS Mail, o.attempt AS Attempt, o.delivered_at AS Delivered
            FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' WHERE r.submission = @Key
            """, id);
        return row is not null && RequestReference.TryParse(row.Reference, out var reference)
            ? new RequestStatus(reference!, At(row.Received), Enum.Parse<OutboxState>(row.Mail), At(row.Delivered), At(row.Withdrawn), row.Attempt > 0)
            {
                Erased = At(row.Erased),
                Answers = row.Answers,
                Corrected = At(row.Corrected),
            }
            : null;
    }, cancel);

    public Task<bool> Withdraw(SubmissionId id, DateTimeOffset at, CancellationToken cancel) => Write(async session =>
    {
        if (await Find(session, id) is not { } reference) return false;
        var changed = await session.Execute("UPDATE request SET payload = NULL, answers = NULL, withdrawn_at = @at, erased_at = COALESCE(erased_at, @at) WHERE submission = @Key AND withdrawn_at IS NULL", new { id.Key, at = Ms(at) });
        if (changed == 0) return true;
        await EraseCorrections(session, id.Key);
        await Cancel(session, id.Key, "withdrawn");
        await Agree(session, id.Key, new(WithdrawnPurpose, "web", "", "", ""), at);
        await Queue(session, id.Key, MailKind.Withdrawal, at, null);
        session.Tell(new(at, AuditEvent.Withdrawn, reference.Value, AuditEntry.Site, ""));
        return true;
    }, cancel);

    public Task<bool> Erase(RequestReference reference, string by, DateTimeOffset at, CancellationToken cancel) => Write(async session =>
    {
        if (await session.Value<string>("SELECT submission FROM request WHERE reference = @Value", reference) is not { } key) return false;
        var erased = await session.Execute("UPDATE request SET payload = NULL, answers = NULL, erased_at = @at WHERE submission = @key AND payload IS NOT NULL", new { key, at = Ms(at) });
        await EraseCorrections(session, key);
        await Cancel(session, key, "erased");
        if (erased > 0) session.Tell(new(at, AuditEvent.Erased, reference.Value, by, ""));
        return true;
    }, cancel);

    public Task<Purged> Purge(KeepUntil limits, DateTimeOffset at, CancellationToken cancel) => Write(async session =>
    {
        var requests = await session.Execute(
            """
            UPDATE request SET payload = NULL, answers = NULL, erased_at = @at WHERE payload IS NOT NULL AND (
                (submission IN (SELECT about FROM outbox WHERE kind = 'Request' AND state = 'Delivered' AND delivered_at < @delivered)
                    AND submission NOT IN (SELECT about FROM outbox WHERE kind = 'Correction' AND (state <> 'Delivered' OR delivered_at >= @delivered)))
                OR (suspicion IS NOT NULL AND received_at < @suspected AND submission IN (SELECT about FROM outbox WHERE kind = 'Request' AND state = 'Cancelled')))
            """,
            new { at = Ms(at), delivered = Ms(limits.Delivered), suspected = Ms(limits.Suspected) });
        await session.Execute("UPDATE correction SET payload = NULL WHERE payload IS NOT NULL AND submission IN (SELECT submission FROM request WHERE payload IS NULL)");
        var consents = await session.Execute("DELETE FROM consent WHERE agreed_at < @consent AND submission IN (SELECT submission FROM request WHERE payload IS NULL)", new { consent = Ms(limits.Consent) });
        var lastReceipt = await session.Value<long?>("SELECT MAX(at) FROM audit WHERE event = 'Purged'");
        if (requests + consents > 0 || lastReceipt is null || At(lastReceipt.Value).UtcDateTime.Date < at.UtcDateTime.Date)
            session.Tell(new(at, AuditEvent.Purged, null, AuditEntry.Site, $"{requests} requests, {consents} consents"));
        return new Purged(requests, consents);
    }, cancel);

    public async Task TryWriting(CancellationToken cancel)
    {
        await Write(async session =>
        {
            if (await session.Execute("UPDATE audit_head SET sequence = sequence") != 1) throw AuditTrail.Headless();
            return await session.Execute("DELETE FROM probe; INSERT INTO probe (bytes) VALUES (@bytes)", new { bytes = RandomNumberGenerator.GetBytes(LargestRequest) });
        }, cancel);
        await Write(session => session.Execute("DELETE FROM probe"), cancel);
    }

    /// <summary>Creates the tables, or brings those of an earlier version up to date.</summary>
    protected abstract Task Upgrade(CancellationToken cancel);

    /// <summary>One transaction, one at a time in all programs, whose entries in the audit trail are written with it.</summary>
    protected abstract Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel);

    protected abstract Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel);

    static async Task<RequestReference?> Find(SqlSession session, SubmissionId id) =>
        RequestReference.TryParse(await session.Value<string>("SELECT reference FROM request WHERE submission = @Key", new { id.Key }), out var reference) ? reference : null;

    static async Task Agree(SqlSession session, string key, ConsentGiven consent, DateTimeOffset at) => await session.Execute(
        "INSERT INTO consent (submission, purpose, channel, version, sha256, locale, agreed_at) VALUES (@key, @Purpose, @Channel, @Version, @Sha256, @Locale, @at)",
        new { key, consent.Purpose, consent.Channel, consent.Version, consent.Sha256, consent.Locale, at = Ms(at) });

    static async Task EraseCorrections(SqlSession session, string key) => await session.Execute("UPDATE correction SET payload = NULL WHERE submission = @key", new { key });

    static async Task Cancel(SqlSession session, string key, string reason) => await session.Execute(
        "UPDATE outbox SET state = 'Cancelled', seal = NULL, payload = NULL, last_reason = @reason WHERE about = @key AND state IN ('Waiting', 'Sending', 'Stalled')", new { key, reason });

    static SealedPayload? Payload(string? seal, byte[]? bytes) => seal is not null && bytes is not null ? new(seal, bytes) : null;

    static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    static DateTimeOffset? At(long? ms) => ms is { } known ? At(known) : null;

    sealed class StatusRow
    {
        public string Reference { get; init; } = "";
        public long Received { get; init; }
        public long? Withdrawn { get; init; }
        public long? Erased { get; init; }
        public string? Answers { get; init; }
        public long? Corrected { get; init; }
        public string Mail { get; init; } = "";
        public int Attempt { get; init; }
        public long? Delivered { get; init; }
    }
}
