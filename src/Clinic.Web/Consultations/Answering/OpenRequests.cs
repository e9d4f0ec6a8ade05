using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>
/// What the clinic has still to answer. A clinic that works by mail alone marks nothing as answered, so nothing is late
/// and nothing is kept longer there: both begin with the first step that somebody wrote down, and for requests whose
/// day was still to come then.
/// </summary>
static class OpenRequests
{
    /// <summary>
    /// Of a request that is called late or kept longer; takes the moment of <see cref="DeskUsedSince"/> as @since.
    /// </summary>
    const string Counts = "(a.stage = 'trying' OR (COALESCE(a.stage, 'new') = 'new' AND r.promised_at > @since))";

    /// <summary>Their submissions.</summary>
    public const string BeingAnswered =
        $"SELECT r.submission FROM request r LEFT JOIN answering a ON a.submission = r.submission WHERE {Counts}";

    /// <summary>What is past its promised day at @now; neither held as a machine's nor withdrawn or erased.</summary>
    public const string Late =
        $"""
        FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request'
            LEFT JOIN answering a ON a.submission = r.submission
        WHERE r.payload IS NOT NULL AND o.state <> 'Cancelled' AND r.promised_at < @now AND r.promised_at > @since
            AND COALESCE(a.stage, 'new') IN ('new', 'trying')
        """;

    /// <summary>
    /// Null where nobody ever wrote a step down. What persons do on their private pages does not count.
    /// </summary>
    public static Task<DateTimeOffset?> DeskUsedSince(SqlSession session) =>
        session.Value<DateTimeOffset?>("SELECT at FROM answering_entry WHERE who <> 'site' ORDER BY id LIMIT 1");
}
