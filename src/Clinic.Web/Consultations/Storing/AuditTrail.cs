using System.Runtime.CompilerServices;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// What happened, oldest first. Most entries are written with what they tell of; "by" in other stores names who is
/// written down.
/// </summary>
public sealed class AuditTrail(Database database)
{
    /// <summary>Adds an entry about something that changed nothing in the database.</summary>
    public Task Add(AuditEntry entry, CancellationToken cancel) => database.Write(session =>
    {
        session.Audit(entry);
        return Task.CompletedTask;
    }, cancel);

    public async IAsyncEnumerable<AuditEntry> Entries([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in Rows(cancel)) yield return row.Entry();
    }

    /// <summary>The newest entries before this one, newest first.</summary>
    public Task<IReadOnlyList<NumberedEntry>> Newest(long before, int most, CancellationToken cancel) =>
        database.Read(async session =>
    {
        var rows = await AuditChain.PageBefore(session, before, most);
        return (IReadOnlyList<NumberedEntry>)[.. rows.Select(row => new NumberedEntry(row.Sequence, row.Entry()))];
    }, cancel);

    /// <summary>Whether each entry is as it was written, and none is missing.</summary>
    public async Task<AuditVerdict> Verify(CancellationToken cancel)
    {
        var head = await database.Read(AuditChain.Head, cancel);
        var check = new AuditChain.Check(head);
        await foreach (var row in Rows(cancel))
            if (check.FaultOf(row) is { } fault) return new(head, fault);
        return check.End();
    }

    async IAsyncEnumerable<AuditChain.Row> Rows([EnumeratorCancellation] CancellationToken cancel)
    {
        long? last = 0;
        while (last is { } after)
        {
            last = null;
            foreach (var row in await database.Read(session => AuditChain.PageAfter(session, after), cancel))
            {
                yield return row;
                last = row.Sequence;
            }
        }
    }
}
