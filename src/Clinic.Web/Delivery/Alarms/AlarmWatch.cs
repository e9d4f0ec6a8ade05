using Clinic.Web.Consultations;
using Clinic.Web.Settings;

namespace Clinic.Web.Delivery.Alarms;

/// <summary>
/// Looks at delivery's health again and again, apart from the worker, so that a dead worker is noticed too; and at once
/// when a person was refused.
/// </summary>
public sealed class AlarmWatch(
    DeliveryHealth health, Readiness readiness, IReadOnlyList<AlarmBell> bells, Func<Letterhead> letterhead,
    ClinicMetrics metrics,
    IHostEnvironment environment, TimeProvider clock, ILogger<AlarmWatch> log) : RecurringLook(LookEvery, clock)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    public override async Task Look(CancellationToken cancel)
    {
        var report = await health.Look(cancel);
        Count(report);
        foreach (var bell in bells)
        {
            if (await bell.Hear(report, letterhead().ClinicName, cancel) is not var (what, gotThrough)) continue;
            if (gotThrough) log.LogWarning("{Event:l} was told by {Channel:l}", Words(what), bell.Name);
            else log.LogError("{Event:l} could not be told by {Channel:l}", Words(what), bell.Name);
        }
    }

    static string Words(AlarmEvent what) => what switch
    {
        AlarmEvent.DeliveryFailing => "A failure that is new",
        AlarmEvent.DeliveryStillFailing => "A failure that lasts",
        AlarmEvent.DeliveryWellAgain => "The end of the failure",
    };

    void Count(HealthReport report)
    {
        foreach (var check in report.Checks)
        {
            metrics.HealthLooks(check.Name, (int)check.State);
            if (check is { Waiting: { } waiting, Stalled: { } stalled, OldestWaitingSeconds: { } oldest })
                metrics.QueueLooks(waiting, stalled, TimeSpan.FromSeconds(oldest));
            if (check is { Problems: { } problems, Older: { } older }) metrics.ContentLooks(problems, older);
            if (check.DaysLeft is { } days) metrics.CertificateEndsIn(days);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (bells.Count == 0 && !environment.IsDevelopment())
            log.LogWarning("Nobody is told when requests do not reach the clinic: set Alarm:Webhook or Alarm:MailHost");
        readiness.Refused += Wake;
        await base.ExecuteAsync(stoppingToken);
        readiness.Refused -= Wake;
    }

    protected override void LookFailed(Exception e) =>
        log.LogError("Health could not be looked at ({Kind})", e.GetType().Name);
}
