using System.Diagnostics.Metrics;
using Clinic.Web.Delivery;
using Clinic.Web.Settings;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The rig's clinic keeps universal time.</summary>
[Trait("Pace", "Long")]
public sealed class HeartbeatTests
{
    static readonly DateTimeOffset SevenInTheMorning = new(2026, 10, 19, 7, 0, 0, TimeSpan.Zero);

    readonly ObedientTransport server = new();

    [Fact]
    public async Task Each_day_from_eight_the_clinic_reads_that_all_is_well_also_at_zero()
    {
        await using var rig = await DeliveryRig.Open(SevenInTheMorning, server, DeliveryRig.Mail() with { Heartbeat = true });

        await rig.Live(TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(10));
        Assert.Empty(server.Taken);
        await rig.Live(TimeSpan.FromDays(2), TimeSpan.FromMinutes(10));

        Assert.Equal(2, server.Taken.Count);
        Assert.All(server.Taken, mail => Assert.Equal("The website is running", mail.Subject));
        Assert.All(server.Taken, mail => Assert.StartsWith("0 requests in the last day, 0 waiting, all well.", mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_counts_and_names_nobody()
    {
        await using var rig = await DeliveryRig.Open(SevenInTheMorning, server, DeliveryRig.Mail() with { Heartbeat = true });
        var references = new[] { await rig.Ask(), await rig.Ask() };

        await rig.Live(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

        var body = server.Taken.Single(mail => mail.Subject == "The website is running").Body;
        Assert.StartsWith("2 requests in the last day, 0 waiting, all well.", body, StringComparison.Ordinal);
        Assert.DoesNotContain(references, reference => body.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain(DeliveryRig.Typed, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_one_waits_for_the_server_no_other_is_added()
    {
        server.IsUp = false;
        await using var rig = await DeliveryRig.Open(SevenInTheMorning, server, DeliveryRig.Mail() with { Heartbeat = true });

        await rig.Live(TimeSpan.FromDays(10), TimeSpan.FromMinutes(10));
        Assert.Equal(1, (await rig.Store.Outbox.State(default)).Waiting);
        server.IsUp = true;
        // It has a schedule of its own, an hour and a quarter at the most: only requests are worth asking the server every minute.
        for (var minutes = 0; minutes < 80 && server.Taken.Count == 0; minutes += 10) await rig.Live(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));

        Assert.Single(server.Taken);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_is_shown_in_an_older_version_is_told_each_morning_also_where_no_other_mail_is_wanted(bool isDaily)
    {
        const string Sentence = "The site shows an older version of costs.yaml since Sunday, because of line 4: no price.";
        ContentHealth? content = new(1, IsFolderLost: false, SevenInTheMorning.AddHours(-9), [Sentence]);
        await using var rig = new DeliveryRig(SevenInTheMorning, server, DeliveryRig.Mail() with { Heartbeat = isDaily }, content: () => content);
        await rig.Store.Open([]);

        await rig.Live(TimeSpan.FromDays(1) + TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));
        content = new(0, IsFolderLost: false, null, []);
        await rig.Live(TimeSpan.FromDays(1), TimeSpan.FromMinutes(10));

        Assert.Equal(isDaily ? 3 : 2, server.Taken.Count);
        Assert.All(server.Taken.Take(2), mail => Assert.Equal("The website is running, and shows an older version", mail.Subject));
        Assert.All(server.Taken.Take(2), mail => Assert.Contains(Sentence, mail.Body, StringComparison.Ordinal));
        Assert.All(server.Taken.Skip(2), mail => Assert.Equal(("The website is running", false), (mail.Subject, mail.Body.Contains("older", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_text_that_was_changed_in_two_places_at_once_is_told_each_morning_also_where_no_other_mail_is_wanted()
    {
        const string Sentence = "Somebody changed costs.yaml in the folder of one machine, but it had been changed elsewhere since.";
        await using var rig = new DeliveryRig(SevenInTheMorning, server, DeliveryRig.Mail() with { Heartbeat = false }, conflicts: [Sentence]);
        await rig.Store.Open([]);

        await rig.Live(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

        var mail = Assert.Single(server.Taken);
        Assert.Equal("The website is running, and a text was changed in two places at once", mail.Subject);
        Assert.Contains(Sentence, mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_may_be_switched_off()
    {
        await using var rig = await DeliveryRig.Open(SevenInTheMorning, server);

        await rig.Live(TimeSpan.FromDays(1), TimeSpan.FromMinutes(10));

        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task What_is_done_is_counted_on_the_meter()
    {
        var counted = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == ClinicMetrics.MeterName) self.EnableMeasurementEvents(instrument); } };
        await using var rig = new DeliveryRig(SevenInTheMorning, server);
        // Rigs of other tests count too, and go on when this one is gone.
        var scope = rig.MeterScope;
        void Count(Instrument instrument, double value)
        {
            if (!ReferenceEquals(instrument.Meter.Scope, scope)) return;
            lock (counted) counted[instrument.Name] = value;
        }
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Count(instrument, value));
        listener.Start();
        await rig.Store.Open([]);

        await rig.Ask();
        await rig.Watch.Look(default);
        await rig.Worker.DeliverAllDue(default);

        Assert.Equal(1, counted["clinic.requests.kept"]);
        Assert.Equal(1, counted["clinic.mails"]);
        Assert.Equal(1, counted["clinic.queue.waiting"]);
        Assert.Equal(0, counted["clinic.queue.oldest_age"]);
    }
}
