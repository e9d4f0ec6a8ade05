using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The weekly mail of reviews that are due. The rig's clinic keeps universal time; the first day is a Monday.</summary>
public sealed class WeeklyReviewTests
{
    static readonly DateTimeOffset SevenOnMonday = new(2026, 10, 19, 7, 0, 0, TimeSpan.Zero);

    readonly ObedientTransport server = new();

    [Fact]
    public async Task The_owner_reads_once_a_week_which_texts_are_due()
    {
        await using var rig = new DeliveryRig(SevenOnMonday, server, reviewsDue: () => "One text is due.\n");
        await rig.Store.Open([], default);

        await rig.Live(TimeSpan.FromDays(13), TimeSpan.FromHours(2));

        Assert.Equal(2, server.Taken.Count);
        Assert.All(server.Taken, mail => Assert.Equal(("Texts to be reviewed", "One text is due.\r\n"), (mail.Subject, mail.Body)));
    }

    [Fact]
    public async Task A_week_with_nothing_due_brings_no_mail()
    {
        await using var rig = await DeliveryRig.Open(SevenOnMonday, server);

        await rig.Live(TimeSpan.FromDays(8), TimeSpan.FromHours(2));

        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task While_one_waits_for_the_server_no_other_is_added()
    {
        server.IsUp = false;
        await using var rig = new DeliveryRig(SevenOnMonday, server, reviewsDue: () => "One text is due.\n");
        await rig.Store.Open([], default);

        await rig.Live(TimeSpan.FromDays(6), TimeSpan.FromHours(2));

        Assert.Equal(1, (await rig.Store.State(default)).Waiting);
    }
}
