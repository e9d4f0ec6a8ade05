using System.Security.Cryptography;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Limits;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;

namespace Clinic.Web.Consultations;

/// <summary>
/// Takes forms that the validator has passed into the store, sealed. What it says was kept is on the disk.
/// </summary>
public sealed class RequestIntake(
    RequestStore requests, CorrectionStore corrections, SuspectedRequests suspected, AnsweringStore answering,
    CurrentSeal seals, ReceiptSeal receipts, ReceiptAllowance allowance, ConsentWordings wordings,
    CurrentClinic clinic, Readiness readiness, ClinicMetrics metrics, TimeProvider clock, ILogger<RequestIntake> log)
{
    /// <summary>
    /// Raised after something was queued, so that the mail need not wait for the next look at the queue.
    /// </summary>
    public event EventHandler? Queued;

    /// <param name="admit">Asked only for what would be written: who sends the same again is past every limit.</param>
    public async Task<IntakeOutcome> Receive(Sending sent, Func<Admission> admit, CancellationToken cancel)
    {
        try
        {
            return await Decide(sent, admit, cancel);
        }
        catch (Exception e) when (
            e is StoreUnavailableException or NoRecipientException or CryptographicException or IOException)
        {
            log.LogError("A request could not be kept, and its sender was told so: {Reason}",
                e is StoreUnavailableException or NoRecipientException
                ? e.Message : $"sealing failed ({e.GetType().Name}); are the keys readable?");
            readiness.NotKept();
            return new(Intake.NotKept);
        }
    }

    /// <summary>Erases the request at once and tells the clinic. False when there is no such request.</summary>
    public async Task<bool> Withdraw(SubmissionId id, CancellationToken cancel)
    {
        var found = await OrTellOfRefusal(requests.Withdraw(id, clock.GetUtcNow(), cancel));
        if (found)
        {
            log.LogInformation("Request {Reference} withdrawn", await requests.ReferenceOf(id, cancel));
            Queued?.Invoke(this, EventArgs.Empty);
        }
        return found;
    }

    /// <summary>
    /// No more texts for this request, from now on: the desk sees it and the clinic gets a mail. Twice is once. False
    /// when there is nothing to stop.
    /// </summary>
    public async Task<bool> StopTexting(SubmissionId id, CancellationToken cancel)
    {
        if (await OrTellOfRefusal(answering.StopTexting(id, clock.GetUtcNow(), cancel)) != ChangeResult.Done)
            return false;
        Queued?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Has a held request mailed after all; twice is once.</summary>
    public async Task ReleaseHeld(ReleaseToken token, CancellationToken cancel)
    {
        await OrTellOfRefusal(suspected.Release(token, clock.GetUtcNow(), cancel));
        Queued?.Invoke(this, EventArgs.Empty);
    }

    async Task<T> OrTellOfRefusal<T>(Task<T> change)
    {
        try
        {
            return await change;
        }
        catch (StoreUnavailableException e)
        {
            log.LogError("A person's change could not be kept, and they were told so: {Reason}", e.Message);
            readiness.NotKept();
            throw;
        }
    }

    async Task<IntakeOutcome> Decide(Sending sent, Func<Admission> admit, CancellationToken cancel)
    {
        if (sent.LastSent is { } last && last != sent.Visit
            && await requests.StatusOf(last, cancel) is { Answers: { } lastAnswers } before
            && lastAnswers == sent.Form.Fingerprint(last))
            return SameAgain(last, before);
        if (await requests.StatusOf(sent.Visit, cancel) is not { } known)
            return await Keep(sent.Form, sent.Visit, admit, cancel);
        var answers = sent.Form.Fingerprint(sent.Visit);
        return known switch
        {
            { Withdrawn: not null } => new(Intake.Withdrawn),
            { Erased: not null } => new(Intake.Erased),
            _ when known.Answers == answers => SameAgain(sent.Visit, known),
            _ => sent.Means switch
            {
                SecondSending.NotSaid => new(Intake.AskReplaceOrNew, Taken(sent.Visit, known)),
                SecondSending.Replaces => await Correct(sent.Form, sent.Visit, known, admit, cancel),
                SecondSending.IsAnother => await Decide(new(sent.Form, sent.Visit.Another(answers)), admit, cancel),
            },
        };
    }

    async Task<IntakeOutcome> Keep(ConsultationForm form, SubmissionId id, Func<Admission> admit,
        CancellationToken cancel)
    {
        var admission = admit();
        if (admission.Refusal != Refusal.None) return Refused(admission.Refusal);
        var seal = await seals.ForKeeping(cancel);
        while (true)
        {
            var (reference, received) = (RequestReference.Next(), clock.GetUtcNow());
            var promised = clinic.Promise(received);
            Thread.Yield();
            var payload = seal.Close(ConsultationRequest.Accept(form, reference, received, clinic.Local(promised),
                wordings.CurrentVersion));
            var receipt = Receipt(form);
            Thread.Yield();
            var request = new SealedRequest(id, reference, received, payload, wordings.GivenIn(form))
            {
                Suspicion = admission.Suspicion,
                Answers = form.Fingerprint(id),
                Receipt = receipt,
                Promised = promised,
            };
            try
            {
                // Pressed twice at once: the other press was quicker.
                if (await requests.Keep(request, cancel) != reference)
                    return await Decide(new(form, id), admit, cancel);
            }
            catch (ReferenceTakenException)
            {
                // One in 1.8 million million: draw again.
                continue;
            }
            readiness.Kept();
            metrics.RequestKept(isSuspected: admission.Suspicion is not null);
            log.LogInformation("Request {Reference} kept ({Suspicion})", reference, admission.Suspicion
                ?? "nothing suspicious");
            Queued?.Invoke(this, EventArgs.Empty);
            Thread.Yield();
            return new(Intake.Kept, new(id, reference, received));
        }
    }

    async Task<IntakeOutcome> Correct(ConsultationForm form, SubmissionId id, RequestStatus known,
        Func<Admission> admit, CancellationToken cancel)
    {
        if (admit().Refusal is not Refusal.None and var refusal) return Refused(refusal);
        var now = clock.GetUtcNow();
        var seal = await seals.ForKeeping(cancel);
        var answers = new CorrectedAnswers(id, form.Fingerprint(id), now, wordings.GivenIn(form), Receipt(form));
        var result = await corrections.Correct(answers, Seal, cancel);
        if (result is CorrectionResult.Replaced or CorrectionResult.Queued)
        {
            log.LogInformation("Request {Reference} corrected: {How:l}", known.Reference,
                result == CorrectionResult.Replaced ? "it had not been mailed" : "the correction is mailed after it");
            Queued?.Invoke(this, EventArgs.Empty);
        }
        return result switch
        {
            CorrectionResult.Replaced => new(Intake.Replaced, Taken(id, known)),
            CorrectionResult.Queued => new(Intake.Corrected, Taken(id, known)),
            CorrectionResult.Same => SameAgain(id, known),
            CorrectionResult.TooMany => new(Intake.CorrectedTooOften, Taken(id, known)),
            CorrectionResult.Gone => new(Intake.Erased),
        };

        // What was promised at first still holds.
        SealedPayload Seal(int number) => seal.Close(ConsultationRequest.Accept(
            form, known.Reference, number == 0
                ? known.Received : now, clinic.Local(known.Promised ?? clinic.Promise(known.Received)),
                wordings.CurrentVersion, number));
    }

    IntakeOutcome SameAgain(SubmissionId id, RequestStatus known)
    {
        log.LogInformation("Request {Reference} was sent again and is kept once", known.Reference);
        return new(Intake.SameAgain, Taken(id, known));
    }

    static IntakeOutcome Refused(Refusal why) =>
        new(why == Refusal.OwnNetwork ? Intake.NetworkIsBusy : Intake.SiteIsBusy);

    static TakenRequest Taken(SubmissionId id, RequestStatus known) => new(id, known.Reference, known.Received);

    SealedPayload? Receipt(ConsultationForm form) =>
        form.WantsReceipt && EmailAddress.TryParse(form.Email, out var address) && allowance.MaySendTo(address)
            ? receipts.Close(address) : null;
}
