using System.Net;
using System.Threading.RateLimiting;
using Clinic.Web.Consultations.Limits;

namespace Clinic.Web.Pages;

/// <summary>How much one customer of a provider may search: far more than a library full of people does.</summary>
public sealed class SearchLimits(LimitSettings settings) : IDisposable
{
    public static readonly PathString Path = "/search";
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Pages that say so; a sentence costs far less.
    const int RefusedWithPage = 60;

    readonly PartitionedRateLimiter<string> searches = Sliding.PerName(settings.SearchesPerAddress, Window);
    readonly PartitionedRateLimiter<string> refused = Sliding.PerName(RefusedWithPage, Window);

    public bool MaySearch(IPAddress? address) => searches.AttemptAcquire(VisitorNetwork.Customer(address)).IsAcquired;

    /// <summary>True when this address was told by a page many times to wait.</summary>
    public bool IsFlood(IPAddress? address)
    {
        var customer = VisitorNetwork.Customer(address);
        return searches.GetStatistics(customer) is { CurrentAvailablePermits: 0 }
            && !refused.AttemptAcquire(customer).IsAcquired;
    }

    public void Dispose()
    {
        searches.Dispose();
        refused.Dispose();
    }
}
