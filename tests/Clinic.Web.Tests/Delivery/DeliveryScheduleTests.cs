using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Delivery;

public sealed class DeliveryScheduleTests
{
    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(4, 300)]
    [InlineData(5, 600)]
    [InlineData(6, 1200)]
    [InlineData(7, 1800)]
    [InlineData(8, 3600)]
    [InlineData(9, 3600)]
    [InlineData(1000, 3600)]
    public void Waits_grow_to_an_hour_and_are_stretched_by_a_quarter_at_the_most(int attempt, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliverySchedule.WaitAfter(attempt, 0));
        Assert.Equal(TimeSpan.FromSeconds(seconds * 1.25), DeliverySchedule.WaitAfter(attempt, 1));
    }

    [Fact]
    public void A_request_stalls_after_seven_days()
    {
        var received = new DateTimeOffset(2026, 10, 21, 12, 0, 0, TimeSpan.Zero);

        Assert.False(DeliverySchedule.IsStalled(received, received.AddDays(7)));
        Assert.True(DeliverySchedule.IsStalled(received, received.AddDays(7).AddTicks(1)));
    }

    [Fact]
    public void A_lease_outlives_the_longest_conversation() => Assert.True(DeliverySchedule.Lease > TimeSpan.FromMinutes(10));
}
