using System.Net;
using System.Threading.RateLimiting;

namespace Clinic.Web.Consultations.Limits;

/// <summary>Why a request cannot be kept just now.</summary>
public enum Refusal
{
    None,
    /// <summary>Many came from the sender's own network.</summary>
    OwnNetwork,
    /// <summary>Many came from everywhere.</summary>
    WholeSite,
}

/// <param name="Suspicion">Why it may be a machine's, or null.</param>
public sealed record Admission(Refusal Refusal, string? Suspicion = null);

/// <summary>
/// What may be kept in ten minutes. What looks like a machine's spends a budget of its own. When the budget of people
/// runs low, its last quarter is for networks that have had little of it.
/// </summary>
public sealed class KeepingBudget(LimitSettings settings, TimeProvider clock) : IDisposable
{
    const string ManyFromOneAddress = "many requests from one address";
    const int LittleForNeighbours = 5;
    const int Quarters = 4;

    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    readonly PartitionedRateLimiter<string> households = Sliding.PerName(settings.KeptPerAddress, PostLimits.Window);
    readonly PartitionedRateLimiter<string> customers =
        Sliding.PerName(settings.KeptPerAddress * VisitorNetwork.HouseholdsOfACustomer, PostLimits.Window);
    readonly PartitionedRateLimiter<string> littleForNeighbours =
        Sliding.PerName(LittleForNeighbours, PostLimits.Window);
    readonly SlidingWindowRateLimiter people = Sliding.Limit(settings.KeptInAll, PostLimits.Window);
    readonly SlidingWindowRateLimiter suspected = Sliding.Limit(settings.SuspectedInAll, PostLimits.Window);
    readonly SlidingWindowRateLimiter suspectedToday = Sliding.Limit(settings.SuspectedADay, Day);
    long refusedAt = long.MinValue;

    /// <summary>True for the length of a window after somebody was refused.</summary>
    public bool IsRefusing => Interlocked.Read(ref refusedAt) is var at && at != long.MinValue
        && clock.GetElapsedTime(at) < PostLimits.Window;

    /// <summary>Spends what the answer allows.</summary>
    /// <param name="suspicion">What the form itself gave reason for, or null.</param>
    public Admission Admit(IPAddress? from, string? suspicion)
    {
        if (suspicion is null && !HasRoomAtHome(from)) suspicion = ManyFromOneAddress;
        var refusal = suspicion is null ? RefusalOfAPerson(from) : MayKeepSuspected()
            ? Refusal.None : Refusal.WholeSite;
        if (refusal != Refusal.None) Interlocked.Exchange(ref refusedAt, clock.GetTimestamp());
        return new(refusal, suspicion);
    }

    public void Dispose()
    {
        households.Dispose();
        customers.Dispose();
        littleForNeighbours.Dispose();
        people.Dispose();
        suspected.Dispose();
        suspectedToday.Dispose();
    }

    bool HasRoomAtHome(IPAddress? from) =>
        households.AttemptAcquire(VisitorNetwork.Household(from)).IsAcquired
            && customers.AttemptAcquire(VisitorNetwork.Customer(from)).IsAcquired;

    Refusal RefusalOfAPerson(IPAddress? from)
    {
        var hasHadLittle = littleForNeighbours.AttemptAcquire(VisitorNetwork.Neighbours(from)).IsAcquired;
        if (!hasHadLittle && people.GetStatistics()!.CurrentAvailablePermits * Quarters <= settings.KeptInAll)
            return Refusal.OwnNetwork;
        return people.AttemptAcquire().IsAcquired ? Refusal.None : Refusal.WholeSite;
    }

    bool MayKeepSuspected() => suspectedToday.AttemptAcquire().IsAcquired && suspected.AttemptAcquire().IsAcquired;
}
