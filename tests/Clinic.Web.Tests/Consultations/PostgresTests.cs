using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations.Readers;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

[Trait("Pace", "Long")]
public sealed class PostgresStoreTests() : StoreContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresAuditTests() : AuditContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresCorrectionTests() : CorrectionContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresClockTests() : ClockContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresLeaseTests() : LeaseContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresReadinessTests() : ReadinessContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresRetentionTests() : RetentionContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresMailedAnswersTests() : MailedAnswersContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresReaderListTests() : ReaderListContract(new PostgresPlace());

[Trait("Pace", "Long")]
public sealed class PostgresReaderChangeTests() : ReaderChangeContract(new PostgresPlace());

/// <summary>What a store on a database server must do besides.</summary>
[Trait("Pace", "Long")]
public sealed class PostgresTests : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;

    readonly PostgresPlace place = new();

    [SkippableFact]
    public async Task Many_programs_that_start_at_once_make_one_schema()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(place.Open)));

        await Task.WhenAll(stores.Select(store => store.Requests.Keep(Requests.One(), default)));

        Assert.Equal(8, (await stores[0].Outbox.State(default)).Waiting);
        using var database = place.Connect();
        Assert.Equal([PostgresSchema.Steps.Count], database.Query<int>("SELECT version FROM schema_version"));
    }

    [SkippableFact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await place.Open();
        using (var database = place.Connect()) database.Execute("UPDATE schema_version SET version = 1000");

        Assert.Contains("newer version", (await Assert.ThrowsAsync<StoreUnavailableException>(place.Open)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Claims_at_once_take_each_mail_once_and_wait_for_nobody()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => place.Open()));
        foreach (var _ in Enumerable.Range(0, 30)) await stores[0].Requests.Keep(Requests.One(), default);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => stores[i % 3].Claim())));

        Assert.Equal(30, claimed.Select(item => item.Id).Distinct().Count());
        Assert.Null(await stores[0].Claim(Noon, Noon + Requests.Lease));
    }

    [SkippableFact]
    public async Task A_claim_passes_over_a_mail_that_another_program_is_claiming()
    {
        var store = await place.Open();
        var (first, second) = (Requests.One(Noon.AddHours(-1)), Requests.One());
        foreach (var request in new[] { first, second }) await store.Requests.Keep(request, default);
        using var other = place.Connect();
        using var held = other.BeginTransaction();
        other.Execute("SELECT id FROM outbox ORDER BY due_at LIMIT 1 FOR UPDATE", transaction: held);

        Assert.Equal(second.Reference.Value, (await store.Claim()).Reference);
    }

    [SkippableFact]
    public async Task What_is_acknowledged_is_committed_durably_even_where_the_server_would_not()
    {
        using (var asked = place.Connect()) Assert.Equal("off", asked.ExecuteScalar<string>("SHOW synchronous_commit"));
        using var database = new PostgresDatabase(place.Settings);
        await database.Upgrade(default);

        Assert.Equal("on", await database.Write(session => session.Value<string>("SHOW synchronous_commit"), default));
        Assert.Equal("on", await database.WriteBesides(session => session.Value<string>("SHOW synchronous_commit"), default));
    }

    [SkippableFact]
    public async Task A_connection_that_was_cut_is_replaced_and_nobody_notices()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        using (var database = place.Connect()) database.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = current_schema() AND pid <> pg_backend_pid()");

        await store.Requests.Keep(Requests.One(), default);

        Assert.Equal(2, (await store.Outbox.State(default)).Waiting);
    }

    [SkippableFact]
    public async Task A_database_that_is_away_keeps_nothing_and_says_where_it_is_without_its_password()
    {
        var settings = new StoreSettings(StoreProvider.Postgres, "") { Postgres = PostgresAddress.Read("Host=127.0.0.1;Port=1;Database=clinic;Username=clinic;Password=Geheim7", out _) };
        using var database = new PostgresDatabase(settings);

        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => database.Upgrade(default));

        Assert.Equal("The database 127.0.0.1:1/clinic failed (SocketException).", failed.Message);
        Assert.DoesNotContain("Geheim7", failed + settings.ToString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_writer_that_hangs_is_thrown_out_and_the_others_go_on()
    {
        var store = await place.Open();
        using var hanging = new PostgresDatabase(place.Settings);
        var isIn = new TaskCompletionSource();
        var mayGo = new TaskCompletionSource();
        var hung = hanging.Write(async session =>
        {
            await session.Execute("SELECT set_config('idle_in_transaction_session_timeout', '200ms', true)");
            isIn.SetResult();
            await mayGo.Task;
            return 0;
        }, default);
        await isIn.Task;

        await store.Requests.Keep(Requests.One(), default);
        mayGo.SetResult();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => hung);
        Assert.True((await store.Audit.Verify(default)).IsWhole);
    }

    public void Dispose() => place.Dispose();
}
