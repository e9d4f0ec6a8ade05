using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Dapper;

namespace Clinic.Web.Tests.Consultations;

/// <summary>What every store does, whatever database it stands on.</summary>
public abstract class StoreContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    static readonly TimeSpan Lease = Requests.Lease;

    [SkippableFact]
    public async Task A_request_is_kept_once_however_often_it_comes()
    {
        var store = await place.Open();
        var request = Requests.One();

        var first = await store.Requests.Keep(request, default);
        var second = await store.Requests.Keep(request with { Reference = RequestReference.Next() }, default);

        Assert.Equal(request.Reference, first);
        Assert.Equal(first, second);
        Assert.Equal(1, (await store.Outbox.State(default)).Waiting);
        Assert.Equal(first, await store.Requests.ReferenceOf(request.Id, default));
        Assert.Null(await store.Requests.ReferenceOf(SubmissionId.Next(), default));
    }

    [SkippableFact]
    public async Task A_taken_reference_is_said_and_keeps_nothing()
    {
        var store = await place.Open();
        var request = Requests.One();
        await store.Requests.Keep(request, default);

        await Assert.ThrowsAsync<ReferenceTakenException>(() => store.Requests.Keep(request with { Id = SubmissionId.Next() }, default));
        Assert.Equal(1, (await store.Outbox.State(default)).Waiting);
    }

    [SkippableFact]
    public async Task Two_programs_keep_the_same_submission_once()
    {
        var stores = new[] { await place.Open(), await place.Open() };
        var request = Requests.One();

        var references = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => stores[i % 2].Requests.Keep(request with { Reference = RequestReference.Next() }, default))));

        Assert.Single(references.Distinct());
        Assert.Equal(1, (await stores[0].Outbox.State(default)).Waiting);
    }

    [SkippableFact]
    public async Task A_kept_request_outlives_the_program()
    {
        var request = Requests.One();
        await (await place.Open()).Requests.Keep(request, default);
        place.Stop();

        var item = await (await place.Open()).Claim(Noon, Noon + Lease);

        Assert.Equal((request.Reference.Value, request.Received), (item!.Reference, item.Created));
        Assert.Equal((request.Payload.Format, Convert.ToHexString(request.Payload.Bytes)), (item.Payload!.Format, Convert.ToHexString(item.Payload.Bytes)));
    }

    [SkippableFact]
    public async Task Consents_are_kept_with_the_request()
    {
        await (await place.Open()).Requests.Keep(Requests.One(), default);
        place.Stop();

        using var database = place.Connect();
        Assert.Equal($"contact Phone v1 abc en-US {Noon.ToUnixTimeMilliseconds()}", database.ExecuteScalar<string>("SELECT purpose || ' ' || channel || ' ' || version || ' ' || sha256 || ' ' || locale || ' ' || agreed_at FROM consent"));
    }

    [SkippableFact]
    public async Task A_claimed_mail_is_nobody_elses_until_its_lease_ends()
    {
        var (one, other) = (await place.Open(), await place.Open());
        await one.Requests.Keep(Requests.One(), default);

        var first = await one.Claim(Noon, Noon + Lease);
        Assert.Equal((1, false), (first!.Attempt, first.MayBeSecondCopy));
        Assert.Null(await other.Claim(Noon + Lease - TimeSpan.FromSeconds(1), Noon + 2 * Lease));

        var second = await other.Claim(Noon + Lease, Noon + 2 * Lease);
        Assert.Equal((first.Id, first.MessageId, 2, true), (second!.Id, second.MessageId, second.Attempt, second.MayBeSecondCopy));
    }

    [SkippableTheory]
    [InlineData("delivered")]
    [InlineData("later")]
    [InlineData("stalled")]
    public async Task A_verdict_after_the_lease_was_lost_changes_nothing(string verdict)
    {
        var (slow, quick) = (await place.Open(), await place.Open());
        await slow.Requests.Keep(Requests.One(), default);
        var lost = (await slow.Claim(Noon, Noon + Lease))!;
        var held = (await quick.Claim(Noon + Lease, Noon + 2 * Lease))!;

        await (verdict switch
        {
            "delivered" => slow.Outbox.Delivered(lost, Noon + Lease, default),
            "later" => slow.Outbox.TryLater(lost, Noon, Noon, "late", unknown: false, default),
            _ => slow.Outbox.Stall(lost, Noon, "late", default),
        });

        Assert.Equal((1, 0, 0), Counts(await slow.Outbox.State(default)));
        Assert.Null(await slow.Claim(Noon + Lease, Noon + 2 * Lease));
        await quick.Outbox.Delivered(held, Noon + Lease, default);
        Assert.Equal((0, 0, 1), Counts(await quick.Outbox.State(default)));
    }

    [SkippableFact]
    public async Task A_verdict_on_an_earlier_attempt_of_the_same_program_changes_nothing()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        var earlier = (await store.Claim(Noon, Noon + Lease))!;
        var later = (await store.Claim(Noon + Lease, Noon + 2 * Lease))!;

        await store.Outbox.Stall(earlier, Noon, "late", default);
        Assert.Equal((1, 0, 0), Counts(await store.Outbox.State(default)));

        await store.Outbox.Delivered(later, Noon + Lease, default);
        await store.Outbox.TryLater(later, Noon, Noon, "late", unknown: true, default);
        Assert.Equal((0, 0, 1), Counts(await store.Outbox.State(default)));
    }

    [SkippableFact]
    public async Task A_delivered_mail_never_comes_back()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        await store.Outbox.Delivered((await store.Claim(Noon, Noon + Lease))!, Noon, default);

        Assert.Null(await store.Claim(Noon.AddYears(1), Noon.AddYears(1) + Lease));
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_to_try_later_comes_back_when_it_is_due(bool unknown)
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        var due = Noon.AddMinutes(1);
        await store.Outbox.TryLater((await store.Claim(Noon, Noon + Lease))!, Noon, due, "no connection", unknown, default);

        Assert.Null(await store.Claim(due.AddMilliseconds(-1), due + Lease));
        var again = await store.Claim(due, due + Lease);
        Assert.Equal((2, unknown), (again!.Attempt, again.MayBeSecondCopy));
    }

    [SkippableFact]
    public async Task A_stalled_mail_stays_until_a_person_acts()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        await store.Outbox.Stall((await store.Claim(Noon, Noon + Lease))!, Noon, "refused", default);

        Assert.Null(await store.Claim(Noon.AddYears(1), Noon.AddYears(1) + Lease));
        Assert.Equal((0, 1, 0), Counts(await store.Outbox.State(default)));
    }

    [SkippableFact]
    public async Task The_longest_due_mail_goes_first()
    {
        var store = await place.Open();
        var (older, newer) = (Requests.One(Noon.AddHours(-1)), Requests.One(Noon));
        await store.Requests.Keep(newer, default);
        await store.Requests.Keep(older, default);

        Assert.Equal(older.Reference.Value, (await store.Claim(Noon, Noon + Lease))!.Reference);
    }

    [SkippableFact]
    public async Task The_state_counts_each_kind_and_tells_the_oldest_that_waits()
    {
        var store = await place.Open();
        Assert.Equal(new QueueState(0, 0, 0, null), await store.Outbox.State(default));

        foreach (var hour in Enumerable.Range(-4, 4)) await store.Requests.Keep(Requests.One(Noon.AddHours(hour)), default);
        await store.Outbox.Delivered((await store.Claim(Noon, Noon + Lease))!, Noon, default);
        await store.Outbox.Stall((await store.Claim(Noon, Noon + Lease))!, Noon, "refused", default);
        await store.Claim(Noon, Noon + Lease);

        Assert.Equal(new QueueState(2, 1, 1, Noon.AddHours(-2)), await store.Outbox.State(default));
    }

    [SkippableFact]
    public async Task The_list_of_reviews_goes_once_a_week_whoever_queues_it_and_never_behind_one_that_waits()
    {
        var stores = new[] { await place.Open(), await place.Open() };
        var monday = new DateOnly(2026, 6, 1);
        var list = new SealedPayload("reviews-v1", [1, 2, 3]);

        var queued = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => stores[i % 2].Notices.QueueReviewsDue(monday, Noon, list, default))));
        Assert.Single(queued, true);
        Assert.False(await stores[0].Notices.QueueReviewsDue(monday.AddDays(7), Noon.AddDays(7), list, default));
        var item = (await stores[1].Claim(Noon, Noon + Lease))!;
        Assert.Equal((MailKind.ReviewsDue, "1,2,3"), (item.Kind, string.Join(',', item.Payload!.Bytes)));
        await stores[1].Outbox.Delivered(item, Noon, default);

        Assert.False(await stores[0].Notices.QueueReviewsDue(monday, Noon, list, default));
        Assert.True(await stores[0].Notices.QueueReviewsDue(monday.AddDays(7), Noon.AddDays(7), list, default));
    }

    [SkippableFact]
    public async Task The_last_good_version_of_a_content_file_outlives_the_program_byte_for_byte()
    {
        byte[] bytes = [0, 1, 2, 255, 13, 10, 0];
        await (await place.Open()).Content.Keep(new([new("articles/one.md", "a1", bytes), new("costs.yaml", "c1", [1])], [], [], []), Noon, default);
        place.Stop();

        var store = await place.Open();
        await store.Content.Keep(new([new("costs.yaml", "c2", [2, 3])], ["articles/one.md", "never-kept.yaml"], [], []), Noon.AddHours(1), default);
        await store.Content.Keep(new([], ["articles/one.md"], [], []), Noon.AddHours(2), default);

        Assert.Equal([new("articles/one.md", "a1", Noon, Noon.AddHours(1)), new("costs.yaml", "c2", Noon.AddHours(1), null)], await store.Content.Files(default));
        Assert.Equal(bytes, await store.Content.Bytes("articles/one.md", default));
        Assert.Equal([2, 3], await store.Content.Bytes("costs.yaml", default));
        Assert.Null(await store.Content.Bytes("never-kept.yaml", default));

        await store.Content.Keep(new([], [], ["articles/one.md"], ["costs.yaml"]), Noon.AddHours(3), default);
        Assert.Equal([new("articles/one.md", "a1", Noon, null)], await store.Content.Files(default));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    static (int, int, int) Counts(QueueState state) => (state.Waiting, state.Stalled, state.Delivered);
}
