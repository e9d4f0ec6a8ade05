using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Consultations;

/// <summary>What a dead program was sending goes again soon, and marked; what a living one is sending is nobody else's.</summary>
public abstract class LeaseContract(IStorePlace place) : IDisposable
{
    static readonly DateTimeOffset Noon = Requests.Noon;
    // On a database server that has just started nobody counts as dead for half a minute.
    static readonly TimeSpan UntilKnown = TimeSpan.FromSeconds(45);

    [SkippableFact]
    public async Task What_a_dead_program_was_sending_is_due_when_another_begins_and_may_be_a_second_copy()
    {
        var dead = await place.Open();
        foreach (var request in new[] { Requests.One(), Requests.One() }) await dead.Requests.Keep(request, default);
        var cutOff = await dead.Claim();
        place.Die();

        var next = await place.Open();
        Assert.Equal(1, (await next.Claim()).Attempt);
        Assert.Null(await next.Claim(Noon, Noon + Requests.Lease));
        await Eventually.Holds(async () => await next.Leases.EndThoseOfTheDead(Noon, default) == 1, UntilKnown, "its lease has ended");

        var again = await next.Claim();
        Assert.Equal((cutOff.Id, cutOff.MessageId, 2, true), (again.Id, again.MessageId, again.Attempt, again.MayBeSecondCopy));
        Assert.Equal(0, await next.Leases.EndThoseOfTheDead(Noon, default));
    }

    [SkippableFact]
    public async Task The_leases_of_programs_that_live_go_on()
    {
        var (one, other) = (await place.Open(), await place.Open());
        await one.Requests.Keep(Requests.One(), default);
        var item = await one.Claim();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, await other.Leases.EndThoseOfTheDead(Noon, default));
            Assert.Equal(0, await one.Leases.EndThoseOfTheDead(Noon, default));
        }

        Assert.Null(await other.Claim(Noon, Noon + Requests.Lease));
        Assert.True(await one.Leases.IsOurs(item, default));
    }

    [SkippableFact]
    public async Task A_mail_is_no_longer_its_senders_when_another_took_it_or_the_person_withdrew()
    {
        var (slow, quick) = (await place.Open(), await place.Open());
        var (taken, withdrawn) = (Requests.One(Noon.AddHours(-1)), Requests.One());
        foreach (var request in new[] { taken, withdrawn }) await slow.Requests.Keep(request, default);
        var (first, second) = (await slow.Claim(), await slow.Claim());
        Assert.True(await slow.Leases.IsOurs(first, default) && await slow.Leases.IsOurs(second, default));

        var now = (await quick.Claim(Noon + Requests.Lease, Noon + 2 * Requests.Lease))!;
        await quick.Requests.Withdraw(withdrawn.Id, Noon, default);

        Assert.False(await slow.Leases.IsOurs(first, default) || await slow.Leases.IsOurs(second, default));
        Assert.True(await quick.Leases.IsOurs(now, default));
    }

    public void Dispose()
    {
        place.Dispose();
        GC.SuppressFinalize(this);
    }
}
