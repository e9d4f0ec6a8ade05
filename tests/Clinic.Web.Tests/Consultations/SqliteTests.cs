using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations.Readers;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

public sealed class SqliteStoreTests() : StoreContract(new SqlitePlace());

[Trait("Pace", "Slow")]
public sealed class SqliteAuditTests() : AuditContract(new SqlitePlace());

public sealed class SqliteCorrectionTests() : CorrectionContract(new SqlitePlace());

public sealed class SqliteClockTests() : ClockContract(new SqlitePlace());

public sealed class SqliteLeaseTests() : LeaseContract(new SqlitePlace());

public sealed class SqliteReadinessTests() : ReadinessContract(new SqlitePlace());

public sealed class SqliteRetentionTests() : RetentionContract(new SqlitePlace());

public sealed class SqliteMailedAnswersTests() : MailedAnswersContract(new SqlitePlace());

public sealed class SqliteReaderListTests() : ReaderListContract(new SqlitePlace());

public sealed class SqliteReaderChangeTests() : ReaderChangeContract(new SqlitePlace());

/// <summary>What only a store in one file must do.</summary>
public sealed class SqliteTests : IDisposable
{
    readonly SqlitePlace place = new();

    [Fact]
    public async Task A_damaged_database_is_refused_by_name()
    {
        await (await place.Open()).Requests.Keep(Requests.One(), default);
        place.Stop();
        using (var database = File.OpenWrite(place.File))
        {
            database.Position = 4096;
            database.Write(Enumerable.Repeat((byte)0xA5, 8192).ToArray());
        }

        Assert.Contains(place.File, (await Assert.ThrowsAsync<StoreUnavailableException>(place.Open)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_name()
    {
        await File.WriteAllTextAsync(place.File, new string('x', 8192));

        Assert.Contains(place.File, (await Assert.ThrowsAsync<StoreUnavailableException>(place.Open)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await place.Open();
        place.Stop();
        using (var database = place.Connect()) database.Execute("PRAGMA user_version = 1000");

        Assert.Contains("newer version", (await Assert.ThrowsAsync<StoreUnavailableException>(place.Open)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_the_first_schema_gets_its_audit_trail()
    {
        using (var database = place.Connect())
        {
            database.Execute(SqliteSchema.Steps[0]);
            database.Execute("PRAGMA user_version = 1");
        }

        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);

        Assert.Equal((null, 1), ((await store.Audit.Verify(default)).Fault, (await store.Audit.Verify(default)).Head.Entries));
    }

    [Fact]
    public async Task A_store_without_corrections_keeps_what_waits_in_it()
    {
        using (var database = place.Connect())
        {
            foreach (var step in SqliteSchema.Steps.Take(3)) database.Execute(step);
            database.Execute("INSERT INTO request (submission, reference, received_at, seal, payload) VALUES ('s', 'KC-22222-22222', 1, 'test', x'31')");
            database.Execute("INSERT INTO outbox (about, kind, state, created_at, due_at, message_id) VALUES ('s', 'Request', 'Waiting', 1, 1, 'id')");
            database.Execute("PRAGMA user_version = 3");
        }

        var item = await (await place.Open()).Claim();

        Assert.Equal(("KC-22222-22222", "id", 1), (item.Reference, item.MessageId, item.Payload!.Bytes.Length));
    }

    public void Dispose() => place.Dispose();
}
