using System.Text;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

/// <summary>Other answers under a submission that was kept before, whatever database they lie in.</summary>
public abstract class CorrectionContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    static readonly DateTimeOffset Later = Noon.AddMinutes(10);

    [SkippableFact]
    public async Task Before_the_first_attempt_the_request_itself_is_rewritten_and_consents_are_added()
    {
        var store = await place.Open();
        var request = Requests.One() with { Answers = "first" };
        await store.Requests.Keep(request, default);

        Assert.Equal(CorrectionResult.Replaced, await Correct(store, request, "second"));

        var item = await store.Claim();
        Assert.Equal((MailKind.Request, "second 0"), (item.Kind, Words(item)));
        Assert.Null(await store.Claim(Later, Later + Requests.Lease));
        Assert.Equal(("second", Later), ((await store.Requests.StatusOf(request.Id, default))!.Answers, (await store.Requests.StatusOf(request.Id, default))!.Corrected));
        place.Stop();
        using var database = place.Connect();
        Assert.Equal([Noon.ToUnixTimeMilliseconds(), Later.ToUnixTimeMilliseconds()], database.Query<long>("SELECT agreed_at FROM consent ORDER BY id"));
    }

    [SkippableFact]
    public async Task After_an_attempt_a_correction_of_its_own_follows_and_three_are_the_most()
    {
        var store = await place.Open();
        var request = Requests.One() with { Answers = "first" };
        await store.Requests.Keep(request, default);
        var first = await store.Claim();
        await store.Outbox.TryLater(first, Noon, Noon.AddHours(1), "no connection", unknown: false, default);

        var results = new List<CorrectionResult>();
        foreach (var answers in new[] { "second", "third", "third", "fourth", "fifth" }) results.Add(await Correct(store, request, answers));

        Assert.Equal([CorrectionResult.Queued, CorrectionResult.Queued, CorrectionResult.Same, CorrectionResult.Queued, CorrectionResult.TooMany], results);
        var corrections = new List<OutboxItem>();
        while (await store.Claim(Later, Later + Requests.Lease) is { } item) corrections.Add(item);
        Assert.Equal(["second 1", "third 2", "fourth 3"], corrections.Select(Words));
        Assert.All(corrections, item => Assert.Equal((MailKind.Correction, request.Reference.Value, first.MessageId), (item.Kind, item.Reference, item.Corrects)));
        Assert.Equal([1, 2, 3], corrections.Select(item => item.Number));
        Assert.Equal(4, corrections.Select(item => item.MessageId).Append(first.MessageId).Distinct(StringComparer.Ordinal).Count());
        foreach (var item in corrections) await store.Outbox.Delivered(item, Later, default);
        Assert.Equal("fourth 3", Encoding.UTF8.GetString((await store.Reader.Read(request.Reference, "pat", Later, default))!.Bytes));
        Assert.Equal("fourth 3", Encoding.UTF8.GetString(Assert.Single(await store.Reader.Export("pat", Later, default).ToListAsync()).Payload!.Bytes));
        Assert.Null((await store.Audit.Verify(default)).Fault);
    }

    [SkippableTheory]
    [InlineData("withdrawn")]
    [InlineData("erased")]
    [InlineData("purged")]
    public async Task Nothing_is_corrected_and_no_word_is_left_after_an_end(string end)
    {
        var store = await place.Open();
        var request = Requests.One() with { Answers = "first" };
        await store.Requests.Keep(request, default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        Assert.Equal(CorrectionResult.Queued, await Correct(store, request, "second"));
        if (end == "withdrawn") await store.Requests.Withdraw(request.Id, Later, default);
        if (end == "erased") await store.Requests.Erase(request.Reference, "pat", Later, default);
        if (end == "purged")
        {
            var everything = new KeepUntil(Noon.AddYears(9), Noon, Noon);
            Assert.Equal(0, (await store.Requests.Purge(everything, Later, default)).Requests);
            await store.Outbox.Delivered((await store.Claim(Later, Later + Requests.Lease))!, Later, default);
            Assert.Equal(1, (await store.Requests.Purge(everything, Later, default)).Requests);
        }

        Assert.Equal(CorrectionResult.Gone, await Correct(store, request, "third"));
        var left = await store.Claim(Later, Later + Requests.Lease);
        Assert.True(left is null or { Kind: MailKind.Withdrawal });
        Assert.Null(await store.Reader.Read(request.Reference, "pat", Later, default));
        Assert.Null((await store.Requests.StatusOf(request.Id, default))!.Answers);
        place.Stop();
        using var database = place.Connect();
        Assert.Equal(0, database.ExecuteScalar<int>("SELECT COUNT(payload) FROM correction"));
    }

    [SkippableFact]
    public async Task A_correction_beside_a_claim_reaches_the_clinic_one_way_or_the_other()
    {
        var stores = new[] { await place.Open(), await place.Open() };
        for (var i = 0; i < 20; i++)
        {
            var request = Requests.One() with { Answers = "first" };
            await stores[0].Requests.Keep(request, default);

            // Who claims passes over a row that is held just now, and looks again.
            var claiming = Task.Run(async () =>
            {
                while (true)
                    if (await stores[0].Claim(Noon, Noon + Requests.Lease) is { } claimed) return claimed;
            });
            var correcting = Task.Run(() => Correct(stores[1], request, "second"));
            var item = await claiming;
            await stores[0].Outbox.Delivered(item, Noon, default);

            if (await correcting == CorrectionResult.Replaced) Assert.Equal("second 0", Words(item));
            else Assert.Equal("second 1", Words((await stores[1].Claim(Later, Later + Requests.Lease))!));
        }
    }

    [SkippableFact]
    public async Task A_held_request_is_rewritten_and_released_once_by_its_link()
    {
        var store = await place.Open();
        var request = Requests.One() with { Answers = "first", Suspicion = "trap field filled" };
        await store.Requests.Keep(request, default);
        Assert.Equal(CorrectionResult.Replaced, await Correct(store, request, "second"));
        Assert.True((await store.Requests.StatusOf(request.Id, default))!.IsHeld);
        var token = await List(store);
        Assert.Equal(new(request.Reference, Noon, Noon, IsReleased: false, IsErased: false), await store.Suspected.Find(token, default));
        await store.Suspected.Release(token, Noon.AddDays(8), default);
        Assert.False((await store.Suspected.Find(token, default))!.IsReleased);

        for (var press = 0; press < 3; press++) await store.Suspected.Release(token, Later, default);

        var item = (await store.Claim(Later, Later + Requests.Lease))!;
        Assert.Equal("second 0", Words(item));
        await store.Outbox.Delivered(item, Later, default);
        await store.Suspected.Release(token, Later, default);
        Assert.Null(await store.Claim(Later, Later + Requests.Lease));
        Assert.True((await store.Suspected.Find(token, default))!.IsReleased);
        Assert.Single(await store.Audit.Entries(default).ToListAsync(), entry => entry.What == AuditEvent.Released && entry.About == request.Reference.Value);
    }

    [SkippableFact]
    public async Task What_was_withdrawn_is_released_by_no_link_and_a_token_of_no_list_is_none()
    {
        var store = await place.Open();
        var request = Requests.One() with { Suspicion = "trap field filled" };
        await store.Requests.Keep(request, default);
        var token = await List(store);
        await store.Requests.Withdraw(request.Id, Noon, default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);

        Assert.True((await store.Suspected.Find(token, default))!.IsErased);
        Assert.Null(await store.Suspected.Find(ReleaseToken.Next(), default));
        foreach (var any in new[] { token, ReleaseToken.Next() }) await store.Suspected.Release(any, Later, default);

        Assert.Null(await store.Claim(Later, Later + Requests.Lease));
        Assert.DoesNotContain(await store.Audit.Entries(default).ToListAsync(), entry => entry.What == AuditEvent.Released);
    }

    static async Task<ReleaseToken> List(OpenStore store)
    {
        ReleaseToken? token = null;
        await store.Suspected.QueueList(new(2026, 10, 22), Noon, listed => ReleaseToken.TryParse(Assert.Single(listed).Token, out token) ? new("test", [1]) : throw new InvalidOperationException(), default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        return token!;
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    static Task<CorrectionResult> Correct(OpenStore store, SealedRequest request, string answers) => store.Corrections.Correct(
        new(request.Id, answers, Later, [new("contact", "Text", "v1", "abc", "en-US")], null), number => new SealedPayload("test", Encoding.UTF8.GetBytes($"{answers} {number}")), default);

    static string Words(OutboxItem item) => Encoding.UTF8.GetString(item.Payload!.Bytes);
}
