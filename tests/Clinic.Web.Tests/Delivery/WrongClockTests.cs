using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;
using Clinic.Web.Tests.Asking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A clock that is set, in either direction, delays no mail, gives nothing up, erases nothing, and is told of.</summary>
[Trait("Pace", "Slow")]
public sealed class WrongClockTests
{
    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task A_request_that_came_while_it_was_ahead_goes_when_it_is_put_right_and_no_age_is_negative(int days)
    {
        var server = new ObedientTransport { IsUp = false };
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Worker.DeliverAllDue(default);
        rig.Clock.SetTo(Monday.AddDays(days));
        await rig.Health.Look(default);
        await rig.Ask();

        rig.Clock.SetTo(Monday);
        await rig.Worker.DeliverAllDue(default);
        var health = await rig.Health.Look(default);
        Assert.Equal(1, Assert.Single(server.Attempts).Value);
        Assert.Contains(health.Checks, check => check is { Name: "delivery", State: Condition.Warning, OldestWaitingSeconds: 0 });
        Assert.Contains(health.Checks, check => check is { Name: "clock", State: Condition.Warning });

        server.IsUp = true;
        await rig.Live(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_while_the_server_is_away_lengthens_no_wait()
    {
        var server = new ObedientTransport { IsUp = false };
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Ask();
        await rig.Worker.DeliverAllDue(default);

        rig.Clock.SetTo(Monday.AddDays(-1));
        server.IsUp = true;
        await rig.Live(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30));

        Assert.Single(server.Taken);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-400)]
    public async Task It_does_not_make_the_worker_seem_dead_or_younger_than_it_is(int days)
    {
        await using var rig = await DeliveryRig.Open(Monday, new ObedientTransport());
        await rig.Worker.DeliverAllDue(default);

        rig.Clock.SetTo(Monday.AddDays(days));

        Assert.Contains((await rig.Health.Look(default)).Checks, check => check is { Name: "worker", State: Condition.Ok, LastLookSeconds: 0 });
    }

    [Fact]
    public async Task Nothing_is_given_up_because_the_clock_jumped_ahead()
    {
        var server = new ObedientTransport { Answer = new(Verdict.NotDelivered, Trouble.Message, "message refused (554)") };
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Worker.DeliverAllDue(default);
        await rig.Ask();

        rig.Clock.SetTo(Monday.AddDays(200));
        await rig.Live(TimeSpan.FromHours(3), TimeSpan.FromMinutes(10));
        Assert.Equal(0, (await rig.Store.Outbox.State(default)).Stalled);

        rig.Clock.SetTo(rig.Clock.Now.AddDays(-200));
        server.Answer = DeliveryOutcome.Success;
        await rig.Live(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));
        Assert.Equal(1, (await rig.Store.Outbox.State(default)).Delivered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_far_ahead_erases_nothing_until_a_day_went_by_or_a_person_confirmed_it(bool byAPerson)
    {
        var folder = Directory.CreateTempSubdirectory("wrong-clock-");
        string reference;
        using (var before = new AskingSite { StoreAt = folder.FullName, Clock = new(Monday) })
        {
            using var machine = await FormBrowser.At(before);
            reference = await machine.SendAndFollow(("Leave", "x"));
        }
        using var site = new AskingSite { StoreAt = folder.FullName, Clock = new(Monday.AddDays(200)) };
        using (site.Browser())
        {
            var retention = site.Services.GetServices<IHostedService>().OfType<Retention>().Single();
            await retention.Look(default);
            Assert.Equal([1L], Kept(site));

            if (byAPerson) await site.Store.Clock.Confirm("pat", site.Clock.Now, default);
            else site.Clock.Now += TimeSpan.FromHours(25);
            await retention.Look(default);
            Assert.Equal([0L], Kept(site));
        }

        static IReadOnlyList<long> Kept(AskingSite site) => site.Rows<long>("SELECT COUNT(*) FROM request WHERE payload IS NOT NULL");
    }

    [Fact]
    public async Task The_pages_follow_a_clock_that_is_put_right()
    {
        // At four in the morning the clinic is shut, at noon it is open.
        var (night, noon) = (new DateTimeOffset(2026, 6, 2, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 1, 16, 0, 0, TimeSpan.Zero));
        using var site = new ClinicSite { IsProduction = true, Clock = new(night) };
        Assert.Contains("closed now", await Text(site), StringComparison.OrdinalIgnoreCase);

        site.Clock.SetTo(noon);

        Assert.Contains("open now", await Text(site), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_wait_is_longer_than_what_a_store_takes_for_a_wait()
    {
        Assert.All(Enumerable.Range(1, 200), attempt => Assert.True(DeliverySchedule.WaitAfter(attempt, 1) <= OutboxItem.LongestWait));
        Assert.True(DeliverySchedule.Lease <= OutboxItem.LongestWait);
    }

    static async Task<string> Text(ClinicSite site)
    {
        using var browser = site.Browser();
        return await browser.GetStringAsync(new Uri("/articles", UriKind.Relative));
    }
}
