using System.Net;
using System.Threading.RateLimiting;

namespace Clinic.Web.Consultations.Limits;

/// <summary>How many forms one household, or one customer of a provider, may send.</summary>
public sealed class PostLimits(LimitSettings settings) : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Pages that give the typed text back, for each address and window; they cost far more than a sentence.
    const int RefusedWithPage = 60;

    readonly PartitionedRateLimiter<string> posts = Sliding.PerName(settings.PostsPerAddress, Window);
    readonly PartitionedRateLimiter<string> customers =
        Sliding.PerName(settings.PostsPerAddress * VisitorNetwork.HouseholdsOfACustomer, Window);
    readonly PartitionedRateLimiter<string> refused = Sliding.PerName(RefusedWithPage, Window);

    /// <summary>False past the hard limit of this address; the person is told to wait or call.</summary>
    public bool MayPost(IPAddress? address) =>
        posts.AttemptAcquire(VisitorNetwork.Household(address)).IsAcquired
            && customers.AttemptAcquire(VisitorNetwork.Customer(address)).IsAcquired;

    /// <summary>
    /// True when this address is past its hard limit and was told so with a page many times: no person presses on like
    /// that.
    /// </summary>
    public bool IsFlood(IPAddress? address) =>
        IsPastLimit(address) && !refused.AttemptAcquire(VisitorNetwork.Customer(address)).IsAcquired;

    public bool IsTooFast(TimeSpan onPage) => onPage < settings.FastestPerson;

    public void Dispose()
    {
        posts.Dispose();
        customers.Dispose();
        refused.Dispose();
    }

    bool IsPastLimit(IPAddress? address) =>
        posts.GetStatistics(VisitorNetwork.Household(address)) is { CurrentAvailablePermits: 0 }
        || customers.GetStatistics(VisitorNetwork.Customer(address)) is { CurrentAvailablePermits: 0 };
}
