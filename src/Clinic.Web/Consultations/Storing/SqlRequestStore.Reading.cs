using System.Runtime.CompilerServices;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    const int ExportPage = 100;

    const string ListedColumns =
        """
        SELECT r.submission AS Submission, r.reference AS Reference, r.received_at AS Received, CASE WHEN r.withdrawn_at IS NOT NULL THEN 'Withdrawn' ELSE o.state END AS Mail,
               r.suspicion AS Suspicion, CASE WHEN r.payload IS NULL THEN 1 ELSE 0 END AS Erased, o.delivered_at AS Delivered
        """;

    // Of a request that was corrected, the last correction: it holds every answer.
    const string LastAnswers =
        """
        COALESCE((SELECT c.seal FROM correction c WHERE c.submission = r.submission AND c.payload IS NOT NULL ORDER BY c.number DESC LIMIT 1), r.seal) AS Seal,
        COALESCE((SELECT c.payload FROM correction c WHERE c.submission = r.submission AND c.payload IS NOT NULL ORDER BY c.number DESC LIMIT 1), r.payload) AS Payload
        """;

    public Task<IReadOnlyList<ListedRequest>> List(CancellationToken cancel) => Read<IReadOnlyList<ListedRequest>>(async session =>
        [.. (await session.Rows<ListedRow>($"{ListedColumns} FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' ORDER BY r.received_at DESC")).Select(row => row.Listed())], cancel);

    public Task<SealedPayload?> Read(RequestReference reference, string by, DateTimeOffset at, CancellationToken cancel) => Write(async session =>
    {
        var row = await session.Row<RequestRow>($"SELECT r.reference AS Reference, {LastAnswers} FROM request r WHERE r.reference = @Value AND r.payload IS NOT NULL", new { reference.Value });
        if (row is null) return null;
        session.Tell(new(at, AuditEvent.Read, reference.Value, by, ""));
        return Payload(row.Seal, row.Payload);
    }, cancel);

    public async IAsyncEnumerable<StoredRequest> Export(string by, DateTimeOffset at, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Write(async session =>
        {
            session.Tell(new(at, AuditEvent.Exported, null, by, $"{await session.Value<long>("SELECT COUNT(*) FROM request")} requests"));
            return 0;
        }, cancel);
        (long Received, string Submission)? last = (long.MinValue, "");
        while (last is { } after)
        {
            last = null;
            foreach (var (row, consents) in await Read(session => Page(session, after.Received, after.Submission), cancel))
            {
                yield return new(row.Listed(), At(row.Delivered), Payload(row.Seal, row.Payload), consents);
                last = (row.Received, row.Submission);
            }
        }
    }

    public Task Tell(AuditEntry entry, CancellationToken cancel) => Write(session =>
    {
        session.Tell(entry);
        return Task.FromResult(0);
    }, cancel);

    public async IAsyncEnumerable<AuditEntry> Told([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in AuditRows(cancel)) yield return row.Entry();
    }

    public async Task<AuditVerdict> VerifyAudit(CancellationToken cancel)
    {
        var head = await Read(AuditTrail.Head, cancel);
        var check = new AuditTrail.Check(head);
        await foreach (var row in AuditRows(cancel))
            if (check.FaultOf(row) is { } fault) return new(head, fault);
        return check.End();
    }

    static async Task<IReadOnlyList<(ExportRow, IReadOnlyList<StoredConsent>)>> Page(SqlSession session, long received, string submission)
    {
        var rows = await session.Rows<ExportRow>(
            $"""
            {ListedColumns}, {LastAnswers} FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request'
            WHERE (r.received_at, r.submission) > (@received, @submission) ORDER BY r.received_at, r.submission LIMIT @ExportPage
            """, new { received, submission, ExportPage });
        var consents = (await session.Rows<ConsentRow>(
            """
            SELECT submission AS Submission, purpose AS Purpose, channel AS Channel, version AS Version, sha256 AS Sha256, locale AS Locale, agreed_at AS At FROM consent
            WHERE submission IN (SELECT submission FROM request WHERE (received_at, submission) > (@received, @submission) ORDER BY received_at, submission LIMIT @ExportPage) ORDER BY id
            """, new { received, submission, ExportPage })).ToLookup(row => row.Submission);
        return [.. rows.Select(row => (row, (IReadOnlyList<StoredConsent>)[.. consents[row.Submission].Select(consent => consent.Consent())]))];
    }

    async IAsyncEnumerable<AuditTrail.Row> AuditRows([EnumeratorCancellation] CancellationToken cancel)
    {
        long? last = 0;
        while (last is { } after)
        {
            last = null;
            foreach (var row in await Read(session => AuditTrail.PageAfter(session, after), cancel))
            {
                yield return row;
                last = row.Sequence;
            }
        }
    }

    class ListedRow
    {
        public string Submission { get; init; } = "";
        public string Reference { get; init; } = "";
        public long Received { get; init; }
        public string Mail { get; init; } = "";
        public string? Suspicion { get; init; }
        public int Erased { get; init; }
        public long? Delivered { get; init; }

        public ListedRequest Listed() => new(Reference, At(Received), Mail, Suspicion, Erased != 0);
    }

    sealed class ExportRow : ListedRow
    {
        public string Seal { get; init; } = "";
        public byte[]? Payload { get; init; }
    }

    sealed class ConsentRow
    {
        public string Submission { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string Channel { get; init; } = "";
        public string Version { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string Locale { get; init; } = "";
        public long At { get; init; }

        public StoredConsent Consent() => new(new(Purpose, Channel, Version, Sha256, Locale), SqlRequestStore.At(At));
    }
}
