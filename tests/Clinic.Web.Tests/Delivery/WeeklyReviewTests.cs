namespace Clinic.Web.Tests.Delivery;

/// <summary>The weekly mail of reviews that are due. The rig's clinic keeps universal time; the first day is a Monday.</summary>
[Trait("Pace", "Slow")]
public sealed class WeeklyReviewTests
{
    static readonly DateTimeOffset SevenOnMonday = new(2026, 10, 19, 7, 0, 0, TimeSpan.Zero);

    readonly ObedientTransport server = new();

    [Fact]
    public async Task The_owner_reads_once_a_week_which_texts_are_due()
    {
        await using var rig = new DeliveryRig(SevenOnMonday, server, DeliveryRig.Mail() with { Heartbeat = true }, reviewsDue: () => "One text is due.\n");
        await rig.Store.Open([]);

        await rig.Live(TimeSpan.FromDays(13), TimeSpan.FromHours(2));

        Assert.Equal(["One text is due.\n", "One text is due.\n"], Reviews);
    }

    [Fact]
    public async Task A_week_with_nothing_due_brings_no_mail()
    {
        await using var rig = await DeliveryRig.Open(SevenOnMonday, server, DeliveryRig.Mail() with { Heartbeat = true });

        await rig.Live(TimeSpan.FromDays(8), TimeSpan.FromHours(2));

        Assert.Empty(Reviews);
    }

    [Fact]
    public async Task While_one_waits_for_the_server_no_other_is_added()
    {
        server.IsUp = false;
        await using var rig = new DeliveryRig(SevenOnMonday, server, DeliveryRig.Mail() with { Heartbeat = true }, reviewsDue: () => "One text is due.\n");
        await rig.Store.Open([]);

        await rig.Live(TimeSpan.FromDays(9), TimeSpan.FromHours(4));
        server.IsUp = true;
        await rig.Live(TimeSpan.FromHours(4), TimeSpan.FromHours(2));
        Assert.Single(Reviews);
    }

    IEnumerable<string> Reviews => server.Taken.Where(mail => mail.Subject == "Texts to be reviewed").Select(mail => mail.Body);
}
