using System.Net;
using System.Threading.RateLimiting;
using Clinic.Web.Consultations.Limits;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>
/// How often somebody may try to sign in or to use an invitation. No person is locked out: a browser that signed in
/// before has tries of its own, which nobody else can use up, and when strangers' tries run low the rest is for
/// networks that had few.
/// </summary>
public sealed class SignInLimits : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    const int PerBrowser = 60;
    const int PerNetwork = 60;
    const int InAll = 1200;
    const int Few = 6;
    const int Quarters = 4;

    readonly PartitionedRateLimiter<string> browsers = Sliding.PerName(PerBrowser, Window);
    readonly PartitionedRateLimiter<string> households = Sliding.PerName(PerNetwork, Window);
    readonly PartitionedRateLimiter<string> customers = Sliding.PerName(PerNetwork * VisitorNetwork.HouseholdsOfACustomer, Window);
    readonly PartitionedRateLimiter<string> few = Sliding.PerName(Few, Window);
    readonly SlidingWindowRateLimiter all = Sliding.Limit(InAll, Window);

    /// <param name="knownBrowser">The name of a browser that signed in before, or null.</param>
    public bool MayTry(IPAddress? from, string? knownBrowser)
    {
        if (knownBrowser is not null) return browsers.AttemptAcquire(knownBrowser).IsAcquired;
        if (!households.AttemptAcquire(VisitorNetwork.Household(from)).IsAcquired
            || !customers.AttemptAcquire(VisitorNetwork.Customer(from)).IsAcquired)
            return false;
        var hadFew = few.AttemptAcquire(VisitorNetwork.Neighbours(from)).IsAcquired;
        return (hadFew || all.GetStatistics()!.CurrentAvailablePermits * Quarters > InAll) && all.AttemptAcquire()
            .IsAcquired;
    }

    public void Dispose()
    {
        browsers.Dispose();
        households.Dispose();
        customers.Dispose();
        few.Dispose();
        all.Dispose();
    }
}
