using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations;

/// <summary>Takes a form that the validator has passed into the store, sealed. A reference is returned only when the request is on the disk.</summary>
public sealed class RequestIntake(IRequestStore store, ISeal seal, ReceiptSeal receipts, ConsentWordings wordings, ClinicCalendar calendar, ClinicMetrics metrics, TimeProvider clock, ILogger<RequestIntake> log)
{
    const string Locale = "en-US";

    /// <summary>Raised after something was queued, so that the mail need not wait for the next look at the queue.</summary>
    public event EventHandler? Queued;

    /// <summary>The request that this visit sent before, if it did.</summary>
    /// <exception cref="RequestNotKeptException">Nothing can be kept; the person must be told so.</exception>
    public Task<RequestStatus?> Find(SubmissionId id, CancellationToken cancel) => OrTellTheOperator(async () =>
    {
        var known = await store.StatusOf(id, cancel);
        if (known is not null) log.LogInformation("Request {Reference} was sent again and is kept once", known.Reference);
        return known;
    });

    /// <param name="suspicion">Why this may be a machine's, or null.</param>
    /// <exception cref="RequestNotKeptException">Nothing was kept; the person must be told so.</exception>
    public Task<RequestReference> Accept(ConsultationForm form, SubmissionId id, string? suspicion, CancellationToken cancel) =>
        OrTellTheOperator(() => Keep(form, id, suspicion, cancel));

    /// <summary>Erases the request at once and tells the clinic. False when there is no such request.</summary>
    public async Task<bool> Withdraw(SubmissionId id, CancellationToken cancel)
    {
        var found = await store.Withdraw(id, clock.GetUtcNow(), cancel);
        if (found)
        {
            log.LogInformation("Request {Reference} withdrawn", await store.ReferenceOf(id, cancel));
            Queued?.Invoke(this, EventArgs.Empty);
        }
        return found;
    }

    async Task<T> OrTellTheOperator<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is RequestNotKeptException or CryptographicException or IOException)
        {
            log.LogError("A request could not be kept, and its sender was told so: {Reason}", e is RequestNotKeptException ? e.Message : $"sealing failed ({e.GetType().Name}); are the keys readable?");
            throw e as RequestNotKeptException ?? new RequestNotKeptException("Sealing failed.", e);
        }
    }

    async Task<RequestReference> Keep(ConsultationForm form, SubmissionId id, string? suspicion, CancellationToken cancel)
    {
        while (true)
        {
            var (reference, received) = (RequestReference.Next(), clock.GetUtcNow());
            ProcessorTurns.LetReadersPass();
            var payload = seal.Close(ConsultationRequest.Accept(form, reference, received, calendar.AnswerBy(received), wordings.CurrentVersion));
            var receipt = form.ReceiptByEmail && EmailAddress.TryParse(form.Email, out var address) ? receipts.Close(address!) : null;
            ProcessorTurns.LetReadersPass();
            try
            {
                var kept = await store.Keep(new(id, reference, received, payload, ConsentsIn(form)) { Suspicion = suspicion, Receipt = receipt }, cancel);
                metrics.RequestKept(isSuspected: suspicion is not null);
                log.LogInformation("Request {Reference} kept ({Suspicion})", kept, suspicion ?? "nothing suspicious");
                Queued?.Invoke(this, EventArgs.Empty);
                ProcessorTurns.LetReadersPass();
                return kept;
            }
            catch (ReferenceTakenException)
            {
                // One in 1.8 million million: draw again.
            }
        }
    }

    List<ConsentGiven> ConsentsIn(ConsultationForm form)
    {
        ConsentGiven To(string purpose, string channel) => new(purpose, channel, wordings.Current(purpose).Version, wordings.Current(purpose).Sha256, Locale);

        var given = new List<ConsentGiven> { To(ConsentPurpose.Contact, form.ContactMethod) };
        if (form.ConsentPlainChannel && form.NeedsPlainChannel) given.Add(To(ConsentPurpose.PlainChannel, form.ContactMethod));
        return given;
    }
}
