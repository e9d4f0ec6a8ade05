using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;

namespace Clinic.Web.Pages;

/// <summary>A link to press: only ways that the person allowed.</summary>
public sealed record ReachWay(string Link, string Label, bool IsFirst);

/// <summary>How a person may be reached, and how not.</summary>
public sealed record ReachWays(string Rule, IReadOnlyList<ReachWay> Links)
{
    /// <summary>Without answers, where only a browser opens them, the rule still stands in the clear.</summary>
    public static ReachWays Of(DeskRequest facts, ConsultationRequest? answers)
    {
        var number = PhoneNumber.TryParse(answers?.Text(nameof(ConsultationForm.Phone)), out var phone) ? phone : null;
        var address = answers?.Text(nameof(ConsultationForm.Email));
        if (facts.Withdrawn is not null) return new("Do not contact this person.", []);
        return facts.Way switch
        {
            AnswerChoices.Phone => new("Call. Do NOT text, do NOT e-mail.", [.. Call(number, "Call", isFirst: true)]),
            AnswerChoices.TextMessage => new("Text. Do NOT e-mail; call only if texting fails.",
                [.. Text(number), .. Call(number, "If texting fails, call", isFirst: false)]),
            AnswerChoices.Email => new("E-mail. Do NOT text; do NOT call unless agreed by e-mail.",
                address is null ? [] : [new($"mailto:{Uri.EscapeDataString(address)}", $"Write to {address}", IsFirst: true)]),
            _ => new("The way is not known: do not contact this person before you know it.", []),
        };
    }

    static IEnumerable<ReachWay> Call(PhoneNumber? number, string verb, bool isFirst)
    {
        if (number is not null) yield return new(number.Link, $"{verb} {number}", isFirst);
    }

    static IEnumerable<ReachWay> Text(PhoneNumber? number)
    {
        if (number is not null) yield return new(number.Link.Replace("tel:", "sms:", StringComparison.Ordinal), $"Text {number}", IsFirst: true);
    }
}
