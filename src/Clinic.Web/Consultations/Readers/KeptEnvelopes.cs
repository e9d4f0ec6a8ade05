using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>What a reader's browser needs to open a request or a note: nothing in it is open to the server.</summary>
/// <param name="Number">0 for the request, otherwise which note about it.</param>
/// <param name="Wrapped">The content key, for this reader's key.</param>
/// <param name="Hash">Of the kept bytes: who wraps the content key for somebody else says for which.</param>
public sealed record BrowserEnvelope(string Reference, long Number, byte[] Wrapped, byte[] Nonce, byte[] Ciphertext,
    byte[] Tag, string Hash)
{
    /// <summary>Who wrote the note and when, as its row says; the note itself must say the same.</summary>
    public string? Author { get; init; }

    public DateTimeOffset? At { get; init; }
}

/// <param name="Damaged">References of envelopes that are no longer as they were written.</param>
public sealed record ReadEnvelopes(IReadOnlyList<BrowserEnvelope> Given, IReadOnlyList<string> Damaged);

/// <param name="Hash">Of the bytes that the content key was unwrapped from.</param>
/// <param name="Wrapped">The content key, for the newcomer.</param>
public sealed record Rewrap(RequestReference Reference, string Hash, byte[] Wrapped);

/// <summary>The requests and notes that are kept in envelopes, as readers' browsers come for them.</summary>
public sealed class KeptEnvelopes(Database database)
{
    const string LastNumber =
        "(SELECT MAX(c.number) FROM correction c WHERE c.submission = r.submission AND c.payload IS NOT NULL)";

    // Of a request that was corrected, the last correction: it holds every answer. Then the notes, oldest first.
    const string Kept =
        $"""
        SELECT r.reference, 0 AS number, r.seal, r.payload, NULL AS author, r.received_at AS at FROM request r
        WHERE r.reference = @Value AND r.payload IS NOT NULL AND {LastNumber} IS NULL
        UNION ALL
        SELECT r.reference, 0 AS number, c.seal, c.payload, NULL AS author, c.received_at AS at
        FROM request r JOIN correction c ON c.submission = r.submission AND c.number = {LastNumber}
        WHERE r.reference = @Value AND r.payload IS NOT NULL
        UNION ALL
        SELECT r.reference, e.number, e.seal, e.payload, e.who AS author, e.at FROM request r
            JOIN answering_entry e ON e.submission = r.submission
        WHERE r.reference = @Value AND r.payload IS NOT NULL AND e.payload IS NOT NULL
        """;

    /// <summary>
    /// What one of a person's keys opens of these, each written down as read before it is given. What is erased, kept
    /// in another form, or not for that key is left out.
    /// </summary>
    public Task<ReadEnvelopes> Read(
        IReadOnlyList<RequestReference> references, RecipientKey key, string by, DateTimeOffset at,
        CancellationToken cancel) =>
            database.Write(async session =>
    {
        var name = EnvelopeRecipient.NameOf(key.Spki);
        var (given, damaged) = (new List<BrowserEnvelope>(), new List<string>());
        foreach (var reference in references.DistinctBy(one => one.Value))
        {
            var before = given.Count;
            foreach (var row in await session.Rows<KeptRow>($"{Kept} ORDER BY number", reference))
            {
                if (row.IsDamaged) damaged.Add(row.Reference);
                else if (row.For(name) is { } envelope) given.Add(envelope);
            }
            if (given.Count > before) session.Audit(new(at, AuditEvent.Read, reference.Value, by, ""));
        }
        return new ReadEnvelopes(given, damaged);
    }, cancel);

    /// <summary>
    /// References of what is kept for one key and not for another: what a reader can let a newcomer read.
    /// </summary>
    public Task<IReadOnlyList<string>> OpenTo(RecipientKey reader, RecipientKey newcomer, int most,
        CancellationToken cancel) =>
        database.Read<IReadOnlyList<string>>(async session =>
    {
        var (has, lacks) = (EnvelopeRecipient.NameOf(reader.Spki), EnvelopeRecipient.NameOf(newcomer.Spki));
        var found = new List<string>();
        foreach (var reference in await session.Rows<string>(
            "SELECT reference FROM request WHERE payload IS NOT NULL ORDER BY received_at DESC"))
        {
            var rows = await session.Rows<KeptRow>(Kept, new { Value = reference });
            if (rows.Any(row => row.Envelope() is { } kept && kept.KeyFor(has) is not null
                && kept.KeyFor(lacks) is null)) found.Add(reference);
            if (found.Count == most) break;
        }
        return found;
    }, cancel);

    /// <summary>
    /// Adds a newcomer to what still has the hash that their content key was unwrapped from; tells to how many. What
    /// was withdrawn, erased or changed meanwhile stays as it is.
    /// </summary>
    public Task<int> Add(IReadOnlyList<Rewrap> rewraps, RecipientKey newcomer, string by, DateTimeOffset at,
        CancellationToken cancel) =>
        database.Write(async session =>
    {
        var added = 0;
        foreach (var rewrap in rewraps.Where(one => one.Wrapped.Length == newcomer.Bits / 8))
        {
            foreach (var place in Places)
            {
                foreach (var row in await session.Rows<PlaceRow>(place.Find, new { reference = rewrap.Reference.Value }))
                {
                    if (RecipientKey.HashOf(row.Payload) != rewrap.Hash) continue;
                    var bytes = AuthEnvelope.Decode(row.Payload)
                        .With(new(EnvelopeRecipient.NameOf(newcomer.Spki), rewrap.Wrapped)).Encode();
                    added += await session.Execute(place.Write, new { bytes, row.Submission, row.Number });
                }
            }
        }
        if (added > 0) session.Audit(new(at, AuditEvent.ReaderLetIn, null, by, $"{newcomer.Hash} to {added}"));
        return added;
    }, cancel);

    internal static readonly IReadOnlyList<EnvelopePlace> Requests =
    [
        new("SELECT submission, 0 AS number, payload FROM request WHERE reference = @reference AND seal = 'auth-v1' AND payload IS NOT NULL",
            "UPDATE request SET payload = @bytes WHERE submission = @Submission AND payload IS NOT NULL"),
        new("""
            SELECT submission, number, payload FROM correction
            WHERE submission = (SELECT submission FROM request WHERE reference = @reference) AND seal = 'auth-v1'
                AND payload IS NOT NULL
            """,
            "UPDATE correction SET payload = @bytes WHERE submission = @Submission AND number = @Number AND payload IS NOT NULL"),
    ];

    internal static readonly EnvelopePlace Notes = new("""
        SELECT submission, number, payload FROM answering_entry
        WHERE submission = (SELECT submission FROM request WHERE reference = @reference) AND seal = 'auth-v1'
            AND payload IS NOT NULL
        """,
        "UPDATE answering_entry SET payload = @bytes WHERE submission = @Submission AND number = @Number AND payload IS NOT NULL");

    internal static readonly IReadOnlyList<EnvelopePlace> Places = [.. Requests, Notes];

    internal sealed record EnvelopePlace(string Find, string Write);

    internal sealed class PlaceRow
    {
        public string Submission { get; init; } = "";
        public long Number { get; init; }
        public byte[] Payload { get; init; } = [];
    }

    sealed class KeptRow : PayloadRow
    {
        public string Reference { get; init; } = "";
        public long Number { get; init; }
        public string? Author { get; init; }
        public DateTimeOffset At { get; init; }

        public bool IsDamaged =>
            Sealed() is { Format: AuthEnvelope.Format } kept && !AuthEnvelope.TryDecode(kept.Bytes, out _);

        public AuthEnvelope? Envelope() => Sealed() is { Format: AuthEnvelope.Format } kept
            && AuthEnvelope.TryDecode(kept.Bytes, out var read) ? read : null;

        public BrowserEnvelope? For(byte[] name) => Envelope() is { } kept && kept.KeyFor(name) is { } wrapped
            ? new(Reference, Number, wrapped.Bytes, kept.Nonce, kept.Ciphertext, kept.Tag, RecipientKey.HashOf(Payload))
            {
                Author = Author,
                At = Author is null ? null : At,
            }
            : null;
    }
}
