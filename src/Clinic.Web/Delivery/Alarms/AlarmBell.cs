using Clinic.Web.Consultations;

namespace Clinic.Web.Delivery.Alarms;

/// <summary>
/// When one channel tells what: at each new failure, once a day while it lasts, and when it is over. What did not get
/// through is tried again.
/// </summary>
public sealed class AlarmBell(IAlarmChannel channel, TimeProvider clock)
{
    static readonly TimeSpan RepeatEvery = TimeSpan.FromDays(1);
    static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    readonly HashSet<string> toldOf = new(StringComparer.Ordinal);
    bool isTold;
    Since lastTold;
    Since? lastFailed;

    public string Name => channel.Name;

    /// <returns>What was to be told and whether it got through; null when there was nothing to tell.</returns>
    public async Task<(AlarmEvent Event, bool GotThrough)?> Hear(HealthReport report, string clinic,
        CancellationToken cancel)
    {
        if (lastFailed is { } failed && !failed.IsOver(RetryAfter, clock)) return null;
        var failing = report.Alarming;
        if (failing.Count > 0) toldOf.IntersectWith(failing);
        if (Due(failing) is not { } what) return null;
        var gotThrough = await channel.Tell(new(what, clinic, clock.GetUtcNow(), report.Checks), cancel);
        lastFailed = gotThrough ? null : Since.Now(clock);
        if (!gotThrough) return (what, false);
        lastTold = Since.Now(clock);
        isTold = what != AlarmEvent.DeliveryWellAgain;
        toldOf.Clear();
        toldOf.UnionWith(failing);
        return (what, true);
    }

    AlarmEvent? Due(List<string> failing)
    {
        if (failing.Count == 0) return isTold ? AlarmEvent.DeliveryWellAgain : null;
        if (!toldOf.IsSupersetOf(failing)) return AlarmEvent.DeliveryFailing;
        return lastTold.IsOver(RepeatEvery, clock) ? AlarmEvent.DeliveryStillFailing : null;
    }
}
