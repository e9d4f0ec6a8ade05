using Clinic.Web.Clinic;

namespace Clinic.Web.Consultations;

/// <summary>One thing that can be chosen: the value that the form sends and the words that people read.</summary>
public sealed record Choice(string Value, string Label);

/// <summary>Everything the form offers to choose from.</summary>
public static class AnswerChoices
{
    public const string RatherTalk = "RatherTalk";
    public const string Phone = "Phone";
    public const string TextMessage = "Text";
    public const string Email = "Email";
    public const string VoicemailNo = "No";
    public const string VoicemailYes = "NameAndNumber";
    public const string OutsideUs = "XX";

    static readonly Choice Talk = new(RatherTalk, "I would rather talk about this");

    public static readonly IReadOnlyList<Choice> ContactMethods =
        [new(Phone, "Phone call"), new(TextMessage, "Text message"), new(Email, "E-mail")];

    public static readonly IReadOnlyList<Choice> ContactTimes =
        [new("Morning", "Morning"), new("Afternoon", "Afternoon"), new("Evening", "Evening"), new("Any", "Any time")];

    public static readonly IReadOnlyList<Choice> Voicemail =
        [new(VoicemailNo, "No"), new(VoicemailYes, "Yes, a first name and a number only")];

    public static readonly IReadOnlyList<Choice> Reasons =
    [
        Talk, new("LowMood", "Low mood or depression"),
            new("ResistantDepression", "Depression that did not get better with medicine"),
        new("BipolarDepression", "Bipolar depression"), new("Anxiety", "Anxiety"), new("Trauma", "PTSD or trauma"),
        new("LongTermPain", "Long-term pain"), new("Crps", "CRPS (complex regional pain syndrome)"),
            new("SomethingElse", "Something else"),
    ];

    public static readonly IReadOnlyList<Choice> PriorTreatments =
    [
        Talk, new("None", "None so far"), new("OneMedicine", "One medicine"),
            new("TwoOrMoreMedicines", "Two or more medicines"),
        new("TalkTherapy", "Talk therapy"), new("Tms", "TMS"), new("Ect", "ECT"),
            new("Ketamine", "Ketamine or esketamine"), new("PainTreatment", "Pain treatment"),
    ];

    public static readonly IReadOnlyList<Choice> AccessNeeds =
    [
        new("InterpreterSpanish", "An interpreter for Spanish"),
            new("InterpreterOther", "An interpreter for another language"),
        new("RelayOrAsl", "Relay service or American Sign Language"), new("LargePrint", "Large print"),
            new("StepFree", "Step-free access"), new("Other", "Other help"),
    ];

    /// <summary>USPS codes of the states, DC and the territories, and one for everywhere else.</summary>
    public static readonly IReadOnlyList<Choice> States =
        [.. UsStates.All.Select(state => new Choice(state.Code, state.Name)),
            new(OutsideUs, "Outside the United States")];

    public static IReadOnlyList<string> TalkClearsTheRest(IReadOnlyList<string> values) =>
        values.Contains(RatherTalk) ? [RatherTalk] : values;

    public static string LabelOf(this IReadOnlyList<Choice> choices, string value) =>
        choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? value;

    public static bool Offers(this IReadOnlyList<Choice> choices, string value) =>
        choices.Any(choice => choice.Value == value);
}
