using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Reviews;

public enum ReviewStage
{
    Waiting,
    Signed,
    /// <summary>The clinician wants something changed first.</summary>
    SentBack,
    /// <summary>Somebody asked about newer words.</summary>
    Replaced,
    /// <summary>Who asked no longer wants it.</summary>
    TakenBack,
}

/// <summary>Words that somebody asks a clinician to stand by. No request is ever taken away.</summary>
/// <param name="Base">The SHA-256 of what readers saw when it was asked, in small hex digits; null where there was no such file.</param>
/// <param name="Sha256">Of the bytes that it is about.</param>
/// <param name="Answer">What the clinician said, where it was sent back.</param>
public sealed record ReviewRequest(long Number, string Path, string? Base, string Sha256, string AskedBy,
    DateTimeOffset AskedAt, string Note,
    ReviewStage Stage, string? AnsweredBy, DateTimeOffset? AnsweredAt, string? Answer)
{
    public const int LongestNote = 1000;

    public static readonly StoredWords<ReviewStage> Stages = new(
        (ReviewStage.Waiting, "waiting"),
        (ReviewStage.Signed, "signed"),
        (ReviewStage.SentBack, "sent-back"),
        (ReviewStage.Replaced, "replaced"),
        (ReviewStage.TakenBack, "taken-back"));
}
