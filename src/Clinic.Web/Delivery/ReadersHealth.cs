using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Delivery;

/// <summary>
/// Whether requests are sealed for those on the list of readers. What is wrong with a list stands in the log: health
/// tells nobody which of its checks it failed.
/// </summary>
public sealed class ReadersHealth(CurrentReaders readers, CurrentSeal seals)
{
    /// <summary>
    /// Fails while nobody seals for the list that the database has, and while nobody is left to seal for.
    /// </summary>
    public const string Name = "readers";

    /// <summary>Null while there is no list and none is missed.</summary>
    public Task<HealthCheck?> Look(CancellationToken cancel) => Judge(now =>
        now.Fault is not null || !seals.IsAnybodyLeft(now) ? Condition.Failing
        : now.Good is not { List: var list } ? null : readers.LacksCertificate(list)
            ? Condition.Warning : Condition.Ok, Condition.Warning, cancel);

    /// <summary>Null while a request could be sealed for somebody.</summary>
    public Task<HealthCheck?> Obstacle(CancellationToken cancel) =>
        Judge(now => seals.IsAnybodyLeft(now) ? null : Condition.Failing, null, cancel);

    /// <summary>For the morning mail; empty while there is no list and none is missed.</summary>
    public async Task<string> Sentence(CancellationToken cancel)
    {
        try
        {
            var now = await readers.Look(cancel);
            return now.Fault is { } fault
                ? $"Nobody seals for the list of readers, and somebody must look at it at once. {fault.Sentence()}"
                : now.Good is { List: var list }
                    ? $"Readers: list {list.Number} with {list.Readers.Count} keys, {list.Hash}."
                    + (readers.LacksCertificate(list)
                        ? " It does not name the clinic's certificate: an owner must sign it anew." : "") : "";
        }
        catch (IOException)
        {
            return "What is known of readers cannot be read from the disk.";
        }
    }

    async Task<HealthCheck?> Judge(Func<ReadersNow, Condition?> judge, Condition? whenUnknown, CancellationToken cancel)
    {
        Condition? state;
        try
        {
            state = judge(await readers.Look(cancel));
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException)
        {
            state = whenUnknown;
        }
        return state is { } known ? new(Name, known) : null;
    }
}
