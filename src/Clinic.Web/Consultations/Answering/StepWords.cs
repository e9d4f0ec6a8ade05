namespace Clinic.Web.Consultations.Answering;

/// <summary>What was done about a request, as its page, the log and the trail say it.</summary>
public static class StepWords
{
    /// <param name="to">The name of whom it was handed to, where names are told.</param>
    public static string Of(AnsweringStep step, string? to = null) => step switch
    {
        AnsweringStep.Called => "called, no answer",
        AnsweringStep.LeftWord => "left word",
        AnsweringStep.Texted => "texted",
        AnsweringStep.Wrote => "wrote",
        AnsweringStep.Reached => "reached",
        AnsweringStep.WrongNumber => "wrong number",
        AnsweringStep.CouldNotReach => "closed: could not reach",
        AnsweringStep.Reopened => "opened again",
        AnsweringStep.Taken => "took it",
        AnsweringStep.HandedOver => $"handed over to {to ?? "a colleague"}",
        AnsweringStep.Noted => "note",
        AnsweringStep.TextingStopped => "asked to stop texting and to call instead",
        AnsweringStep.FoundReal => "said that it is real",
        AnsweringStep.FoundUnreal => "said that it is not real",
    };

    /// <summary>Why a step was not written.</summary>
    public static string Why(ChangeResult refusal) => refusal switch
    {
        ChangeResult.ChangedMeanwhile => "it changed after it was opened",
        ChangeResult.NotPossible => "its present state does not allow it",
        ChangeResult.Withdrawn => "the person has withdrawn it",
        ChangeResult.Gone => "what the person told is erased, or no request has this reference",
        ChangeResult.Done => throw new ArgumentOutOfRangeException(nameof(refusal), "This step was written."),
    };
}
