using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>A request as it is when a step is to be written.</summary>
sealed class CurrentRow
{
    /// <summary>Of several consents the last one says how the person wants to be reached.</summary>
    public const string LastContact =
        """
        (SELECT c.channel FROM consent c WHERE c.submission = r.submission AND c.purpose = 'contact' ORDER BY c.id DESC LIMIT 1) AS channel,
        EXISTS (SELECT 1 FROM consent s WHERE s.submission = r.submission AND s.purpose = 'texting-stopped' AND s.id > (
            SELECT MAX(c.id) FROM consent c WHERE c.submission = r.submission AND c.purpose = 'contact')) AS stopped
        """;

    public const string Query =
        $"""
        SELECT r.submission, r.reference, r.withdrawn_at, r.payload IS NULL AS is_erased, o.state, {LastContact},
            COALESCE(a.stage, 'new') AS stage, a.owner, COALESCE(a.version, 0) AS version, a.closed_at, a.dismissed_at
        FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' LEFT JOIN answering a ON a.submission = r.submission
        """;

    public string Submission { get; init; } = "";
    public string Reference { get; init; } = "";
    public DateTimeOffset? WithdrawnAt { get; init; }
    public bool IsErased { get; init; }
    public string State { get; init; } = "";
    public string? Channel { get; init; }
    public bool Stopped { get; init; }
    public string Stage { get; init; } = "";
    public string? Owner { get; init; }
    public long Version { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public DateTimeOffset? DismissedAt { get; init; }

    public AnsweringStage StageNow => AnsweringWords.Stages[Stage];

    public bool IsHeld => StoredWords.States[State] == OutboxState.Cancelled;

    public string? Contact => Stopped ? AnswerChoices.Phone : Channel;

    public ChangeResult Refusal => WithdrawnAt is null ? ChangeResult.Gone : ChangeResult.Withdrawn;
}
