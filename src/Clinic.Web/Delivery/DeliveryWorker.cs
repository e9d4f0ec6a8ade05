using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Transports;
using Clinic.Web.Settings;

namespace Clinic.Web.Delivery;

/// <summary>
/// Takes queued mails out: claims as many as there are hands for, has them sent and recorded, and learns of the server
/// from what became of them. Woken when something was queued; the look at the queue every few seconds is the truth.
/// </summary>
public sealed class DeliveryWorker(
    Outbox outbox, MailSender sender, VerdictRecorder verdicts, IMailTransport transport, RequestIntake intake,
    Desk desk, DailyMails daily, ClockWatch watch,
    ServerTrouble trouble, WorkerPulse pulse, ClinicMetrics metrics, TimeProvider clock, ILogger<DeliveryWorker> log)
        : RecurringLook(LookEvery, clock)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LatestLook = TimeSpan.FromMinutes(3);

    readonly MailsUnderWay underWay = new(trouble, clock);

    protected override Task News => underWay.News;

    public override async Task Look(CancellationToken cancel)
    {
        pulse.Beat(LatestLook);
        await Learn(await underWay.Ended(), cancel);
        await watch.Look(cancel);
        await daily.QueueWhenDue(cancel);
        if (!await MayTryServer(cancel)) return;
        await Begin(MailLane.Requests, cancel);
        await Begin(MailLane.Others, cancel);
    }

    /// <summary>Looks until all that is due was tried, if the server is not in trouble.</summary>
    public async Task DeliverAllDue(CancellationToken cancel)
    {
        await Look(cancel);
        while (underWay.Count > 0)
        {
            await underWay.News;
            await Look(cancel);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        intake.Queued += Wake;
        desk.Queued += Wake;
        await base.ExecuteAsync(stoppingToken);
        intake.Queued -= Wake;
        desk.Queued -= Wake;
        await underWay.AllEnded();
    }

    protected override void LookFailed(Exception e) =>
        log.LogError("Delivery failed inside ({Kind}); the queue is looked at again", e.GetType().Name);

    async Task Learn(IReadOnlyList<TriedMail> ended, CancellationToken cancel)
    {
        foreach (var mail in ended.Where(mail => mail.WaitsAgain && TellsOfTheServer(mail.Kind)
            && mail.Outcome.Trouble is Trouble.Server or Trouble.Recipient))
            trouble.MailNotTaken();
        if (!trouble.IsOn || ended.All(mail => mail.Outcome.Verdict != Verdict.Delivered)) return;
        trouble.Over();
        underWay.CatchUp();
        log.LogInformation("The mail server takes mail again; {Count} mails that waited for it are due",
            await outbox.ReleaseWaiting(Clock.GetUtcNow(), cancel));
    }

    // What a server says of a stranger's address, or of a list that looks like spam, says nothing about the next
    // request.
    static bool TellsOfTheServer(MailKind kind) =>
        kind is MailKind.Request or MailKind.Correction or MailKind.Withdrawal or MailKind.WayChange;

    async Task<bool> MayTryServer(CancellationToken cancel)
    {
        if (!trouble.IsOn) return true;
        if (trouble.MustWait || underWay.IsProbing) return false;
        if (!await transport.IsThere(cancel))
        {
            trouble.NotGreeted();
            return false;
        }
        // The server greets, and no request is left to try it with.
        if ((await outbox.State(cancel)).OldestWaiting is null) trouble.Over();
        return true;
    }

    async Task Begin(MailLane lane, CancellationToken cancel)
    {
        if (underWay.HandsFor(lane) is not (> 0 and var hands)) return;
        var (now, claimed) = (Clock.GetUtcNow(), Since.Now(Clock));
        var items = await outbox.Claim(lane, hands, now, now + DeliverySchedule.Lease, cancel);
        foreach (var item in items)
        {
            var answer = sender.Send(item, cancel);
            underWay.Begin(lane, answer, Record(item, answer, claimed, cancel));
        }
        if (lane != MailLane.Requests || items.Count == hands) return;
        underWay.CaughtUp();
        if (trouble.IsOn) trouble.NothingToTry();
    }

    async Task<TriedMail> Record(OutboxItem item, Task<DeliveryOutcome> answer, Since claimed, CancellationToken cancel)
    {
        var outcome = await answer;
        metrics.MailTried(item.Kind.ToString(), outcome.Verdict.ToString());
        try
        {
            return new(item.Kind, outcome, await verdicts.Record(item, outcome, claimed, cancel));
        }
#pragma warning disable CA1031 // Whatever goes wrong here must not stop the site; the row is still in the queue.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LookFailed(e);
            return new(item.Kind, outcome, WaitsAgain: true);
        }
    }
}
