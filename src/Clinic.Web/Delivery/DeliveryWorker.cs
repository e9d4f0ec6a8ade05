using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Transports;
using Clinic.Web.Settings;

namespace Clinic.Web.Delivery;

/// <summary>
/// Takes queued mails out. Woken when something was queued; the look at the queue every few seconds is the truth. While one mail waits
/// long for its answer the next begins, a few at most. While the server is in trouble the queue waits and one mail at a time tries; when it takes
/// a mail again, everything that waited for it is due.
/// </summary>
public sealed class DeliveryWorker(
    Outbox outbox, Leases leases, ClinicNotices notices, Mails mails, MailSettings settings, IMailTransport transport, RequestIntake intake, DailyMails daily, ClockWatch watch,
    ServerTrouble trouble, WorkerPulse pulse, ClinicMetrics metrics, TimeProvider clock, ILogger<DeliveryWorker> log) : BackgroundService
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LatestLook = TimeSpan.FromMinutes(3);
    static readonly TimeSpan RecordAgainAfter = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim wake = new(0);
    readonly MailConnections connections = new();
    DeliveryLanes? clinic, others;
    long taken;

    DeliveryLanes Clinic => clinic ??= new(MailConnections.Most, connections, trouble, clock, cancel => DeliverNext(Clinic, MailLane.Requests, cancel), TellOfFailure);

    // A stranger's address, or a list that looks like spam, must not hold up what patients sent.
    DeliveryLanes Others => others ??= new(most: 1, connections, trouble, clock, cancel => DeliverNext(Others, MailLane.Others, cancel), TellOfFailure);

    /// <summary>One look at the queue, until all that is due was tried, if the server is not in trouble.</summary>
    public async Task Look(CancellationToken cancel)
    {
        await Begin(cancel);
        await End();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        intake.Queued += (_, _) => wake.Release();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Begin(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Whatever goes wrong here must not stop the site.
            catch (Exception e)
#pragma warning restore CA1031
            {
                TellOfFailure(e);
            }
            await Sleep(stoppingToken);
        }
        await End();
    }

    Task End() => Task.WhenAll(Clinic.End(), Others.End());

    async Task Begin(CancellationToken cancel)
    {
        pulse.Beat(LatestLook);
        await watch.Look(cancel);
        await daily.QueueWhenDue(cancel);
        if (trouble.MustWait) return;
        if (trouble.IsOn && !await transport.IsThere(cancel))
        {
            trouble.NotGreeted();
            return;
        }
        // The server greets, and no request is left to try it with.
        if (trouble.IsOn && (await outbox.State(cancel)).OldestWaiting is null) trouble.Over();
        OpenLanes(cancel);
    }

    void OpenLanes(CancellationToken cancel)
    {
        Clinic.Open(cancel);
        if (!trouble.IsOn) Others.Open(cancel);
    }

    async Task<bool> DeliverNext(DeliveryLanes lanes, MailLane lane, CancellationToken cancel)
    {
        var (now, claimed) = (clock.GetUtcNow(), Since.Now(clock));
        if (await outbox.Claim(lane, most: 1, now, now + DeliverySchedule.Lease, cancel) is not [var item]) return false;
        var takenBefore = Interlocked.Read(ref taken);
        var outcome = await lanes.Answer(Attempt(item, cancel), cancel);
        // A server that took another mail meanwhile is well: what broke off was this conversation.
        if (outcome is { Verdict: Verdict.Unknown, Trouble: Trouble.Server } && Interlocked.Read(ref taken) > takenBefore) outcome = outcome with { Trouble = Trouble.Message };
        metrics.MailTried(item.Kind.ToString(), outcome.Verdict.ToString());
        var wasInTrouble = trouble.IsOn;
        await RecordOnceTheStoreIsThere(item, outcome, claimed, cancel);
        if (wasInTrouble && !trouble.IsOn) Clinic.OpenAll(cancel);
        return true;
    }

    // A verdict that is lost costs the clinic a second copy: it waits for a store that is away, until the lease ends or the program does.
    async Task RecordOnceTheStoreIsThere(OutboxItem item, DeliveryOutcome outcome, Since claimed, CancellationToken cancel)
    {
        while (!claimed.IsOver(DeliverySchedule.Lease, clock) && !cancel.IsCancellationRequested)
        {
            try
            {
                await Record(item, outcome, CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException e)
            {
                log.LogError("The verdict on {Reference} waits for the store ({Reason})", item.Reference, e.Message);
            }
            await Task.WhenAny(Task.Delay(RecordAgainAfter, clock, cancel));
        }
        await Record(item, outcome, CancellationToken.None);
    }

    async Task<DeliveryOutcome> Attempt(OutboxItem item, CancellationToken cancel)
    {
        if (item.Kind is MailKind.Request or MailKind.Correction && settings.IsSealExpired(clock.GetUtcNow())) return new(Verdict.NotDelivered, Trouble.Message, "the certificate is past its date");
        try
        {
            using var message = mails.Compose(item);
            if (message is null) return DeliveryOutcome.Success;
            LeasedContent.Guard(message, stillSending => leases.IsOurs(item, stillSending));
            return await transport.Send(message, cancel);
        }
        catch (Exception e) when (e is LeaseLostException or StoreUnavailableException)
        {
            // Broken off before the final dot: nobody has it.
            return new(Verdict.NotDelivered, Trouble.None, e is LeaseLostException ? "its lease was lost" : "the store could not confirm its lease");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new(Verdict.Unknown, Trouble.Server, "the program was stopped meanwhile");
        }
#pragma warning disable CA1031 // One message that cannot be composed or sent must not hold up the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(Verdict.Unknown, Trouble.Message, e.GetType().Name);
        }
    }

    async Task Record(OutboxItem item, DeliveryOutcome outcome, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (outcome.Verdict == Verdict.Delivered)
        {
            Interlocked.Increment(ref taken);
            if (!await outbox.Delivered(item, now, cancel)) TellOfLateVerdict(item);
            log.LogInformation("{Kind} {Reference} delivered by {Transport} at attempt {Attempt}", item.Kind, item.Reference, transport.Name, item.Attempt);
            await Recover(now, cancel);
            return;
        }
        if (IsHopeless(item, outcome, watch.Verdict))
        {
            if (item.Kind is MailKind.Request or MailKind.Correction) await notices.QueueStalledNotice(item, now, cancel);
            if (!await outbox.Stall(item, now, outcome.Reason, cancel)) TellOfLateVerdict(item);
            log.LogError("{Kind} {Reference} stalled after {Attempt} attempts ({Reason}); it is kept and waits for a person", item.Kind, item.Reference, item.Attempt, outcome.Reason);
            return;
        }
        var wait = DeliverySchedule.WaitAfter(item.Attempt, Random.Shared.NextDouble());
        if (!await outbox.TryLater(item, now, now + wait, outcome.Reason, outcome.Verdict == Verdict.Unknown, cancel)) TellOfLateVerdict(item);
        if (TellsOfTheServer(item.Kind) && outcome.Trouble is Trouble.Server or Trouble.Recipient) trouble.MailNotTaken();
        log.LogWarning("{Kind} {Reference} not delivered at attempt {Attempt} ({Verdict}, {Reason}); next try in {Seconds} s", item.Kind, item.Reference, item.Attempt, outcome.Verdict, outcome.Reason, (int)wait.TotalSeconds);
    }

    void TellOfLateVerdict(OutboxItem item) =>
        log.LogWarning("The verdict on {Reference} came after its lease or a withdrawal and was not recorded", item.Reference);

    async Task Recover(DateTimeOffset now, CancellationToken cancel)
    {
        if (!trouble.IsOn) return;
        trouble.Over();
        log.LogInformation("The mail server takes mail again; {Count} mails that waited for it are due", await outbox.ReleaseWaiting(now, cancel));
    }

    // What a server says of a stranger's address, or of a list that looks like spam, says nothing about the next request.
    static bool TellsOfTheServer(MailKind kind) => kind is MailKind.Request or MailKind.Correction or MailKind.Withdrawal;

    // A receipt that its address refuses is nobody's to mend. Only requests stall: what else the clinic is told goes on.
    static bool IsHopeless(OutboxItem item, DeliveryOutcome outcome, ClockVerdict clock) => item.Kind switch
    {
        MailKind.Receipt => outcome.Trouble is Trouble.Recipient or Trouble.Message || item.Attempt >= DeliverySchedule.MostReceiptAttempts || IsStalled(item, clock),
        MailKind.Request or MailKind.Correction => IsStalled(item, clock),
        MailKind.Withdrawal or MailKind.Digest or MailKind.Heartbeat or MailKind.StalledNotice or MailKind.ReviewsDue => false,
    };

    static bool IsStalled(OutboxItem item, ClockVerdict clock) => clock.IsBelieved && DeliverySchedule.IsStalled(item.Created, clock.Now);

    void TellOfFailure(Exception e) => log.LogError("Delivery failed inside ({Kind}); the queue is looked at again", e.GetType().Name);

    async Task Sleep(CancellationToken cancel)
    {
        try
        {
            await wake.WaitAsync(LookEvery, cancel);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }
}
