using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>What a person agreed to, kept apart from what they told.</summary>
public sealed record ConsentGiven(string Purpose, string Channel, string Version, string Sha256, string Locale);

/// <summary>
/// A request on its way into the store. A suspicion, in a word, keeps it from being mailed at once; a receipt is the
/// sealed address it goes to.
/// </summary>
public sealed record SealedRequest(SubmissionId Id, RequestReference Reference, DateTimeOffset Received,
    SealedPayload Payload,
    IReadOnlyList<ConsentGiven> Consents)
{
    public string? Suspicion { get; init; }

    /// <summary>
    /// Tells the same answers from others, to who holds the secret of the submission; to nobody else it tells anything.
    /// </summary>
    public string Answers { get; init; } = "";

    public SealedPayload? Receipt { get; init; }

    /// <summary>By when the person was promised an answer: reckoned when the request came, and never again.</summary>
    public DateTimeOffset? Promised { get; init; }
}

/// <summary>What the person's private page tells.</summary>
public sealed record RequestStatus(RequestReference Reference, DateTimeOffset Received, OutboxState? Mail,
    DateTimeOffset? Delivered,
    DateTimeOffset? Withdrawn, bool WasTried)
{
    public DateTimeOffset? Erased { get; init; }

    /// <summary>As in <see cref="SealedRequest.Answers"/>, of what was sent last.</summary>
    public string? Answers { get; init; }

    /// <summary>When other answers took the place of the first ones.</summary>
    public DateTimeOffset? Corrected { get; init; }

    /// <summary>Null for what an earlier version kept, until the running site has filled it in.</summary>
    public DateTimeOffset? Promised { get; init; }

    /// <summary>It looks like a machine's and waits for a person to release it from the daily list.</summary>
    public bool IsHeld => Mail == OutboxState.Cancelled && Withdrawn is null && Erased is null;
}

/// <summary>Other answers for a request that was kept before.</summary>
public sealed record CorrectedAnswers(SubmissionId Id, string Answers, DateTimeOffset At,
    IReadOnlyList<ConsentGiven> Consents, SealedPayload? Receipt);

public enum CorrectionResult
{
    /// <summary>Nobody had tried to mail the request: it now holds the new answers.</summary>
    Replaced,
    /// <summary>A mail of its own follows the one that may be with the clinic already.</summary>
    Queued,
    /// <summary>It holds these very answers.</summary>
    Same,
    TooMany,
    /// <summary>Not known, withdrawn or erased.</summary>
    Gone,
}

/// <summary>A suspected request, as the page behind its link in the daily list tells of it.</summary>
public sealed record HeldRequest(RequestReference Reference, DateTimeOffset Received, DateTimeOffset Listed,
    bool IsReleased, bool IsErased);

/// <summary>A suspected request as the digest lists it.</summary>
public sealed record SuspectedRequest(string Reference, DateTimeOffset Received, string Suspicion, string Token);

public sealed record ListedRequest(string Reference, DateTimeOffset Received, string Mail, string? Suspicion,
    bool IsErased)
{
    public DateTimeOffset? Promised { get; init; }
}

/// <summary>A request as it lies in the store; without a payload when its words are erased.</summary>
public sealed record StoredRequest(ListedRequest Listed, DateTimeOffset? Delivered, SealedPayload? Payload,
    IReadOnlyList<StoredConsent> Consents);

public sealed record StoredConsent(ConsentGiven Given, DateTimeOffset At);

/// <summary>
/// Requests delivered before the first moment, suspected ones received before the second, and consents given before the
/// third are erased.
/// </summary>
public sealed record KeepUntil(DateTimeOffset Delivered, DateTimeOffset Suspected, DateTimeOffset Consent)
{
    /// <summary>What the clinic is still answering is kept until it was delivered before this moment.</summary>
    public DateTimeOffset StillOpen { get; init; }

    /// <summary>What the clinic closed after this moment is kept, so that a slip can be mended.</summary>
    public DateTimeOffset Closed { get; init; }
}

public sealed record Purged(int Requests, int Consents);

/// <summary>What a key has sealed, by which it is known whether the key is still there and opens.</summary>
public sealed record KeySentinel(string Key, byte[] Sealed);

/// <param name="IsFirst">Of this run of the program.</param>
/// <param name="WasSet">Another time passed since the last sighting than the clock shows.</param>
public sealed record ClockSighting(DateTimeOffset Now, bool IsFirst, bool WasSet);

public sealed record ClockRecord(DateTimeOffset Seen, DateTimeOffset SteadySince);
