using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations;

/// <summary>
/// Erases, every hour, what the privacy page promises to erase, and leaves a receipt with counts in the audit trail;
/// nothing while the clock is not believed.
/// </summary>
public sealed class Retention(RequestStore requests, StoreSettings settings, ClockWatch watch, TimeProvider clock,
    ILogger<Retention> log)
    : RecurringLook(Every, clock)
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // A wrong button is noticed within days.
    static readonly TimeSpan KeepClosed = TimeSpan.FromDays(7);

    public override async Task Look(CancellationToken cancel)
    {
        var verdict = await watch.Look(cancel, isThorough: true);
        if (!verdict.IsBelieved) return;
        var now = verdict.Now;
        var purged = await requests.Purge(
            new(now - settings.KeepDelivered, now - settings.KeepSuspected, now - settings.KeepConsent)
            {
                StillOpen = now - settings.KeepOpen,
                Closed = now - KeepClosed,
            }, now, cancel);
        if (purged != new Purged(0, 0))
            log.LogInformation("Erased after their time: {Requests} requests, {Consents} consent records",
                purged.Requests, purged.Consents);
    }

    protected override void LookFailed(Exception e) =>
        log.LogError("Nothing could be erased just now ({Reason}); the next hour tries again",
            e is StoreUnavailableException ? e.Message : e.GetType().Name);
}
