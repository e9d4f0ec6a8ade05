using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations;

/// <summary>
/// Reckons, once, the promises of requests that a version without stored ones has kept, so that hours changed later do
/// not move them either. On a database that programs of two versions share, such requests go on coming for a while.
/// </summary>
public sealed class EarlierPromises(PromiseStore promises, CurrentClinic clinic, TimeProvider clock,
    ILogger<EarlierPromises> log)
    : RecurringLook(Every, clock)
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public override async Task Look(CancellationToken cancel)
    {
        while (await promises.FillIn(clinic.Promise, cancel))
        {
        }
    }

    protected override void LookFailed(Exception e) =>
        log.LogWarning("Promises of earlier requests could not be stored just now ({Reason}); they are reckoned when they are shown",
            e is StoreUnavailableException ? e.Message : e.GetType().Name);
}
