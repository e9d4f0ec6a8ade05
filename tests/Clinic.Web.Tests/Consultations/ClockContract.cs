using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clinic.Web.Tests.Consultations;

/// <summary>A clock that was set is not believed until it went steadily for a day or a person says that it is right, and holds up no mail.</summary>
public abstract class ClockContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;

    readonly ManualClock clock = new(Noon);

    [SkippableFact]
    public async Task A_new_store_believes_its_clock_and_a_restart_changes_nothing()
    {
        Assert.True((await (await Begin()).Look(default)).IsBelieved);

        place.Stop();
        clock.Now += TimeSpan.FromHours(1);
        Assert.True((await (await Begin()).Look(default)).IsBelieved);
    }

    [SkippableTheory]
    [InlineData(200)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-200)]
    public async Task A_clock_that_was_set_while_no_program_ran_is_not_believed_for_a_day(int days)
    {
        await (await Begin()).Look(default);
        place.Stop();
        clock.SetTo(clock.Now.AddDays(days));

        var watch = await Begin();
        Assert.False((await watch.Look(default)).IsBelieved);
        foreach (var _ in Enumerable.Range(0, 23)) await AnHourLater(watch, isBelieved: false);
        place.Stop();
        var next = await Begin();
        Assert.False((await next.Look(default)).IsBelieved);
        await AnHourLater(next, isBelieved: true);
    }

    [SkippableTheory]
    [InlineData(200)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(-200)]
    public async Task A_clock_that_is_set_while_the_program_runs_is_not_believed_for_a_day_and_again_when_it_is_put_right(int days)
    {
        var watch = await Begin();
        await watch.Look(default);

        clock.SetTo(clock.Now.AddDays(days));
        Assert.False(watch.Verdict.IsBelieved);
        Assert.False((await watch.Look(default)).IsBelieved);
        foreach (var _ in Enumerable.Range(0, 23)) await AnHourLater(watch, isBelieved: false);
        clock.SetTo(clock.Now.AddDays(-days));
        Assert.False((await watch.Look(default)).IsBelieved);
        foreach (var _ in Enumerable.Range(0, 23)) await AnHourLater(watch, isBelieved: false);
        await AnHourLater(watch, isBelieved: true);
    }

    [SkippableFact]
    public async Task A_persons_word_is_believed_at_once_and_is_in_the_audit_trail()
    {
        await (await Begin()).Look(default);
        place.Stop();
        clock.SetTo(clock.Now.AddDays(40));
        var store = await place.Open();
        var watch = new ClockWatch(store.Clock, clock, NullLogger<ClockWatch>.Instance);
        Assert.False((await watch.Look(default)).IsBelieved);

        await store.Clock.Confirm("pat", clock.Now, default);

        Assert.True((await watch.Look(default, isThorough: true)).IsBelieved);
        Assert.Equal((AuditEvent.ClockConfirmed, "pat"), (await store.Audit.Entries(default).Select(entry => (entry.What, entry.Who)).SingleAsync()));
    }

    [SkippableFact]
    public async Task A_store_of_an_earlier_version_counts_from_its_last_entry()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        clock.SetTo(clock.Now.AddDays(40));

        Assert.False((await new ClockWatch(store.Clock, clock, NullLogger<ClockWatch>.Instance).Look(default)).IsBelieved);
    }

    [SkippableFact]
    public async Task What_came_while_the_clock_was_ahead_is_due_when_it_is_put_right()
    {
        var store = await place.Open();
        var (ahead, minutes) = (Requests.One(Noon.AddDays(1)), Requests.One(Noon.AddMinutes(20)));
        foreach (var request in new[] { ahead, minutes }) await store.Requests.Keep(request, default);

        var due = new[] { await store.Claim(), await store.Claim() };

        Assert.Equal(new[] { ahead.Reference.Value, minutes.Reference.Value }.Order(), due.Select(item => item.Reference).Order());
    }

    [SkippableFact]
    public async Task What_waits_for_a_time_of_the_old_clock_is_due_when_it_was_set()
    {
        var store = await place.Open();
        await store.Requests.Keep(Requests.One(), default);
        var watch = new ClockWatch(store.Clock, clock, NullLogger<ClockWatch>.Instance);
        await watch.Look(default);
        await store.Outbox.TryLater(await store.Claim(), Noon, Noon.AddMinutes(30), "no connection", unknown: true, default);
        Assert.Null(await store.Claim(Noon.AddMinutes(29), Noon + Requests.Lease));

        clock.SetTo(Noon.AddMinutes(-40));
        await watch.Look(default);

        Assert.Equal((2, true), (await store.Claim(clock.Now, clock.Now + Requests.Lease)) is { } again ? (again.Attempt, again.MayBeSecondCopy) : default);
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }

    async Task<ClockWatch> Begin() => new((await place.Open()).Clock, clock, NullLogger<ClockWatch>.Instance);

    async Task AnHourLater(ClockWatch watch, bool isBelieved)
    {
        clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(isBelieved, (await watch.Look(default)).IsBelieved);
    }
}
