using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>
/// After a new list, and once at each start in case a program ended in the middle: what the server's own keys closed
/// before there was a reader is closed for the readers, and who left the list is taken out of what is kept. It needs no
/// key of any reader.
/// </summary>
public sealed class ReaderSweep(
    Database database, CurrentReaders readers, CurrentSeal seals, KeyRingSeal ownKeys, NoteSeal notes,
    ReaderListChange changes, TimeProvider clock,
    ILogger<ReaderSweep> log) : RecurringLook(LookEvery, clock)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    string swept = "";

    public override async Task Look(CancellationToken cancel)
    {
        if ((await readers.Look(cancel)).Good is not { } good || good.List.Hash == swept) return;
        var (closed, thinned) = (0, 0);
        var stay = good.All.Select(key => EnvelopeRecipient.NameOf(key.Spki)).ToList();
        foreach (var reference in await database.Read(session => session.Rows<string>(ClosedByOwnKeys), cancel))
            closed += await CloseForReaders(reference, good, cancel);
        foreach (var reference in await database.Read(session =>
            session.Rows<string>("SELECT reference FROM request WHERE payload IS NOT NULL"), cancel))
        {
            // Most need nothing, and a write keeps others waiting.
            if (await database.Read(session => Thinned(session, reference, stay), cancel) is { Count: > 0 })
                thinned += await TakeOut(reference, stay, cancel);
        }
        if (closed + thinned > 0)
            log.LogInformation("{Closed} kept requests are sealed for the readers now, and from {Thinned} those who left were taken out", closed, thinned);
        swept = good.List.Hash;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Changed += Wake;
        await base.ExecuteAsync(stoppingToken);
        changes.Changed -= Wake;
    }

    protected override void LookFailed(Exception e) =>
        log.LogError("Kept requests could not be brought up to the list of readers ({Kind})", e.GetType().Name);

    async Task<int> CloseForReaders(string reference, GoodList good, CancellationToken cancel)
    {
        var seal = await seals.ForKeeping(cancel);
        return await database.Write(async session =>
        {
            var closed = 0;
            foreach (var place in Own)
            {
                foreach (var row in await session.Rows<KeptEnvelopes.PlaceRow>(place.Find, new { reference }))
                {
                    if (ownKeys.Open(new(KeyRingSeal.Format, row.Payload)) is not { } request) continue;
                    var payload = seal.Close(request);
                    closed += await session.Execute(place.Write,
                        new { payload.Format, payload.Bytes, row.Submission, row.Number });
                    session.Audit(new(Clock.GetUtcNow(), AuditEvent.Resealed, reference, AuditEntry.Site,
                        payload.ContentHash));
                }
            }
            foreach (var row in await session.Rows<KeptEnvelopes.PlaceRow>(OwnNotes.Find, new { reference }))
            {
                if (!RequestReference.TryParse(reference, out var about)
                    || notes.Open(new(NoteSeal.Format, row.Payload), about!) is not { } note) continue;
                var bytes = AuthEnvelope.Seal(note.ForBrowsers(), good.Recipients).Encode();
                closed += await session.Execute(OwnNotes.Write,
                    new { AuthEnvelope.Format, bytes, row.Submission, row.Number });
            }
            return closed;
        }, cancel);
    }

    async Task<int> TakeOut(string reference, List<byte[]> stay, CancellationToken cancel) =>
        await database.Write(async session =>
    {
        var thinned = await Thinned(session, reference, stay);
        foreach (var (place, row, bytes) in thinned)
            await session.Execute(place.Write, new { bytes, row.Submission, row.Number });
        return thinned.Count;
    }, cancel);

    // An envelope that nobody on the list can open stays as it is: better with who left than with nobody.
    static async Task<List<(KeptEnvelopes.EnvelopePlace Place, KeptEnvelopes.PlaceRow Row, byte[] Bytes)>> Thinned(
        SqlSession session, string reference, List<byte[]> stay)
    {
        var thinned = new List<(KeptEnvelopes.EnvelopePlace, KeptEnvelopes.PlaceRow, byte[])>();
        foreach (var place in KeptEnvelopes.Places)
        {
            foreach (var row in await session.Rows<KeptEnvelopes.PlaceRow>(place.Find, new { reference }))
            {
                if (!AuthEnvelope.TryDecode(row.Payload, out var kept)) continue;
                var gone = kept.Keys.Where(key => !key.IsForACertificate && !stay.Exists(name => key.IsFor(name)))
                    .ToList();
                if (gone.Count == 0 || !kept.Keys.Any(key => stay.Exists(name => key.IsFor(name)))) continue;
                thinned.Add((place, row, gone.Aggregate(kept, (envelope, key) => envelope.Without(key.Name)).Encode()));
            }
        }
        return thinned;
    }

    const string ClosedByOwnKeys =
        """
        SELECT r.reference FROM request r WHERE r.payload IS NOT NULL AND (r.seal = 'keyring-v1'
            OR EXISTS (SELECT 1 FROM correction c WHERE c.submission = r.submission AND c.seal = 'keyring-v1'
                AND c.payload IS NOT NULL)
            OR EXISTS (SELECT 1 FROM answering_entry e WHERE e.submission = r.submission AND e.seal = 'note-keyring-v1'
                AND e.payload IS NOT NULL))
        """;

    static readonly KeptEnvelopes.EnvelopePlace OwnNotes = new(
        """
        SELECT submission, number, payload FROM answering_entry
        WHERE submission = (SELECT submission FROM request WHERE reference = @reference) AND seal = 'note-keyring-v1'
            AND payload IS NOT NULL
        """,
        "UPDATE answering_entry SET seal = @Format, payload = @bytes WHERE submission = @Submission AND number = @Number AND seal = 'note-keyring-v1'");

    static readonly IReadOnlyList<KeptEnvelopes.EnvelopePlace> Own =
    [
        new("SELECT submission, 0 AS number, payload FROM request WHERE reference = @reference AND seal = 'keyring-v1' AND payload IS NOT NULL",
            "UPDATE request SET seal = @Format, payload = @Bytes WHERE submission = @Submission AND seal = 'keyring-v1'"),
        new("""
            SELECT submission, number, payload FROM correction
            WHERE submission = (SELECT submission FROM request WHERE reference = @reference) AND seal = 'keyring-v1'
                AND payload IS NOT NULL
            """,
            "UPDATE correction SET seal = @Format, payload = @Bytes WHERE submission = @Submission AND number = @Number AND seal = 'keyring-v1'"),
    ];
}
