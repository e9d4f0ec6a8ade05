using Clinic.Web.Consultations.Storing;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

/// <summary>What the privacy page promises to erase is erased, and what waits for the clinic never is.</summary>
public abstract class RetentionContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    static readonly KeepUntil Everything = new(Noon.AddYears(9), Noon.AddYears(9), Noon.AddYears(9));

    [SkippableFact]
    public async Task Words_go_after_their_time_and_consents_stay_for_theirs()
    {
        var store = await place.Open();
        var (older, newer) = (Requests.One(), Requests.One());
        foreach (var request in new[] { older, newer }) await store.Requests.Keep(request, default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        await store.Outbox.Delivered(await store.Claim(), Noon.AddHours(1), default);

        Assert.Equal(new(0, 0), await store.Requests.Purge(new(Noon, Noon, Noon), Noon.AddDays(30), default));
        Assert.Equal(new(1, 0), await store.Requests.Purge(new(Noon.AddMinutes(30), Noon, Noon), Noon.AddDays(30).AddMinutes(30), default));

        var erased = Assert.Single(await store.Reader.List(default), request => request.IsErased).Reference;
        Assert.Null(await store.Reader.Read(erased == older.Reference.Value ? older.Reference : newer.Reference, "pat", Noon, default));
        Assert.Equal(Noon.AddDays(30).AddMinutes(30), (await store.Requests.StatusOf(erased == older.Reference.Value ? older.Id : newer.Id, default))!.Erased);
        Assert.Equal(2, Consents());

        // The other one's words are still there, so what allows them stays too.
        Assert.Equal(new(0, 1), await store.Requests.Purge(new(Noon.AddMinutes(30), Noon, Noon.AddMinutes(1)), Noon.AddYears(4), default));
        Assert.Equal(1, Consents());
    }

    [SkippableFact]
    public async Task What_waits_is_being_sent_or_stalled_is_never_erased()
    {
        var store = await place.Open();
        foreach (var hour in Enumerable.Range(-4, 4)) await store.Requests.Keep(Requests.One(Noon.AddHours(hour)), default);
        await store.Outbox.Stall(await store.Claim(), Noon, "refused", default);
        await store.Outbox.TryLater(await store.Claim(), Noon, Noon.AddHours(1), "no connection", unknown: true, default);
        await store.Claim();

        Assert.Equal(new(0, 0), await store.Requests.Purge(Everything, Noon.AddYears(9), default));

        Assert.All(await store.Reader.List(default), request => Assert.False(request.IsErased));
        Assert.Equal(4, Consents());
    }

    [SkippableFact]
    public async Task A_delivered_request_that_is_sent_again_is_kept_until_it_is_delivered_again()
    {
        var store = await place.Open();
        var request = Requests.One();
        await store.Requests.Keep(request, default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        await store.Outbox.Resend(request.Reference, "pat", Noon, default);

        Assert.Equal(0, (await store.Requests.Purge(Everything, Noon, default)).Requests);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        Assert.Equal(1, (await store.Requests.Purge(Everything, Noon, default)).Requests);
    }

    [SkippableFact]
    public async Task A_suspected_request_that_nobody_asked_for_goes_after_its_own_time()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One() with { Suspicion = "honeypot" }, default);

        Assert.Equal(0, (await store.Requests.Purge(Everything with { Suspected = Noon }, Noon.AddDays(180), default)).Requests);
        Assert.Equal(1, (await store.Requests.Purge(Everything with { Suspected = Noon.AddMilliseconds(1) }, Noon.AddDays(180), default)).Requests);
    }

    [SkippableFact]
    public async Task Each_erasure_leaves_a_receipt_with_counts_and_each_day_one_at_least()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);

        foreach (var hour in new[] { 1, 2, 3 }) await store.Requests.Purge(new(Noon, Noon, Noon), Noon.AddHours(hour), default);
        await store.Requests.Purge(Everything, Noon.AddHours(4), default);
        await store.Requests.Purge(Everything, Noon.AddHours(5), default);
        await store.Requests.Purge(Everything, Noon.AddHours(12), default);

        Assert.Equal(
        [
            (Noon.AddHours(1), "0 requests, 0 consents"),
            (Noon.AddHours(4), "1 requests, 1 consents"),
            (Noon.AddHours(12), "0 requests, 0 consents"),
        ], (await store.Audit.Entries(default).Where(entry => entry.What == AuditEvent.Purged).ToListAsync()).Select(entry => (entry.At, entry.Detail)));
        Assert.True((await store.Audit.Verify(default)).IsWhole);
    }

    [SkippableFact]
    public async Task An_erased_request_is_neither_mailed_nor_read_nor_listed_to_the_clinic()
    {
        var store = await place.Open();
        var (waiting, suspected) = (Requests.One() with { Receipt = new("receipt-v1", [1]) }, Requests.One() with { Suspicion = "honeypot" });
        foreach (var request in new[] { waiting, suspected })
        {
            await store.Requests.Keep(request, default);
            Assert.True(await store.Requests.Erase(request.Reference, "pat", Noon, default));
            Assert.True(await store.Requests.Erase(request.Reference, "pat", Noon, default));
        }

        Assert.Null(await store.Claim(Noon, Noon + Requests.Lease));
        Assert.Null(await store.Reader.Read(waiting.Reference, "pat", Noon, default));
        Assert.False(await store.Outbox.Resend(suspected.Reference, "pat", Noon, default));
        Assert.False(await store.Suspected.QueueList(new(2026, 10, 22), Noon, _ => new("digest-v1", [1]), default));
        Assert.Equal(2, (await store.Audit.Entries(default).ToListAsync()).Count(entry => entry.What == AuditEvent.Erased));
        Assert.Equal(2, Consents());
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    long Consents()
    {
        using var database = place.Connect();
        return database.ExecuteScalar<long>("SELECT COUNT(*) FROM consent");
    }
}
