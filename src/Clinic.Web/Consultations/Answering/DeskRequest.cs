using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>Which requests the list shows. All but the last two are open: new, or being tried.</summary>
public enum DeskFilter { Open, Today, Late, New, Mine, Trying, Suspected, Answered }

/// <summary>A request on the list: nothing about health, and no name.</summary>
public sealed record DeskRow(string Reference, DateTimeOffset Received, DateTimeOffset Promised, AnsweringStage Stage)
{
    public string? Owner { get; init; }

    /// <summary>As the form's choices call it; the last word of the person counts.</summary>
    public string? Way { get; init; }

    /// <summary>The person stopped texts after they had asked for them.</summary>
    public bool HasStoppedTexting { get; init; }

    public bool IsLate { get; init; }

    public DateTimeOffset? Corrected { get; init; }
}

public sealed record WithdrawnRow(string Reference, DateTimeOffset Withdrawn, string? Owner);

/// <summary>How many requests each filter would show.</summary>
public sealed record DeskCounts(IReadOnlyDictionary<DeskFilter, int> Of);

/// <param name="Withdrawn">Of the last week, newest first: whoever was about to call must see it.</param>
public sealed record DeskPage(IReadOnlyList<DeskRow> Rows, IReadOnlyList<WithdrawnRow> Withdrawn, DeskCounts Counts,
    bool HasMore);

/// <summary>The mail that brought a request to the clinic.</summary>
/// <param name="Attempt">How often it was tried: on another number it has been sent since.</param>
public sealed record RequestMail(OutboxState State, int Attempt, DateTimeOffset? Delivered)
{
    public static readonly RequestMail None = new(OutboxState.Waiting, 0, null);
}

/// <summary>What is known of one request without a key.</summary>
public sealed record DeskRequest(RequestReference Reference, DateTimeOffset Received, AnsweringStage Stage,
    long Version)
{
    public DateTimeOffset Promised { get; init; }
    public DateTimeOffset? Withdrawn { get; init; }
    public DateTimeOffset? Erased { get; init; }
    public DateTimeOffset? Corrected { get; init; }
    public bool HasStoppedTexting { get; init; }
    public string? Owner { get; init; }
    public string? Way { get; init; }

    /// <summary>It looks like a machine's, for this reason, and nobody has said what it is.</summary>
    public string? HeldFor { get; init; }

    public bool WasFoundUnreal { get; init; }
    public bool IsLate { get; init; }
    public IReadOnlyList<StoredConsent> Consents { get; init; } = [];
    public IReadOnlyList<AnsweringEntry> History { get; init; } = [];

    public RequestMail Mail { get; init; } = RequestMail.None;

    /// <summary>The open requests beside it on the list, by reference.</summary>
    public string? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public string? After { get; init; }

    public bool CanErase => Erased is null && Withdrawn is null;

    /// <summary>What looks like a machine's is mailed by saying that it is real.</summary>
    public bool CanResend => CanErase && HeldFor is null
        && Mail.State is (OutboxState.Delivered or OutboxState.Stalled);

    public bool CanTake(AnsweringStep step) => Withdrawn is null && Erased is null
        && (HeldFor is not null ? step.IsForHeld() || step == AnsweringStep.Noted : !step.IsForHeld())
        && !(step == AnsweringStep.FoundUnreal && WasFoundUnreal) && AnsweringRules.After(Stage, step) is not null;
}

/// <summary>
/// A request that somebody opened. What this server's keys do not open is handed to the browser as it lies there.
/// </summary>
public sealed record OpenedRequest(DeskRequest Facts, ConsultationRequest? Answers, SealedPayload? Sealed);
