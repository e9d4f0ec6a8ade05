using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;

namespace Clinic.Web.Pages;

/// <summary>A way that the person allowed.</summary>
/// <param name="Scheme">Of its link: tel, sms or mailto.</param>
/// <param name="Label">Before the number or address.</param>
public sealed record ReachWay(string Scheme, string Label, bool IsFirst);

/// <summary>A link to press.</summary>
public sealed record ReachLink(string Link, string Label, bool IsFirst);

/// <summary>
/// How a person may be reached, and how not; the rule stands in the clear, also where only a browser opens the number.
/// </summary>
public sealed record ReachWays(string Rule, IReadOnlyList<ReachWay> Allowed)
{
    public static ReachWays Of(DeskRequest facts) => facts switch
    {
        { Withdrawn: not null } => new("Do not contact this person.", []),
        { Erased: not null } => new("Their number and address are erased.", []),
        { Way: AnswerChoices.Phone } => new("Call. Do NOT text, do NOT e-mail.", [new("tel", "Call", IsFirst: true)]),
        { Way: AnswerChoices.TextMessage } => new("Text. Do NOT e-mail; call only if texting fails.",
            [new("sms", "Text", IsFirst: true), new("tel", "If texting fails, call", IsFirst: false)]),
        { Way: AnswerChoices.Email } => new("E-mail. Do NOT text; do NOT call unless agreed by e-mail.",
            [new("mailto", "Write to", IsFirst: true)]),
        _ => new("The way is not known: do not contact this person before you know it.", []),
    };

    /// <summary>For a browser that opens the request itself.</summary>
    public string Json => JsonSerializer.Serialize(Allowed, JsonSerializerOptions.Web);

    /// <summary>None where the answers are not open to this server.</summary>
    public IEnumerable<ReachLink> Links(ConsultationRequest? answers)
    {
        var number = PhoneNumber.TryParse(answers?.Text(nameof(ConsultationForm.Phone)), out var phone) ? phone : null;
        var address = answers?.Text(nameof(ConsultationForm.Email));
        foreach (var way in Allowed)
        {
            // Telephones take no extension for a text.
            var (link, shown) = way.Scheme switch
            {
                "mailto" => (address is null ? null : Uri.EscapeDataString(address), address),
                "sms" => (number?.E164, number?.ToString()),
                _ => (number?.Link["tel:".Length..], number?.ToString()),
            };
            if (link is not null) yield return new($"{way.Scheme}:{link}", $"{way.Label} {shown}", way.IsFirst);
        }
    }
}
