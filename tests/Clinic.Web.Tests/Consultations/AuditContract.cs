using System.Data.Common;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

/// <summary>What happened is written down in a chain that shows where anybody changed it.</summary>
public abstract class AuditContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    static readonly string[] Columns = ["sequence", "at", "event", "about", "who", "detail", "previous", "hash"];

    [SkippableFact]
    public async Task Each_step_of_a_request_is_told_with_who_took_it()
    {
        var store = await place.Open();
        var request = Requests.One();
        await store.Requests.Keep(request, default);
        await store.Requests.Keep(request, default);
        await store.Outbox.TryLater(await store.Claim(), Noon, Noon, "no connection", unknown: false, default);
        await store.Outbox.TryLater(await store.Claim(), Noon, Noon, "after the final dot", unknown: true, default);
        await store.Outbox.Stall(await store.Claim(), Noon, "refused", default);
        Assert.True(await store.Outbox.Resend(request.Reference, "pat", Noon, default));
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        Assert.NotNull(await store.Reader.Read(request.Reference, "pat", Noon, default));
        Assert.Single(await store.Reader.Export("pat", Noon, default).ToListAsync());
        Assert.True(await store.Requests.Erase(request.Reference, "pat", Noon, default));
        Assert.True(await store.Requests.Withdraw(request.Id, Noon, default));

        Assert.Equal(
        [
            $"Received {request.Reference} site {request.Payload.ContentHash}",
            $"Unclear {request.Reference} site Request, attempt 2, after the final dot",
            $"Stalled {request.Reference} site Request, attempt 3, refused",
            $"Resent {request.Reference} pat",
            $"Delivered {request.Reference} site Request, attempt 4",
            $"Read {request.Reference} pat",
            "Exported  pat 1 requests",
            $"Erased {request.Reference} pat",
            $"Withdrawn {request.Reference} site",
        ], (await store.Audit.Entries(default).ToListAsync()).Select(entry => $"{entry.What} {entry.About} {entry.Who} {entry.Detail}".TrimEnd()));
        var verdict = await store.Audit.Verify(default);
        Assert.Equal((null, 9), (verdict.Fault, verdict.Head.Entries));
    }

    [SkippableFact]
    public async Task What_changes_nothing_is_not_told()
    {
        var store = await place.Open();
        var unknown = RequestReference.Next();

        Assert.False(await store.Outbox.Resend(unknown, "pat", Noon, default));
        Assert.Null(await store.Reader.Read(unknown, "pat", Noon, default));
        Assert.False(await store.Requests.Erase(unknown, "pat", Noon, default));
        Assert.False(await store.Requests.Withdraw(SubmissionId.Next(), Noon, default));

        Assert.Equal(new(new(0, ""), null), await store.Audit.Verify(default));
    }

    [SkippableFact]
    public async Task The_chain_holds_while_several_programs_write()
    {
        var stores = new[] { await place.Open(), await place.Open(), await place.Open() };

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => stores[i % 3].Requests.Keep(Requests.One(), default))));

        var verdict = await stores[0].Audit.Verify(default);
        Assert.Equal((null, 60), (verdict.Fault, verdict.Head.Entries));
    }

    [SkippableFact]
    public async Task Every_flipped_bit_of_an_entry_is_found()
    {
        var store = await Some(entries: 2);
        var missed = new List<string>();

        foreach (var column in Columns)
        {
            for (var bit = 0; bit < 48; bit++)
            {
                var (untouched, touched) = Flip(column, bit);
                if (Equals(untouched, touched)) continue;
                if ((await store.Audit.Verify(default)).IsWhole) missed.Add($"{column}, bit {bit}");
                Tamper($"UPDATE audit SET {column} = @untouched WHERE {column} = @touched", new { untouched, touched });
            }
        }

        Assert.Empty(missed);
        Assert.True((await store.Audit.Verify(default)).IsWhole);
    }

    [SkippableTheory]
    [InlineData("DELETE FROM audit WHERE sequence = 1", "Entry 1 is missing.")]
    [InlineData("DELETE FROM audit WHERE sequence = 3", "Entry 3 is missing.")]
    [InlineData("DELETE FROM audit WHERE sequence = 5", "Entry 5 is missing.")]
    [InlineData("DELETE FROM audit WHERE sequence >= 3", "Entry 3 is missing.")]
    [InlineData("DELETE FROM audit", "Entry 1 is missing.")]
    [InlineData("DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3", "Entry 3 is not as it was written.")]
    [InlineData("UPDATE audit SET sequence = -1 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = -1", "Entry 2 is not as it was written.")]
    [InlineData("UPDATE audit SET about = NULL WHERE sequence = 2", "Entry 2 is not as it was written.")]
    [InlineData("UPDATE audit SET about = '' WHERE sequence = 4", "Entry 4 is not as it was written.")]
    [InlineData("UPDATE audit_head SET hash = 'abc'", "Entry 5 is not the one that the head tells of.")]
    [InlineData("UPDATE audit_head SET sequence = 6", "Entry 6 is missing.")]
    [InlineData("DELETE FROM audit_head", "The head of the audit trail is missing.")]
    public async Task A_missing_or_moved_entry_is_found(string tampering, string fault)
    {
        var store = await Some(entries: 5);

        Tamper(tampering);

        Assert.Equal(fault, (await store.Audit.Verify(default)).Fault);
    }

    [SkippableTheory]
    [InlineData("UPDATE audit SET who = 'somebody else'")]
    [InlineData("DELETE FROM audit")]
    public async Task The_database_itself_refuses_to_change_an_entry(string change)
    {
        await Some(entries: 2);
        using var database = place.Connect();

        Assert.Contains("only grows", Assert.ThrowsAny<DbException>(() => database.Execute(change)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_user_whose_name_breaks_the_line_breaks_no_entry()
    {
        var store = await place.Open();

        await store.Audit.Add(new(Noon, AuditEvent.Checked, null, "pat\n7\nErased", "store"), default);

        Assert.True((await store.Audit.Verify(default)).IsWhole);
        Assert.Equal("pat 7 Erased", (await store.Audit.Entries(default).ToListAsync()).Single().Who);
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<OpenStore> Some(int entries)
    {
        var store = await place.Open();
        for (var i = 0; i < entries; i++) await store.Audit.Add(new(Noon.AddMinutes(i), AuditEvent.Checked, i % 2 == 0 ? null : "day:2026-10-21", "pat", "store"), default);
        return store;
    }

    (object? Untouched, object? Touched) Flip(string column, int bit)
    {
        using var database = place.Connect();
        var untouched = database.ExecuteScalar<object>($"SELECT {column} FROM audit WHERE sequence = 2");
        object? touched = untouched switch
        {
            long number => number ^ (1L << bit),
            string text when bit / 8 < text.Length && (text[bit / 8] ^ (1 << bit % 8)) is > 0 and < 128 and var flipped => text[..(bit / 8)] + (char)flipped + text[(bit / 8 + 1)..],
            _ => untouched,
        };
        if (!Equals(untouched, touched)) Tamper($"UPDATE audit SET {column} = @touched WHERE sequence = 2", new { touched });
        return (untouched, touched);
    }

    // As somebody who owns the database would.
    void Tamper(string change, object? values = null)
    {
        using var database = place.Connect();
        database.Execute(place.LetTheTrailBeChanged);
        database.Execute(change, values);
    }
}
