using System.Runtime.CompilerServices;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>Requests as staff and commands read them; whoever reads words is written down first.</summary>
public sealed class RequestReader(Database database)
{
    const int PageSize = 100;

    const string ListedColumns =
        "SELECT r.submission, r.reference, r.received_at, r.withdrawn_at, o.state, r.suspicion, r.payload IS NULL AS is_erased, o.delivered_at, r.promised_at";

    // Of a request that was corrected, the last correction: it holds every answer.
    internal const string LastAnswers =
        """
        COALESCE((SELECT c.seal FROM correction c WHERE c.submission = r.submission AND c.payload IS NOT NULL
            ORDER BY c.number DESC LIMIT 1), r.seal) AS seal,
        COALESCE((SELECT c.payload FROM correction c WHERE c.submission = r.submission AND c.payload IS NOT NULL
            ORDER BY c.number DESC LIMIT 1), r.payload) AS payload
        """;

    /// <summary>Newest first; no word of a request.</summary>
    public Task<IReadOnlyList<ListedRequest>> List(CancellationToken cancel) =>
        database.Read<IReadOnlyList<ListedRequest>>(async session =>
    {
        var rows = await session.Rows<ListedRow>(
            $"{ListedColumns} FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' ORDER BY r.received_at DESC");
        return [.. rows.Select(row => row.Listed())];
    }, cancel);

    /// <summary>What one person told. Null when the reference is not known or its words are erased.</summary>
    public Task<SealedPayload?> Read(RequestReference reference, string by, DateTimeOffset at,
        CancellationToken cancel) => database.Write(async session =>
    {
        var row = await session.Row<PayloadRow>(
            $"SELECT {LastAnswers} FROM request r WHERE r.reference = @Value AND r.payload IS NOT NULL", reference);
        if (row is null) return null;
        session.Audit(new(at, AuditEvent.Read, reference.Value, by, ""));
        return row.Sealed();
    }, cancel);

    /// <summary>Every request, oldest first, a page at a time so that the running site is not held up.</summary>
    public async IAsyncEnumerable<StoredRequest> Export(string by, DateTimeOffset at,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await database.Write(async session =>
            session.Audit(new(at, AuditEvent.Exported, null, by,
                $"{await session.Value<long>("SELECT COUNT(*) FROM request")} requests")), cancel);
        var last = new PageEnd(DateTimeOffset.MinValue, "");
        while (true)
        {
            var page = await database.Read(session => Page(session, last), cancel);
            foreach (var stored in page.Requests) yield return stored;
            if (page.End is null) break;
            last = page.End;
        }
    }

    static async Task<(IReadOnlyList<StoredRequest> Requests, PageEnd? End)> Page(SqlSession session, PageEnd after)
    {
        var rows = await session.Rows<ListedRow>(
            $"""
            {ListedColumns}, {LastAnswers} FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request'
            WHERE (r.received_at, r.submission) > (@ReceivedAt, @Submission) ORDER BY r.received_at, r.submission
                LIMIT @PageSize
            """, new { after.ReceivedAt, after.Submission, PageSize });
        var consents = (await session.Rows<ConsentRow>(
            """
            SELECT submission, purpose, channel, version, sha256, locale, agreed_at FROM consent WHERE submission IN (
                SELECT submission FROM request WHERE (received_at, submission) > (@ReceivedAt, @Submission)
                ORDER BY received_at, submission LIMIT @PageSize) ORDER BY id
            """, new { after.ReceivedAt, after.Submission, PageSize }))
                .ToLookup(row => row.Submission, row => row.Consent());
        var requests = rows.Select(row =>
            new StoredRequest(row.Listed(), row.DeliveredAt, row.Sealed(), [.. consents[row.Submission]]));
        return ([.. requests], rows is [.., var last] ? new(last.ReceivedAt, last.Submission) : null);
    }

    sealed record PageEnd(DateTimeOffset ReceivedAt, string Submission);

    sealed class ListedRow : PayloadRow
    {
        public string Submission { get; init; } = "";
        public string Reference { get; init; } = "";
        public DateTimeOffset ReceivedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
        public string State { get; init; } = "";
        public string? Suspicion { get; init; }
        public bool IsErased { get; init; }
        public DateTimeOffset? DeliveredAt { get; init; }
        public DateTimeOffset? PromisedAt { get; init; }

        public ListedRequest Listed() =>
            new(Reference, ReceivedAt, WithdrawnAt is null
                ? State : "Withdrawn", Suspicion, IsErased)
            { Promised = PromisedAt };
    }

    sealed record ConsentRow(string Submission, string Purpose, string Channel, string Version, string Sha256,
        string Locale, DateTimeOffset AgreedAt)
    {
        public StoredConsent Consent() => new(new(Purpose, Channel, Version, Sha256, Locale), AgreedAt);
    }
}
