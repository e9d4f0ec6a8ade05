using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Transports;

namespace Clinic.Web.Delivery;

/// <summary>
/// Writes down what became of an attempt: delivered, to be tried later, or stalled and left to a person.
/// </summary>
public sealed class VerdictRecorder(
    Outbox outbox, ClinicNotices notices, IMailTransport transport, ClockWatch watch, TimeProvider clock,
    ILogger<VerdictRecorder> log)
{
    static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A verdict that is lost costs the clinic a second copy: it waits for a store that is away, until the lease ends
    /// or the program does.
    /// </summary>
    /// <returns>Whether the mail waits for another attempt.</returns>
    public async Task<bool> Record(OutboxItem item, DeliveryOutcome outcome, Since claimed, CancellationToken cancel)
    {
        while (!claimed.IsOver(DeliverySchedule.Lease, clock) && !cancel.IsCancellationRequested)
        {
            try
            {
                return await Record(item, outcome);
            }
            catch (StoreUnavailableException e)
            {
                log.LogError("The verdict on {Reference} waits for the store ({Reason})", item.Reference, e.Message);
            }
            await Task.WhenAny(Task.Delay(AgainAfter, clock, cancel));
        }
        return await Record(item, outcome);
    }

    async Task<bool> Record(OutboxItem item, DeliveryOutcome outcome)
    {
        var now = clock.GetUtcNow();
        if (outcome.Verdict == Verdict.Delivered)
        {
            TellIfLate(item, await outbox.Delivered(item, now, CancellationToken.None));
            log.LogInformation("{Reference}: {Mail:l} delivered by {Transport:l} at attempt {Attempt}", item.Reference,
                MailWords.Of(item.Kind), transport.Name, item.Attempt);
            return false;
        }
        if (IsHopeless(item, outcome, watch.Verdict))
        {
            if (item.Kind is MailKind.Request or MailKind.Correction)
                await notices.QueueStalledNotice(item, now, CancellationToken.None);
            TellIfLate(item, await outbox.Stall(item, now, outcome.Reason, CancellationToken.None));
            log.LogError(
                "{Reference}: {Mail:l} stalled after {Attempt} attempts ({Reason}); it is kept and waits for a person",
                item.Reference, MailWords.Of(item.Kind), item.Attempt, outcome.Reason);
            return false;
        }
        var wait = DeliverySchedule.WaitAfter(item.Attempt, Random.Shared.NextDouble());
        var isUnknown = outcome.Verdict == Verdict.Unknown;
        TellIfLate(item, await outbox.TryLater(item, now, now
            + wait, outcome.Reason, isUnknown, CancellationToken.None));
        log.LogWarning(
            "{Reference}: {Mail:l} {Verdict:l} at attempt {Attempt} ({Reason}); next try in {Seconds} s",
            item.Reference, MailWords.Of(item.Kind), isUnknown ? "perhaps delivered" : "not delivered", item.Attempt,
            outcome.Reason, (int)wait.TotalSeconds);
        return true;
    }

    void TellIfLate(OutboxItem item, bool isRecorded)
    {
        if (!isRecorded)
            log.LogWarning("The verdict on {Reference} came after its lease or a withdrawal and was not recorded",
                item.Reference);
    }

    // What a person's own address refuses is nobody's to mend. Only requests stall: what else the clinic is told goes
    // on.
    static bool IsHopeless(OutboxItem item, DeliveryOutcome outcome, ClockVerdict clock) => item.Kind switch
    {
        MailKind.Receipt or MailKind.StaffLetter => outcome.Trouble is Trouble.Recipient or Trouble.Message
            || item.Attempt >= DeliverySchedule.MostReceiptAttempts || IsStalled(item, clock),
        MailKind.Request or MailKind.Correction => IsStalled(item, clock),
        MailKind.Withdrawal or MailKind.WayChange or MailKind.Digest or MailKind.Heartbeat or MailKind.StalledNotice or MailKind.ReviewsDue => false,
    };

    static bool IsStalled(OutboxItem item, ClockVerdict clock) =>
        clock.IsBelieved && DeliverySchedule.IsStalled(item.Created, clock.Now);
}
