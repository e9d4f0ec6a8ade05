using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Alarms;

namespace Clinic.Web.Delivery;

public enum Condition { Ok, Warning, Failing }

/// <summary>One thing that must work, as health says it: states, ages and counts, and never a word or reference of a request.</summary>
public sealed record HealthCheck(string Name, Condition State)
{
    public int? Waiting { get; init; }
    public int? Stalled { get; init; }
    public int? OldestWaitingSeconds { get; init; }
    public int? LastLookSeconds { get; init; }
    public int? DaysLeft { get; init; }
    public int? Problems { get; init; }
    public int? Older { get; init; }
    public int? OldestOlderSeconds { get; init; }
}

public sealed record HealthReport(IReadOnlyList<HealthCheck> Checks)
{
    public const string Content = "content";

    public Condition State => Checks.Max(check => check.State);

    /// <summary>Whether requests may not reach the clinic. Content that is away keeps none from it.</summary>
    public bool AlarmIsDue => Checks.Any(check => check.State == Condition.Failing && check.Name != Content);
}

/// <summary>Whether requests are kept, and whether they reach the clinic.</summary>
public sealed class DeliveryHealth(IRequestStore store, Readiness readiness, WorkerPulse pulse, ServerTrouble trouble, KeepingBudget budget, MailSettings mail, AlarmSettings alarm, ContentNews news, TimeProvider clock)
{
    /// <summary>Only what a request needs to be kept: a mail server in trouble must not take the site down.</summary>
    public async Task<HealthReport> IsReady(CancellationToken cancel) => new(
    [
        new("store", await readiness.IsStoreWritable(cancel) ? Condition.Ok : Condition.Failing),
        new("keys", readiness.AreKeysUsable() ? Condition.Ok : Condition.Failing),
    ]);

    public async Task<HealthReport> Look(CancellationToken cancel)
    {
        var checks = new List<HealthCheck>((await IsReady(cancel)).Checks) { Worker(), Intake(), new("mail-server", trouble.IsOn ? Condition.Warning : Condition.Ok) };
        if (await Delivery(cancel) is { } delivery) checks.Add(delivery);
        if (mail.Mode == MailMode.Sealed && mail.CertificateEnd is { } end) checks.Add(Certificate(end));
        if (news.Now() is { } content) checks.Add(Content(content));
        return new(checks);
    }

    HealthCheck Content(ContentHealth content) =>
        new(HealthReport.Content, content.IsFolderLost ? Condition.Failing : content.Problems + content.Sentences.Count > 0 ? Condition.Warning : Condition.Ok)
        {
            Problems = content.Problems,
            Older = content.Sentences.Count,
            OldestOlderSeconds = content.OlderSince is { } since ? Math.Max(0, (int)(clock.GetUtcNow() - since).TotalSeconds) : null,
        };

    async Task<HealthCheck?> Delivery(CancellationToken cancel)
    {
        try
        {
            var queue = await store.State(cancel);
            var age = queue.OldestWaiting is { } oldest ? clock.GetUtcNow() - oldest : TimeSpan.Zero;
            var state = queue.Stalled > 0 || age >= alarm.After ? Condition.Failing : age >= alarm.After / 3 ? Condition.Warning : Condition.Ok;
            return new("delivery", state) { Waiting = queue.Waiting, Stalled = queue.Stalled, OldestWaitingSeconds = (int)age.TotalSeconds };
        }
        catch (RequestNotKeptException)
        {
            return null;
        }
    }

    // The store and the mail may be well while people are asked to wait.
    HealthCheck Intake() => new("intake", budget.IsRefusing ? Condition.Failing : Condition.Ok);

    HealthCheck Worker()
    {
        var (sinceLast, isLate) = pulse.Now();
        return new("worker", isLate ? Condition.Failing : Condition.Ok) { LastLookSeconds = (int)sinceLast.TotalSeconds };
    }

    HealthCheck Certificate(DateTimeOffset end)
    {
        var left = end - clock.GetUtcNow();
        return new("certificate", left <= TimeSpan.Zero ? Condition.Failing : left < Mails.CertificateWarning ? Condition.Warning : Condition.Ok) { DaysLeft = (int)left.TotalDays };
    }
}
