using System.Globalization;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>A button that was pressed on the page of a request.</summary>
public static class PostedDeskAction
{
    public const string StepField = "Step";
    public const string VersionField = "Version";
    public const string TextField = "Text";
    public const string ToField = "To";
    public const string OutcomeField = "Outcome";

    /// <summary>Null, and a sentence, when something is missing or is no button of ours.</summary>
    public static (DeskAction? Action, string? Fault) Read(IFormCollection fields, StaffNames people)
    {
        if (!AnsweringWords.Steps.All.Contains(fields[StepField].ToString())
            || !long.TryParse(fields[VersionField], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return (null, "That was no button of this page, so nothing was written.");
        var action = new DeskAction(AnsweringWords.Steps[fields[StepField].ToString()], version)
        {
            Text = TypedText.Lines(fields[TextField].ToString()),
            To = fields[ToField].ToString() is { Length: > 0 } to ? to : null,
            Outcome = Enum.TryParse<AnsweringOutcome>(fields[OutcomeField].ToString(), out var outcome)
                && Enum.IsDefined(outcome) ? outcome : null,
        };
        return action switch
        {
            { Step: AnsweringStep.TextingStopped } => (null, "Only the person can do that, on their private page."),
            { Text.Length: > DeskNote.LongestText } =>
                (null, $"A note has at most {DeskNote.LongestText} characters. Nothing was written; shorten it below."),
            { Step: AnsweringStep.Noted, Text.Length: 0 } => (null, "Write the note first."),
            { Step: AnsweringStep.Reached, Outcome: null } =>
                (null, "Choose what came of it: booked, not now or not a fit."),
            { Step: AnsweringStep.HandedOver } when people.WhoMay(StaffAction.AnswerRequests)
                .All(person => person.Id != action.To) =>
                (null, "Choose whom to hand it to."),
            { Step: not AnsweringStep.HandedOver, To: not null } => (action with { To = null }, null),
            _ => (action, null),
        };
    }
}
