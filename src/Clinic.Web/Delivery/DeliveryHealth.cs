using System.Text.Json.Serialization;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Alarms;

namespace Clinic.Web.Delivery;

public enum Condition { Ok, Warning, Failing }

/// <summary>
/// One thing that must work, as health says it: states, ages and counts, and never a word or reference of a request.
/// </summary>
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

    /// <summary>Since the clock was set, when that is less than a day ago.</summary>
    public int? SteadySeconds { get; init; }

    /// <summary>Requests past the day by which an answer was promised.</summary>
    public int? Late { get; init; }

    /// <summary>The first day that was not kept; for alarms, not for health.</summary>
    [JsonIgnore]
    public DateOnly? LateSince { get; init; }

    /// <summary>Keys of the ring that no longer open what they sealed.</summary>
    public int? Lost { get; init; }
}

public sealed record HealthReport(IReadOnlyList<HealthCheck> Checks)
{
    public const string Content = "content";

    public Condition State => Checks.Max(check => check.State);

    /// <summary>What keeps requests from reaching the clinic. Content that is away keeps none from it.</summary>
    public List<string> Alarming => [.. Checks.Where(check => check.State == Condition.Failing && check.Name != Content)
        .Select(check => check.Name)];
}

/// <summary>Whether requests are kept, and whether they reach the clinic.</summary>
public sealed class DeliveryHealth(
    Outbox outbox, ReadersHealth readers, Readiness readiness,
    KeySentinels sentinels, ClockWatch watch, WorkerPulse pulse, ServerTrouble trouble, KeepingBudget budget,
    LateRequests late, CurrentClinic clinic, MailSettings mail, AlarmSettings alarm, ContentNews news,
    TimeProvider clock)
{
    /// <summary>The check that fails while no request can be kept.</summary>
    public const string Store = "store";

    /// <summary>
    /// Fails while forms cannot be sealed, and in health also while a key that sealed something is lost.
    /// </summary>
    public const string Keys = "keys";

    /// <summary>Fails while a request is past the day by which the person was promised an answer.</summary>
    public const string Promises = "promises";

    /// <summary>Only what a request needs to be kept: a mail server in trouble must not take the site down.</summary>
    public async Task<HealthReport> IsReady(CancellationToken cancel)
    {
        var checks = new List<HealthCheck> { await StoreCheck(cancel), UsableKeys() };
        if (await readers.Obstacle(cancel) is { } obstacle) checks.Add(obstacle);
        return new(checks);
    }

    public async Task<HealthReport> Look(CancellationToken cancel)
    {
        var checks = new List<HealthCheck>
        {
            await StoreCheck(cancel), await AllKeys(cancel), Worker(), Intake(),
            new("mail-server", trouble.IsOn ? Condition.Warning : Condition.Ok),
            await Delivery(cancel), await Answers(cancel), await Clock(cancel),
        };
        if (mail.Mode == MailMode.Sealed && mail.CertificateEnd is { } end) checks.Add(Certificate(end));
        if (await readers.Look(cancel) is { } list) checks.Add(list);
        if (news.Now() is { } content) checks.Add(Content(content));
        return new(checks);
    }

    HealthCheck Content(ContentHealth content) =>
        new(HealthReport.Content, content.IsFolderLost
            ? Condition.Failing : content.Problems + content.Sentences.Count > 0 ? Condition.Warning : Condition.Ok)
        {
            Problems = content.Problems,
            Older = content.Sentences.Count,
            OldestOlderSeconds = content.OlderSince is { } since
                ? Math.Max(0, (int)(clock.GetUtcNow() - since).TotalSeconds) : null,
        };

    async Task<HealthCheck> StoreCheck(CancellationToken cancel) =>
        new(Store, await readiness.IsStoreWritable(cancel) ? Condition.Ok : Condition.Failing);

    HealthCheck UsableKeys() => new(Keys, readiness.AreKeysUsable() ? Condition.Ok : Condition.Failing);

    // New requests can be kept without the keys that older ones need.
    async Task<HealthCheck> AllKeys(CancellationToken cancel)
    {
        try
        {
            return await sentinels.Look(cancel) is { Lost: { Count: > 0 } lost }
                ? new(Keys, Condition.Failing) { Lost = lost.Count } : UsableKeys();
        }
        catch (StoreUnavailableException)
        {
            return UsableKeys();
        }
    }

    async Task<HealthCheck> Delivery(CancellationToken cancel)
    {
        try
        {
            var queue = await outbox.State(cancel);
            var age = queue.OldestWaiting is { } oldest ? clock.GetUtcNow() - oldest : TimeSpan.Zero;
            // Received at a time that is still to come: the clock was wrong then, or is now.
            var isUnknown = age < -ClockWatch.Tolerance;
            if (age < TimeSpan.Zero) age = TimeSpan.Zero;
            var state = queue.Stalled > 0 || age >= alarm.After
                ? Condition.Failing : isUnknown || age >= alarm.After / 3 ? Condition.Warning : Condition.Ok;
            return new("delivery", state)
            {
                Waiting = queue.Waiting,
                Stalled = queue.Stalled,
                OldestWaitingSeconds = (int)age.TotalSeconds
            };
        }
        catch (StoreUnavailableException)
        {
            return new("delivery", Condition.Failing);
        }
    }

    // Requests that reach the clinic and lie there are no better off than those that do not.
    async Task<HealthCheck> Answers(CancellationToken cancel)
    {
        try
        {
            var (count, oldest) = await late.Count(clock.GetUtcNow(), cancel);
            return new(Promises, count > 0 ? Condition.Failing : Condition.Ok)
            {
                Late = count,
                LateSince = oldest is { } since ? DateOnly.FromDateTime(clinic.Local(since)) : null,
            };
        }
        catch (StoreUnavailableException)
        {
            return new(Promises, Condition.Warning);
        }
    }

    async Task<HealthCheck> Clock(CancellationToken cancel)
    {
        try
        {
            var verdict = await watch.Look(cancel);
            return verdict.IsBelieved ? new("clock", Condition.Ok)
                : new("clock", Condition.Warning) { SteadySeconds = (int)verdict.SteadyFor.TotalSeconds };
        }
        catch (StoreUnavailableException)
        {
            return new("clock", Condition.Warning);
        }
    }

    // The store and the mail may be well while people are asked to wait.
    HealthCheck Intake() => new("intake", budget.IsRefusing ? Condition.Failing : Condition.Ok);

    HealthCheck Worker()
    {
        var (sinceLast, isLate) = pulse.Now();
        return new("worker", isLate
            ? Condition.Failing : Condition.Ok)
        { LastLookSeconds = (int)sinceLast.TotalSeconds };
    }

    HealthCheck Certificate(DateTimeOffset end)
    {
        var left = end - clock.GetUtcNow();
        return new("certificate", left <= TimeSpan.Zero ? Condition.Failing : left < Mails.CertificateWarning
            ? Condition.Warning
            : Condition.Ok)
        { DaysLeft = (int)left.TotalDays };
    }
}
