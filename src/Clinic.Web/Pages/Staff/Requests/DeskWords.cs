using System.Globalization;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;

namespace Clinic.Web.Pages;

/// <summary>How the desk's pages say what a request is and what was done about it.</summary>
public static class DeskWords
{
    public static string Way(string? way) => way switch
    {
        AnswerChoices.Phone => "Call",
        AnswerChoices.TextMessage => "Text",
        AnswerChoices.Email => "E-mail",
        _ => "",
    };

    public static string Stage(AnsweringStage stage) => stage switch
    {
        AnsweringStage.New => "New",
        AnsweringStage.Trying => "Trying",
        AnsweringStage.Answered => "Answered",
        AnsweringStage.CouldNotReach => "Could not reach",
    };

    /// <summary>Who has a request, or did something about it.</summary>
    public static string Who(StaffNames people, string? id) => id switch
    {
        null => "",
        AuditEntry.Site => "the person",
        _ => people.Of(id) ?? "somebody unknown",
    };

    public static string Step(AnsweringEntry entry, StaffNames people)
    {
        var words = StepWords.Of(entry.Step, Who(people, entry.To));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Outcome(AnsweringOutcome outcome) => outcome switch
    {
        AnsweringOutcome.Booked => "booked",
        AnsweringOutcome.NotNow => "not now",
        AnsweringOutcome.NotAFit => "not a fit",
    };

    /// <param name="language">Null when a message is too short to tell.</param>
    public static string Language(string? language) =>
        language is null ? "too short to tell" : $"{language}, as it seems";

    /// <summary>"Wed, Nov 25".</summary>
    public static string ShortDay(DateTime day) => day.ToString("ddd, MMM d", CultureInfo.InvariantCulture);
}
