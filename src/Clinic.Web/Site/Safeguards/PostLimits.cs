using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Clinic.Web.Site.Safeguards;

/// <summary>How many forms may come from one address (IPv4, or an IPv6 /64) and in all. Wide enough for a family, a ward or a library behind one address. Faster than <see cref="FastestPerson"/> looks like a machine.</summary>
public sealed record PostLimitSettings(int PostsPerAddress, int KeptPerAddress, int KeptInAll, TimeSpan FastestPerson)
{
    public static PostLimitSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, "Limits");
        var settings = new PostLimitSettings(
            reader.Number("PostsPerAddress", 120, 1, 1_000_000), reader.Number("KeptPerAddress", 30, 1, 1_000_000), reader.Number("KeptInAll", 600, 1, 1_000_000),
            reader.Duration("FastestPerson", TimeSpan.FromSeconds(3)));
        reader.ThrowIfWrong();
        return settings;
    }
}

public sealed class PostLimits(PostLimitSettings settings) : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Pages that give the typed text back, for each address and window; they cost far more than a sentence.
    const int RefusedWithPage = 60;
    const int Segments = 10;
    const int Ipv6NetworkBytes = 8;

    readonly PartitionedRateLimiter<IPAddress?> posts = PerNetwork(settings.PostsPerAddress);
    readonly PartitionedRateLimiter<IPAddress?> kept = PerNetwork(settings.KeptPerAddress);
    readonly PartitionedRateLimiter<IPAddress?> refused = PerNetwork(RefusedWithPage);
    readonly SlidingWindowRateLimiter all = new(Sliding(settings.KeptInAll));

    /// <summary>False past the hard limit of this address; the person is told to wait or call.</summary>
    public bool MayPost(IPAddress? address) => posts.AttemptAcquire(address).IsAcquired;

    /// <summary>True when this address is past its hard limit and was told so with a page many times: no person presses on like that.</summary>
    public bool IsFlood(IPAddress? address) => posts.GetStatistics(address) is { CurrentAvailablePermits: 0 } && !refused.AttemptAcquire(address).IsAcquired;

    /// <summary>False when the whole site takes more than it should; the person is told to wait or call.</summary>
    public bool MayKeep() => all.AttemptAcquire().IsAcquired;

    /// <summary>True past the soft limit: the request is kept but looks suspicious.</summary>
    public bool IsBusy(IPAddress? address) => !kept.AttemptAcquire(address).IsAcquired;

    public bool IsTooFast(TimeSpan onPage) => onPage < settings.FastestPerson;

    public void Dispose()
    {
        posts.Dispose();
        kept.Dispose();
        refused.Dispose();
        all.Dispose();
    }

    static PartitionedRateLimiter<IPAddress?> PerNetwork(int permits) =>
        PartitionedRateLimiter.Create<IPAddress?, string>(address => RateLimitPartition.GetSlidingWindowLimiter(NetworkOf(address), _ => Sliding(permits)));

    static SlidingWindowRateLimiterOptions Sliding(int permits) => new() { PermitLimit = permits, Window = Window, SegmentsPerWindow = Segments, QueueLimit = 0 };

    public static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, Ipv6NetworkBytes)) : address.ToString();
    }
}
