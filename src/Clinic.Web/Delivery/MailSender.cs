using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Transports;

namespace Clinic.Web.Delivery;

/// <summary>
/// One attempt at one mail: composed, guarded by its lease, handed to the server. Failures are outcomes.
/// </summary>
public sealed class MailSender(Mails mails, MailSettings settings, IMailTransport transport, Leases leases,
    TimeProvider clock)
{
    long taken;

    public async Task<DeliveryOutcome> Send(OutboxItem item, CancellationToken cancel)
    {
        var takenBefore = Interlocked.Read(ref taken);
        var outcome = await Attempt(item, cancel);
        if (outcome.Verdict == Verdict.Delivered) Interlocked.Increment(ref taken);
        // A server that took another mail meanwhile is well: what broke off was this conversation.
        return outcome is { Verdict: Verdict.Unknown, Trouble: Trouble.Server }
            && Interlocked.Read(ref taken) > takenBefore
            ? outcome with { Trouble = Trouble.Message }
            : outcome;
    }

    async Task<DeliveryOutcome> Attempt(OutboxItem item, CancellationToken cancel)
    {
        if (item.Kind is MailKind.Request or MailKind.Correction && settings.IsSealExpired(clock.GetUtcNow()))
            return new(Verdict.NotDelivered, Trouble.Message, "the certificate is past its date");
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
            return new(Verdict.NotDelivered, Trouble.None, e is LeaseLostException
                ? "its lease was lost" : "the store could not confirm its lease");
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
}
