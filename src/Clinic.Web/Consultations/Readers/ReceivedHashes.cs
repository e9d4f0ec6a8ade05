using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>
/// The audit trail tells the hash of what was sealed when a request came. Whoever writes to the database can seal a
/// request of their own making for the readers, since public keys are public; its hash is in no entry.
/// </summary>
public sealed class ReceivedHashes(Database database, AuditTrail trail)
{
    /// <returns>How many were looked at, and the references of those that no entry tells of.</returns>
    public async Task<(int Looked, IReadOnlyList<string> Strangers)> Look(CancellationToken cancel)
    {
        var told = new HashSet<(string, string)>();
        await foreach (var entry in trail.Entries(cancel))
        {
            if (entry is
                {
                    What: AuditEvent.Received or AuditEvent.Corrected or AuditEvent.Resealed,
                    About: { } reference
                })
                told.Add((reference, entry.Detail.Split(' ')[^1]));
        }
        var (looked, strangers) = (0, new List<string>());
        foreach (var reference in await database.Read(session =>
            session.Rows<string>("SELECT reference FROM request WHERE payload IS NOT NULL"), cancel))
        {
            foreach (var place in KeptEnvelopes.Requests)
            {
                foreach (var row in await database.Read(session =>
                    session.Rows<KeptEnvelopes.PlaceRow>(place.Find, new { reference }), cancel))
                {
                    looked++;
                    if (!AuthEnvelope.TryDecode(row.Payload, out var kept)
                        || !told.Contains((reference, kept.ContentHash))) strangers.Add(reference);
                }
            }
        }
        return (looked, [.. strangers.Distinct(StringComparer.Ordinal)]);
    }
}
