using System.Security.Cryptography;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>Something that somebody at the desk says about a request, as they typed it.</summary>
public sealed record DeskAction(AnsweringStep Step, long Version)
{
    public string? To { get; init; }
    public string Text { get; init; } = "";
    public AnsweringOutcome? Outcome { get; init; }
}

/// <summary>
/// Where the clinic answers requests. Whoever reads or writes is in the audit trail before they see what they asked
/// for.
/// </summary>
public sealed class Desk(
    DeskStore desk, AnsweringStore answering, RequestReader reader, RequestStore requests, Outbox outbox,
        KeyRingSeal seal, CurrentSeal seals,
    NoteSeal notes, CurrentClinic clinic, TimeProvider clock, ILogger<Desk> log)
{
    /// <summary>Something was queued, as when a suspected request was found real.</summary>
    public event EventHandler? Queued;

    public Task<DeskPage> List(DeskFilter filter, string me, int page, CancellationToken cancel) =>
        desk.List(View(filter, me) with { Page = page }, cancel);

    /// <summary>By reference; the name is null where this server's keys do not open it.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> ShowNames(IReadOnlyList<string> references, string by,
        CancellationToken cancel) =>
        (await desk.OpenForNames(references, by, clock.GetUtcNow(), cancel))
            .ToDictionary(one => one.Key, one =>
                Opened(one.Value)?.Text(nameof(ConsultationForm.FullName)), StringComparer.Ordinal);

    /// <summary>
    /// Null when the reference is not known. Where words are left, the reading is written down first.
    /// </summary>
    /// <param name="filter">The list that it is opened from.</param>
    public async Task<OpenedRequest?> Open(RequestReference reference, DeskFilter filter, string by,
        CancellationToken cancel)
    {
        var view = View(filter, by);
        var payload = await reader.Read(reference, by, view.Now, cancel);
        if (await desk.Find(reference, view, cancel) is not { } facts) return null;
        var answers = payload is null ? null : Opened(payload);
        return new(facts, answers, answers is null ? payload : null);
    }

    /// <summary>What is known of a request in the clear; nothing of it is opened.</summary>
    public Task<DeskRequest?> Find(RequestReference reference, CancellationToken cancel) =>
        desk.Find(reference, View(DeskFilter.Open, ""), cancel);

    /// <summary>
    /// Erases what the person told, with the notes about it and every key that opened them. False when nothing was
    /// left.
    /// </summary>
    public async Task<bool> Erase(RequestReference reference, string by, CancellationToken cancel)
    {
        if (await Find(reference, cancel) is not { CanErase: true }) return false;
        var isErased = await requests.Erase(reference, by, clock.GetUtcNow(), cancel);
        if (isErased) log.LogInformation("Request {Reference}: erased at the desk", reference);
        else log.LogInformation("Request {Reference}: not erased at the desk, since it is there no more", reference);
        return isErased;
    }

    /// <summary>Mails it to the clinic once more. False when its mail was tried again since, or waits to be.</summary>
    /// <param name="seen">How often its mail had been tried when somebody decided it.</param>
    public async Task<bool> Resend(RequestReference reference, int seen, string by, CancellationToken cancel)
    {
        if (await Find(reference, cancel) is not { CanResend: true }) return false;
        var isQueued = await outbox.Resend(reference, by, clock.GetUtcNow(), seen, cancel);
        if (isQueued)
        {
            log.LogInformation("Request {Reference}: the desk has it mailed again", reference);
            Queued?.Invoke(this, EventArgs.Empty);
        }
        else
        {
            log.LogInformation("Request {Reference}: the desk does not have it mailed again, since its mail was tried meanwhile or waits to be",
                reference);
        }
        return isQueued;
    }

    public async Task<ChangeResult> Do(RequestReference reference, DeskAction action, string by,
        CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hasWords = action.Text.Length > 0 || action.Outcome is not null;
        var change = new AnsweringChange(action.Step, action.Version, by, now) { To = action.To };
        try
        {
            if (hasWords)
                change = change with
                {
                    Note = await seals.Close(new(reference.Value, by, now, action.Text,
                    action.Outcome), cancel)
                };
        }
        catch (NoRecipientException e)
        {
            log.LogError("A note could not be kept, and its author was told so: {Reason}", e.Message);
            return ChangeResult.NotPossible;
        }
        var result = await answering.Change(reference, change, cancel);
        if (result == ChangeResult.Done)
            log.LogInformation("Request {Reference}: {Step:l}", reference, StepWords.Of(action.Step));
        else
            log.LogInformation("Request {Reference}: \"{Step:l}\" was not written, since {Why:l}", reference,
                StepWords.Of(action.Step), StepWords.Why(result));
        if (result == ChangeResult.Done && action.Step == AnsweringStep.FoundReal)
            Queued?.Invoke(this, EventArgs.Empty);
        return result;
    }

    /// <summary>Null when there is none, or this server cannot open it.</summary>
    public DeskNote? NoteOf(RequestReference reference, AnsweringEntry entry) =>
        entry.Note is { } note ? notes.Open(note, reference) : null;

    ConsultationRequest? Opened(SealedPayload payload)
    {
        try
        {
            return seal.Open(payload);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    DeskView View(DeskFilter filter, string me)
    {
        var now = clock.GetUtcNow();
        var today = clinic.Local(now).Date;
        return new(filter, me, now, Moment(today), Moment(today.AddDays(1)));
    }

    DateTimeOffset Moment(DateTime local) => new(local, clinic.Profile.TimeZone.GetUtcOffset(local));
}
