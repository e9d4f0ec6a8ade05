using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Answering;

/// <summary>What is late, and what is kept because the clinic is still answering it.</summary>
public abstract class OpenRequestsContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    static readonly DateTimeOffset Promised = Noon.AddDays(2);

    [SkippableFact]
    public async Task Where_nobody_marks_requests_as_answered_nothing_is_late()
    {
        var store = await place.Open();
        var request = await Ask(store);
        await store.Requests.StatusOf(request.Id, default);

        Assert.Equal(Lateness.None, await store.Late.Count(Noon.AddYears(1), default));
        Assert.Empty(await store.Late.List(Noon.AddYears(1), default));
    }

    [SkippableFact]
    public async Task Past_its_promise_an_unanswered_request_is_late_and_the_longest_waiting_first()
    {
        var store = await place.Open();
        await Step(store, await Ask(store), AnsweringStep.Reached);
        var (first, second) = (await Ask(store), await Ask(store, Promised.AddHours(1)));
        await Step(store, second, AnsweringStep.Called);

        Assert.Equal(Lateness.None, await store.Late.Count(Promised, default));
        Assert.Equal(new(1, Promised), await store.Late.Count(Promised.AddMilliseconds(1), default));
        Assert.Equal([first.Reference.Value, second.Reference.Value], (await store.Late.List(Promised.AddDays(1), default)).Select(late => late.Reference));

        await Step(store, first, AnsweringStep.Reached);
        await Step(store, second, AnsweringStep.CouldNotReach, 1);
        Assert.Equal(Lateness.None, await store.Late.Count(Promised.AddDays(1), default));
    }

    [SkippableFact]
    public async Task What_is_withdrawn_erased_held_or_was_due_before_the_first_step_is_not_late()
    {
        var store = await place.Open();
        await Ask(store, Noon.AddHours(-1));
        var (withdrawn, erased) = (await Ask(store), await Ask(store));
        await store.Requests.Keep(Requests.One() with { Promised = Promised, Suspicion = "links" }, default);
        await Step(store, await Ask(store), AnsweringStep.Reached);

        await store.Requests.Withdraw(withdrawn.Id, Noon, default);
        await store.Requests.Erase(erased.Reference, "ann", Noon, default);

        Assert.Equal(Lateness.None, await store.Late.Count(Noon.AddYears(1), default));
    }

    [SkippableFact]
    public async Task What_the_clinic_is_still_answering_outlives_its_thirty_days_but_not_its_ninety()
    {
        var store = await place.Open();
        var (untouched, trying, answered) = (await Ask(store), await Ask(store), await Ask(store));
        await Step(store, answered, AnsweringStep.Reached);
        await Step(store, trying, AnsweringStep.Called);
        for (var i = 0; i < 3; i++) await store.Outbox.Delivered(await store.Claim(), Noon, default);

        await Purge(store, Noon.AddDays(31));
        Assert.False(await IsErased(store, untouched) || await IsErased(store, trying));
        Assert.True(await IsErased(store, answered));

        await Purge(store, Noon.AddDays(91));
        Assert.True(await IsErased(store, untouched) && await IsErased(store, trying));
    }

    [SkippableFact]
    public async Task What_was_closed_after_its_time_is_kept_a_week_so_that_a_slip_can_be_mended_and_its_notes_go_with_it()
    {
        var store = await place.Open();
        var request = await Ask(store);
        await store.Answering.Change(request.Reference, new(AnsweringStep.Called, 0, "ann", Noon) { Note = new("test", [1]) }, default);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);
        await store.Answering.Change(request.Reference, new(AnsweringStep.Reached, 1, "ann", Noon.AddDays(40)) { Note = new("test", [2]) }, default);

        await Purge(store, Noon.AddDays(46));
        Assert.False(await IsErased(store, request));
        await Purge(store, Noon.AddDays(47).AddHours(1));

        Assert.True(await IsErased(store, request));
        Assert.All(await store.Answering.History(request.Reference, default), entry => Assert.Null(entry.Note));
    }

    [SkippableFact]
    public async Task Where_nobody_marks_requests_as_answered_they_go_after_thirty_days()
    {
        var store = await place.Open();
        var request = await Ask(store);
        await store.Outbox.Delivered(await store.Claim(), Noon, default);

        await Purge(store, Noon.AddDays(31));

        Assert.True(await IsErased(store, request));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    // As the settings say unless told otherwise.
    static Task<Purged> Purge(OpenStore store, DateTimeOffset now) => store.Requests.Purge(
        new(now.AddDays(-30), now.AddDays(-180), now.AddYears(-4)) { StillOpen = now.AddDays(-90), Closed = now.AddDays(-7) }, now, default);

    static async Task<SealedRequest> Ask(OpenStore store, DateTimeOffset? promised = null)
    {
        var request = Requests.One() with { Promised = promised ?? Promised };
        await store.Requests.Keep(request, default);
        return request;
    }

    static async Task Step(OpenStore store, SealedRequest request, AnsweringStep step, long version = 0) =>
        Assert.Equal(ChangeResult.Done, await store.Answering.Change(request.Reference, new(step, version, "ann", Noon), default));

    static async Task<bool> IsErased(OpenStore store, SealedRequest request) => (await store.Requests.StatusOf(request.Id, default))!.Erased is not null;
}
