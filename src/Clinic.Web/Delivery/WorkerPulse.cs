using Clinic.Web.Consultations;

namespace Clinic.Web.Delivery;

/// <summary>The worker's sign of life: when it looked last, and when it promised to look again.</summary>
public sealed class WorkerPulse(TimeProvider clock)
{
    static readonly TimeSpan UntilTheFirst = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    (Since Last, TimeSpan NextWithin) looks = (Since.Now(clock), UntilTheFirst);

    public void Beat(TimeSpan nextWithin)
    {
        lock (gate) looks = (Since.Now(clock), nextWithin);
    }

    public (TimeSpan SinceLast, bool IsLate) Now()
    {
        lock (gate)
        {
            var since = looks.Last.Passed(clock);
            return (since, since > looks.NextWithin);
        }
    }
}
