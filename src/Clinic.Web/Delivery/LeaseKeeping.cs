using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Delivery;

/// <summary>
/// Says again and again that this program lives, apart from the worker, which may wait long for a server; and sees to
/// it that what a dead program was sending does not wait for the end of its lease.
/// </summary>
public sealed class LeaseKeeping(Leases leases, TimeProvider clock, ILogger<LeaseKeeping> log)
    : RecurringLook(Every, clock)
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public override async Task Look(CancellationToken cancel)
    {
        var ended = await leases.EndThoseOfTheDead(Clock.GetUtcNow(), cancel);
        if (ended > 0)
            log.LogWarning("A program ended while it was sending {Count} mails; they go again, marked as possible second copies", ended);
    }

    protected override void LookFailed(Exception e) =>
        log.LogError("Leases could not be looked at ({Reason}); they are looked at again",
            e is StoreUnavailableException ? e.Message : e.GetType().Name);
}
