namespace Clinic.Web.Delivery.Alarms;

/// <summary>When one channel tells what: at the first failure, once a day while it lasts, and when it is over. What did not get through is tried again.</summary>
public sealed class AlarmBell(IAlarmChannel channel, TimeProvider clock)
{
    static readonly TimeSpan RepeatEvery = TimeSpan.FromDays(1);
    static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    DateTimeOffset? told;
    DateTimeOffset notBefore;

    public string Name => channel.Name;

    /// <returns>What was to be told and whether it got through; null when there was nothing to tell.</returns>
    public async Task<(AlarmEvent Event, bool GotThrough)?> Hear(HealthReport report, string clinic, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now < notBefore || Due(report.AlarmIsDue, now) is not { } what) return null;
        var gotThrough = await channel.Tell(new(what, clinic, now, report.Checks), cancel);
        if (!gotThrough) notBefore = now + RetryAfter;
        else told = what == AlarmEvent.DeliveryWellAgain ? null : now;
        return (what, gotThrough);
    }

    AlarmEvent? Due(bool isFailing, DateTimeOffset now) => (isFailing, told) switch
    {
        (true, null) => AlarmEvent.DeliveryFailing,
        (true, { } last) when now - last >= RepeatEvery => AlarmEvent.DeliveryStillFailing,
        (false, not null) => AlarmEvent.DeliveryWellAgain,
        _ => null,
    };
}
