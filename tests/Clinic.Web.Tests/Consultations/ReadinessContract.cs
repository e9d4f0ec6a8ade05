using Clinic.Web.Consultations;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Tests.Consultations;

/// <summary>The store is ready exactly when a request that came now could be kept.</summary>
public abstract class ReadinessContract(IStorePlace place) : IDisposable
{
    readonly ManualClock clock = new(Requests.Noon);

    [SkippableFact]
    public async Task A_probe_is_the_size_of_a_request_and_leaves_nothing_behind()
    {
        var store = await place.Open();
        place.Count("probe");

        await store.Probe.Try(default);

        using var database = place.Connect();
        Assert.Equal((1, 0), (database.ExecuteScalar<long>("SELECT COUNT(*) FROM counted"), database.ExecuteScalar<long>("SELECT COUNT(*) FROM probe")));
        Assert.Equal(0, (await store.Audit.Verify(default)).Head.Entries);
    }

    [SkippableFact]
    public async Task Where_a_request_would_find_no_room_the_store_is_not_ready()
    {
        var readiness = await Readiness();
        Assert.True(await readiness.IsStoreWritable(default));

        place.Fill("probe");
        clock.Now += TimeSpan.FromSeconds(6);
        Assert.False(await readiness.IsStoreWritable(default));

        place.MakeRoom("probe");
        clock.Now += TimeSpan.FromSeconds(6);
        Assert.True(await readiness.IsStoreWritable(default));
    }

    [SkippableFact]
    public async Task However_many_ask_there_is_one_probe_in_five_seconds()
    {
        var readiness = await Readiness();
        place.Count("probe");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => readiness.IsStoreWritable(default))));
        Assert.True(await readiness.IsStoreWritable(default));
        Assert.Equal(1, Probes());

        clock.Now += TimeSpan.FromSeconds(6);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => readiness.IsStoreWritable(default))));
        Assert.Equal(2, Probes());
    }

    [SkippableFact]
    public async Task A_person_who_was_refused_counts_more_than_the_probe_that_passed()
    {
        var readiness = await Readiness();
        var told = 0;
        readiness.Refused += (_, _) => told++;
        Assert.True(await readiness.IsStoreWritable(default));

        readiness.NotKept();
        readiness.NotKept();
        Assert.False(await readiness.IsStoreWritable(default));
        Assert.Equal(1, told);
        clock.Now += TimeSpan.FromSeconds(6);
        Assert.True(await readiness.IsStoreWritable(default));

        readiness.NotKept();
        clock.Now += TimeSpan.FromSeconds(50);
        Assert.False(await readiness.IsStoreWritable(default));
        clock.Now += TimeSpan.FromSeconds(11);
        Assert.True(await readiness.IsStoreWritable(default));
        Assert.Equal(2, told);
    }

    [SkippableFact]
    public async Task A_request_that_was_kept_ends_it()
    {
        var readiness = await Readiness();
        readiness.NotKept();
        Assert.False(await readiness.IsStoreWritable(default));

        readiness.Kept();

        Assert.True(await readiness.IsStoreWritable(default));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<Readiness> Readiness() => new((await place.Open()).Probe, new EphemeralDataProtectionProvider(), clock);

    long Probes()
    {
        using var database = place.Connect();
        return database.ExecuteScalar<long>("SELECT COUNT(*) FROM counted");
    }
}
