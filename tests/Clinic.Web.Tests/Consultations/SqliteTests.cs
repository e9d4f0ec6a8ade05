using Clinic.Web.Consultations.Storing;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

public sealed class SqliteStoreTests() : StoreContract(new SqlitePlace());

public sealed class SqliteAuditTests() : AuditContract(new SqlitePlace());

public sealed class SqliteRetentionTests() : RetentionContract(new SqlitePlace());

/// <summary>What only a store in one file must do.</summary>
public sealed class SqliteTests : IDisposable
{
    readonly SqlitePlace place = new();

    [Fact]
    public async Task A_damaged_database_is_refused_by_name()
    {
        await (await place.Open()).Keep(Requests.One(), default);
        place.Stop();
        using (var database = File.OpenWrite(place.File))
        {
            database.Position = 4096;
            database.Write(Enumerable.Repeat((byte)0xA5, 8192).ToArray());
        }

        Assert.Contains(place.File, (await Assert.ThrowsAsync<RequestNotKeptException>(place.Open)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_by_name()
    {
        await File.WriteAllTextAsync(place.File, new string('x', 8192));

        Assert.Contains(place.File, (await Assert.ThrowsAsync<RequestNotKeptException>(place.Open)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await place.Open();
        place.Stop();
        using (var database = place.Connect()) database.Execute("PRAGMA user_version = 1000");

        Assert.Contains("newer version", (await Assert.ThrowsAsync<RequestNotKeptException>(place.Open)).Message, StringComparison.Ordinal);
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
        await store.Keep(Requests.One(), default);

        Assert.Equal((null, 1), ((await store.VerifyAudit(default)).Fault, (await store.VerifyAudit(default)).Head.Entries));
    }

    public void Dispose() => place.Dispose();
}
