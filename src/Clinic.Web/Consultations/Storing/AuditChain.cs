using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// Entries in a chain: each holds the hash of the one before it, and the head, kept apart, tells the last. Whoever can
/// write the database can also write a new chain with a new head; the heads in the clinic's daily mails are what such a
/// chain does not fit.
/// </summary>
static class AuditChain
{
    const int PageSize = 1000;

    public static StoreUnavailableException HeadMissing() =>
        new("The audit trail has lost its head; restore a backup.");

    /// <summary>The one who adds holds the head until the transaction ends, so the chain never forks.</summary>
    public static async Task Append(SqlSession session, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0) return;
        var head = await session.Row<AuditHead>(
            "UPDATE audit_head SET sequence = sequence + @Count RETURNING sequence - @Count AS entries, hash",
            new { Count = (long)entries.Count })
            ?? throw HeadMissing();
        foreach (var entry in entries)
        {
            var row = Row.After(head, entry);
            await session.Execute(
                """
                INSERT INTO audit (sequence, at, event, about, who, detail, previous, hash)
                VALUES (@Sequence, @At, @Event, @About, @Who, @Detail, @Previous, @Hash)
                """, row);
            head = new(row.Sequence, row.Hash);
        }
        await session.Execute("UPDATE audit_head SET hash = @Hash", head);
    }

    public static async Task<AuditHead> Head(SqlSession session) =>
        await session.Row<AuditHead>("SELECT sequence AS entries, hash FROM audit_head") ?? new(-1, "");

    public static Task<IReadOnlyList<Row>> PageAfter(SqlSession session, long sequence) => session.Rows<Row>(
        "SELECT sequence, at, event, about, who, detail, previous, hash FROM audit WHERE sequence > @sequence ORDER BY sequence LIMIT @PageSize",
        new { sequence, PageSize });

    public static Task<IReadOnlyList<Row>> PageBefore(SqlSession session, long sequence, int most) => session.Rows<Row>(
        "SELECT sequence, at, event, about, who, detail, previous, hash FROM audit WHERE sequence < @sequence ORDER BY sequence DESC LIMIT @most",
        new { sequence, most });

    /// <summary>Follows the chain from its beginning. Entries added after the head was read are followed too.</summary>
    public sealed class Check(AuditHead head)
    {
        AuditHead last = new(0, "");

        public string? FaultOf(Row row)
        {
            if (row.Sequence != last.Entries + 1) return Missing(last.Entries + 1);
            if (row.Previous != last.Hash || row.Hash != row.Compute())
                return $"Entry {row.Sequence} is not as it was written.";
            if (row.Sequence == head.Entries && row.Hash != head.Hash)
                return $"Entry {row.Sequence} is not the one that the head tells of.";
            last = new(row.Sequence, row.Hash);
            return null;
        }

        public AuditVerdict End() => new(last,
            head.Entries < 0 ? "The head of the audit trail is missing." : last.Entries < head.Entries
                ? Missing(last.Entries + 1) : null);

        static string Missing(long sequence) => $"Entry {sequence} is missing.";
    }

    public sealed class Row
    {
        public long Sequence { get; init; }
        public long At { get; init; }
        public string Event { get; init; } = "";
        public string? About { get; init; }
        public string Who { get; init; } = "";
        public string Detail { get; init; } = "";
        public string Previous { get; init; } = "";
        public string Hash { get; init; } = "";

        public static Row After(AuditHead head, AuditEntry entry)
        {
            Row Of(string hash) => new()
            {
                Sequence = head.Entries + 1,
                At = entry.At.ToUnixTimeMilliseconds(),
                Event = StoredWords.Events[entry.What],
                About = entry.About is { } about ? OneLine(about) : null,
                Who = OneLine(entry.Who),
                Detail = OneLine(entry.Detail),
                Previous = head.Hash,
                Hash = hash,
            };
            return Of(Of("").Compute());
        }

        // No field holds a line break when it is written, so no two entries make the same lines.
        public string Compute() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{Previous}\n{Sequence}\n{At}\n{Event}\n{(About is null ? "" : "=" + About)}\n{Who}\n{Detail}"))));

        public AuditEntry Entry() =>
            new(DateTimeOffset.FromUnixTimeMilliseconds(At), StoredWords.Events[Event], About, Who, Detail);

        static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
    }
}
