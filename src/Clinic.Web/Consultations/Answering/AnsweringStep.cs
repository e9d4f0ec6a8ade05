using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>How far the clinic is with a request.</summary>
public enum AnsweringStage
{
    /// <summary>Nobody has tried to reach the person.</summary>
    New,
    Trying,
    /// <summary>Somebody spoke with the person, or found that the number is not theirs.</summary>
    Answered,
    CouldNotReach,
}

/// <summary>One thing that was done about a request.</summary>
public enum AnsweringStep
{
    /// <summary>Called, and nobody answered.</summary>
    Called,
    LeftWord,
    Texted,
    Wrote,
    Reached,
    /// <summary>The number or address belongs to somebody else.</summary>
    WrongNumber,
    CouldNotReach,
    Reopened,
    Taken,
    HandedOver,
    Noted,
    /// <summary>By the person, on their private page.</summary>
    TextingStopped,
    /// <summary>Looked like a machine's; somebody says that it is a person's.</summary>
    FoundReal,
    FoundUnreal,
}

/// <summary>
/// What came of reaching somebody. It is sealed like a note: that ketamine does not fit somebody is about their health.
/// </summary>
public enum AnsweringOutcome { Booked, NotNow, NotAFit }

/// <summary>Which step may follow in which stage.</summary>
public static class AnsweringRules
{
    public static bool IsAttempt(this AnsweringStep step) =>
        step is AnsweringStep.Called or AnsweringStep.LeftWord or AnsweringStep.Texted or AnsweringStep.Wrote;

    public static bool IsOpen(this AnsweringStage stage) => stage is AnsweringStage.New or AnsweringStage.Trying;

    /// <summary>Whoever calls or decides has the request from then on, if nobody else has.</summary>
    public static bool MakesOwner(this AnsweringStep step) =>
        step.IsAttempt() || step is AnsweringStep.Reached or AnsweringStep.WrongNumber or AnsweringStep.Taken;

    /// <summary>The stage after the step; null when it may not be taken.</summary>
    public static AnsweringStage? After(AnsweringStage stage, AnsweringStep step) => step switch
    {
        AnsweringStep.Called or AnsweringStep.LeftWord or AnsweringStep.Texted or AnsweringStep.Wrote =>
            stage == AnsweringStage.Answered ? null : AnsweringStage.Trying,
        AnsweringStep.Reached or AnsweringStep.WrongNumber =>
            stage == AnsweringStage.Answered ? null : AnsweringStage.Answered,
        AnsweringStep.CouldNotReach => stage == AnsweringStage.Trying ? AnsweringStage.CouldNotReach : null,
        AnsweringStep.Reopened => stage.IsOpen() ? null : AnsweringStage.Trying,
        AnsweringStep.Taken or AnsweringStep.HandedOver or AnsweringStep.Noted or AnsweringStep.TextingStopped or AnsweringStep.FoundReal
            or AnsweringStep.FoundUnreal => stage,
    };

    /// <summary>What looks like a machine's is first found to be somebody's or nobody's.</summary>
    public static bool IsForHeld(this AnsweringStep step) =>
        step is AnsweringStep.FoundReal or AnsweringStep.FoundUnreal;
}

/// <summary>
/// The words by which the database knows these members; a word stays as it is when its member is renamed.
/// </summary>
public static class AnsweringWords
{
    public static readonly StoredWords<AnsweringStage> Stages = new(
        (AnsweringStage.New, "new"),
        (AnsweringStage.Trying, "trying"),
        (AnsweringStage.Answered, "answered"),
        (AnsweringStage.CouldNotReach, "could-not-reach"));

    public static readonly StoredWords<AnsweringStep> Steps = new(
        (AnsweringStep.Called, "called"),
        (AnsweringStep.LeftWord, "left-word"),
        (AnsweringStep.Texted, "texted"),
        (AnsweringStep.Wrote, "wrote"),
        (AnsweringStep.Reached, "reached"),
        (AnsweringStep.WrongNumber, "wrong-number"),
        (AnsweringStep.CouldNotReach, "could-not-reach"),
        (AnsweringStep.Reopened, "reopened"),
        (AnsweringStep.Taken, "taken"),
        (AnsweringStep.HandedOver, "handed-over"),
        (AnsweringStep.Noted, "noted"),
        (AnsweringStep.TextingStopped, "texting-stopped"),
        (AnsweringStep.FoundReal, "found-real"),
        (AnsweringStep.FoundUnreal, "found-unreal"));
}
