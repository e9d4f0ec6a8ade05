using System.Globalization;
using Clinic.Web.Delivery.Transports;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Days without a mail server, lived through on a clock that the test moves.</summary>
[Trait("Pace", "Long")]
public sealed class OutageTests(ITestOutputHelper output)
{
    const int Queued = 500;
    const int MostAttempts = 250;

    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Recovery = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    // A request whose mail was refused for seven days waits for a person; while nobody answers nothing is refused, however long.
    [Theory]
    [InlineData(true, "7.00:00:00")]
    [InlineData(false, "8.00:00:00")]
    public async Task After_seven_days_everything_is_mailed_within_five_minutes(bool serverGreets, string outage)
    {
        var server = new ObedientTransport { IsUp = serverGreets, Answer = new(Verdict.NotDelivered, Trouble.Server, "log-in refused") };
        await using var rig = await DeliveryRig.Open(Monday, server);
        for (var i = 0; i < Queued; i++) await rig.Ask();

        await rig.Live(TimeSpan.Parse(outage, CultureInfo.InvariantCulture), TimeSpan.FromSeconds(20));
        Assert.Empty(server.Taken);
        (server.IsUp, server.Answer) = (true, DeliveryOutcome.Success);
        await rig.Live(Recovery, Look);

        output.WriteLine($"Greetings {server.Greetings}, most attempts {server.Attempts.Values.Max()}, attempts in all {server.Attempts.Values.Sum()}");
        Assert.Equal(Queued, server.Taken.Select(mail => mail.Subject).Distinct().Count());
        Assert.Equal(Queued, server.Taken.Count);
        Assert.InRange(server.Attempts.Values.Max(), 1, MostAttempts);
        Assert.Equal(0, (await rig.Store.Outbox.State(default)).Waiting);
    }

    [Fact]
    public async Task One_request_alone_is_not_worn_out_and_goes_within_a_minute_of_the_servers_return()
    {
        var server = new ObedientTransport { IsUp = false };
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Ask();

        await rig.Live(TimeSpan.FromDays(6), TimeSpan.FromSeconds(20));
        server.IsUp = true;
        await rig.Live(TimeSpan.FromMinutes(1), Look);

        Assert.Single(server.Taken);
        Assert.InRange(server.Attempts.Values.Single(), 1, 3);
    }

    [Fact]
    public async Task A_mail_without_a_clear_answer_keeps_its_own_times_when_the_server_is_back()
    {
        var server = new ObedientTransport { Answer = new(Verdict.Unknown, Trouble.Server, "conversation broke off") };
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Ask();
        await rig.Live(TimeSpan.FromHours(3), TimeSpan.FromSeconds(20));
        var before = server.Attempts.Values.Single();

        server.Answer = DeliveryOutcome.Success;
        await rig.Live(TimeSpan.FromMinutes(80), TimeSpan.FromSeconds(20));

        Assert.InRange(before, 8, 11);
        Assert.Equal(before + 1, server.Attempts.Values.Single());
        Assert.Contains("second copy", Assert.Single(server.Taken).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stalled_request_is_kept_and_named_to_the_clinic_once()
    {
        var server = new ObedientTransport { Answer = new(Verdict.NotDelivered, Trouble.Message, "message refused (554)") };
        await using var rig = await DeliveryRig.Open(Monday, server);
        var reference = await rig.Ask();

        await rig.Live(TimeSpan.FromDays(7) + TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));
        Assert.Equal(1, (await rig.Store.Outbox.State(default)).Stalled);
        server.Answer = DeliveryOutcome.Success;
        await rig.Live(TimeSpan.FromHours(3), TimeSpan.FromMinutes(10));

        var (subject, body) = Assert.Single(server.Taken);
        Assert.Equal($"Request {reference} could not be mailed", subject);
        Assert.Contains($"requests resend {reference}", body, StringComparison.Ordinal);
        Assert.DoesNotContain(DeliveryRig.Typed, body, StringComparison.Ordinal);
        Assert.Equal(1, (await rig.Store.Outbox.State(default)).Stalled);
    }
}
