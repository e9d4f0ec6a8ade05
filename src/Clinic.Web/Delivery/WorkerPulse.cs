namespace Clinic.Web.Delivery;

/// <summary>The worker's sign of life: when it looked last, and when it promised to look again.</summary>
public sealed class WorkerPulse(TimeProvider clock)
{
    static readonly TimeSpan UntilTheFirst = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    (DateTimeOffset Last, DateTimeOffset Next) looks = (clock.GetUtcNow(), clock.GetUtcNow() + UntilTheFirst);

    public void Beat(TimeSpan nextWithin)
    {
        var now = clock.GetUtcNow();
        lock (gate) looks = (now, now + nextWithin);
    }

    public (TimeSpan SinceLast, bool IsLate) Now()
    {
        var now = clock.GetUtcNow();
        lock (gate) return (now - looks.Last, now > looks.Next);
    }
}
