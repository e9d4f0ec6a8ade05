namespace Clinic.Web.Consultations;

/// <summary>What became of a form whose answers are all in order.</summary>
public enum Intake
{
    Kept,
    /// <summary>These answers were kept before, and nothing was written.</summary>
    SameAgain,
    /// <summary>They took the place of earlier ones that nobody had tried to mail.</summary>
    Replaced,
    /// <summary>The earlier ones may be with the clinic already, and these follow as a correction.</summary>
    Corrected,
    /// <summary>Other answers were sent on this visit, and the person has not said what these are.</summary>
    AskReplaceOrNew,
    CorrectedTooOften,
    /// <summary>The request of this visit was withdrawn.</summary>
    Withdrawn,
    /// <summary>The words of this visit's request are erased.</summary>
    Erased,
    /// <summary>Not kept: many came from the sender's own network.</summary>
    NetworkIsBusy,
    /// <summary>Not kept: many came from everywhere.</summary>
    SiteIsBusy,
    NotKept,
}

public sealed record IntakeOutcome(Intake What, TakenRequest? Request = null);

/// <summary>The request that an outcome is about: the one kept, or the one kept before.</summary>
public sealed record TakenRequest(SubmissionId Id, RequestReference Reference, DateTimeOffset Received);

/// <summary>What a person says of other answers on a visit that sent some before.</summary>
public enum SecondSending { NotSaid, Replaces, IsAnother }

/// <param name="Visit">Which opening of the form it was.</param>
public sealed record Sending(ConsultationForm Form, SubmissionId Visit)
{
    /// <summary>The request that this browser sent last, perhaps from another opening of the form.</summary>
    public SubmissionId? LastSent { get; init; }

    public SecondSending Means { get; init; }
}

