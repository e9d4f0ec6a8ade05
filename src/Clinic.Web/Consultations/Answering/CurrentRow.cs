using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>
/// A request and how far the clinic is with it: as the list and its page show it, and when a step is to be written.
/// </summary>
sealed class CurrentRow
{
    // Of several consents the last one says how the person wants to be reached.
    const string LastContact =
        """
        (SELECT c.channel FROM consent c WHERE c.submission = r.submission AND c.purpose = 'contact' ORDER BY c.id DESC LIMIT 1) AS channel,
        EXISTS (SELECT 1 FROM consent s WHERE s.submission = r.submission AND s.purpose = 'texting-stopped' AND s.id > (
            SELECT MAX(c.id) FROM consent c WHERE c.submission = r.submission AND c.purpose = 'contact')) AS stopped
        """;

    /// <summary>Of a request r, the mail of it o, and what was answered a.</summary>
    public const string Columns =
        $"""
        SELECT r.submission, r.reference, r.received_at, r.promised_at, r.withdrawn_at, r.erased_at, r.corrected_at, r.suspicion,
            r.payload IS NULL AS is_erased, o.state, o.attempt, o.delivered_at, {LastContact},
            COALESCE(a.stage, 'new') AS stage, a.owner, COALESCE(a.version, 0) AS version, a.changed_at, a.closed_at, a.dismissed_at
        """;

    public const string Query =
        $"""
        {Columns}
        FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' LEFT JOIN answering a ON a.submission = r.submission
        """;

    public string Submission { get; init; } = "";
    public string Reference { get; init; } = "";
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? PromisedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public DateTimeOffset? ErasedAt { get; init; }
    public DateTimeOffset? CorrectedAt { get; init; }
    public string? Suspicion { get; init; }
    public bool IsErased { get; init; }
    public string State { get; init; } = "";
    public int Attempt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public string? Channel { get; init; }
    public bool Stopped { get; init; }
    public string Stage { get; init; } = "";
    public string? Owner { get; init; }
    public long Version { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? DismissedAt { get; init; }

    public AnsweringStage StageNow => AnsweringWords.Stages[Stage];

    public bool IsHeld => Mail == OutboxState.Cancelled;

    public string? Contact => Stopped ? AnswerChoices.Phone : Channel;

    public ChangeResult Refusal => WithdrawnAt is null ? ChangeResult.Gone : ChangeResult.Withdrawn;

    OutboxState Mail => StoredWords.States[State];

    /// <param name="used">Since when the desk is used at all; before that nothing was late.</param>
    public DeskRow OnList(DateTimeOffset now, DateTimeOffset? used) =>
        new(Reference, ReceivedAt, PromisedAt ?? ReceivedAt, StageNow)
        {
            Owner = Owner,
            Way = Contact,
            HasStoppedTexting = Stopped,
            IsLate = IsLate(now, used),
            Corrected = CorrectedAt,
        };

    /// <inheritdoc cref="OnList"/>
    public DeskRequest Request(RequestReference reference, DateTimeOffset now, DateTimeOffset? used) =>
        new(reference, ReceivedAt, StageNow, Version)
        {
            Promised = PromisedAt ?? ReceivedAt,
            Withdrawn = WithdrawnAt,
            Erased = ErasedAt,
            Corrected = CorrectedAt,
            HasStoppedTexting = Stopped,
            Owner = Owner,
            Way = Contact,
            HeldFor = IsHeld && WithdrawnAt is null && ErasedAt is null ? Suspicion : null,
            WasFoundUnreal = DismissedAt is not null,
            IsLate = IsLate(now, used),
            Mail = new(Mail, Attempt, DeliveredAt),
        };

    bool IsLate(DateTimeOffset now, DateTimeOffset? used) =>
        StageNow.IsOpen() && !IsHeld && ErasedAt is null && PromisedAt < now && PromisedAt > used;
}
