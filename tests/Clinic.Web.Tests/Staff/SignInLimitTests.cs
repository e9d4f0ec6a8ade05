using System.Net;
using Clinic.Web.Staff.Passkeys;

namespace Clinic.Web.Tests.Staff;

public sealed class SignInLimitTests : IDisposable
{
    readonly SignInLimits limits = new();

    [Fact]
    public void One_network_is_held_up_and_its_neighbour_is_not()
    {
        Assert.Contains(false, Tries(IPAddress.Parse("192.0.2.1"), 100));
        Assert.True(limits.MayTry(IPAddress.Parse("198.51.100.7"), null));
    }

    [Fact]
    public void A_flood_from_many_networks_leaves_tries_to_those_that_had_few()
    {
        for (var network = 0; network < 40; network++) Tries(IPAddress.Parse($"10.{network}.0.1"), 100);

        Assert.False(limits.MayTry(IPAddress.Parse("10.0.0.2"), null));
        Assert.True(limits.MayTry(IPAddress.Parse("203.0.113.5"), null));
    }

    [Fact]
    public void Whatever_strangers_do_a_browser_that_signed_in_before_may_try()
    {
        for (var network = 0; network < 3000; network++) Tries(IPAddress.Parse($"10.{network / 250}.{network % 250}.1"), 6);

        Assert.False(limits.MayTry(IPAddress.Parse("203.0.113.5"), null));
        Assert.True(limits.MayTry(IPAddress.Parse("203.0.113.5"), "known"));
        Assert.True(limits.MayTry(IPAddress.Parse("10.0.0.1"), "known"));
    }

    public void Dispose() => limits.Dispose();

    List<bool> Tries(IPAddress from, int many) => [.. Enumerable.Range(0, many).Select(_ => limits.MayTry(from, null))];
}
