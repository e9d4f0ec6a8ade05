namespace Clinic.Web.Delivery.Alarms;

public enum AlarmEvent { DeliveryFailing, DeliveryStillFailing, DeliveryWellAgain }

/// <summary>What is told: which checks fail, with counts and ages.</summary>
public sealed record AlarmNotice(AlarmEvent Event, string Clinic, DateTimeOffset At, IReadOnlyList<HealthCheck> Checks)
{
    /// <summary>The first promised day that was not kept.</summary>
    public DateOnly? LateSince => Checks.FirstOrDefault(check => check.LateSince is not null)?.LateSince;
}

/// <summary>
/// A way to a person that does not use the clinic's mail server. Two ways: a webhook, and mail through another server.
/// </summary>
public interface IAlarmChannel
{
    string Name { get; }

    /// <returns>False when the notice did not get through; only cancellation throws.</returns>
    Task<bool> Tell(AlarmNotice notice, CancellationToken cancel);
}
