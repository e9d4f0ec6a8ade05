using System.Threading.RateLimiting;

namespace Clinic.Web.Consultations.Limits;

/// <summary>
/// Limits whose window moves on by tenths, so that a limit that was reached opens again little by little.
/// </summary>
static class Sliding
{
    const int Segments = 10;

    public static SlidingWindowRateLimiter Limit(int permits, TimeSpan window) => new(Options(permits, window));

    public static PartitionedRateLimiter<string> PerName(int permits, TimeSpan window) =>
        PartitionedRateLimiter.Create<string, string>(
        name => RateLimitPartition.GetSlidingWindowLimiter(name, _ => Options(permits, window)),
            StringComparer.Ordinal);

    static SlidingWindowRateLimiterOptions Options(int permits, TimeSpan window) =>
        new() { PermitLimit = permits, Window = window, SegmentsPerWindow = Segments, QueueLimit = 0 };
}
