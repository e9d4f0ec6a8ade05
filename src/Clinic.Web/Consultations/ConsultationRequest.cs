using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clinic.Web.Consultations;

/// <summary>A request that was accepted: every field proven, unneeded ones left out. Its words leave this type only sealed or in the clinic's mail.</summary>
public sealed record ConsultationRequest
{
    public required string Reference { get; init; }
    public required DateTimeOffset Received { get; init; }
    public required string FullName { get; init; }
    public required string ContactMethod { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public required bool VoicemailOk { get; init; }
    public IReadOnlyList<string> ContactTimes { get; init; } = [];
    public required string State { get; init; }
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public IReadOnlyList<string> PriorTreatments { get; init; } = [];
    public bool SafetyNote { get; init; }
    public IReadOnlyList<string> AccessNeeds { get; init; } = [];
    public string Message { get; init; } = "";

    /// <param name="form">A form that the validator has passed.</param>
    public static ConsultationRequest Accept(ConsultationForm form, RequestReference reference, DateTimeOffset received) => new()
    {
        Reference = reference.Value,
        Received = received,
        FullName = form.FullName,
        ContactMethod = form.ContactMethod,
        Phone = PhoneNumber.TryParse(form.Phone, out var phone) ? phone!.ToString() : null,
        Email = EmailAddress.TryParse(form.Email, out var email) ? email!.Value : null,
        VoicemailOk = form.VoicemailOk is not ("" or AnswerChoices.VoicemailNo),
        ContactTimes = form.ContactTimes,
        State = form.State,
        Reasons = TalkClearsTheRest(form.Reasons),
        PriorTreatments = TalkClearsTheRest(form.PriorTreatments),
        SafetyNote = form.SafetyNote,
        AccessNeeds = form.AccessNeeds,
        Message = form.Message,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RequestJson.Default.ConsultationRequest);

    public static ConsultationRequest FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, RequestJson.Default.ConsultationRequest) ?? throw new JsonException("The kept request is empty.");

    /// <summary>The answers as the clinic reads them, a label and a value each; the message last.</summary>
    public IEnumerable<(string Label, string Value)> Lines()
    {
        yield return ("Name", FullName);
        yield return ("Contact by", AnswerChoices.ContactMethods.LabelOf(ContactMethod));
        yield return ("Do not use", DoNotUse());
        if (Phone is not null) yield return ("Phone", Phone);
        if (Phone is not null) yield return ("Voicemail", VoicemailOk ? "Yes, a first name and a number only" : "NO, do not leave a voicemail");
        if (Email is not null) yield return ("E-mail", Email);
        yield return ("Good times", Labels(AnswerChoices.ContactTimes, ContactTimes));
        yield return ("State", AnswerChoices.States.LabelOf(State));
        yield return ("18 or older", "Yes");
        yield return ("Reasons", Labels(AnswerChoices.Reasons, Reasons));
        yield return ("Tried before", Labels(AnswerChoices.PriorTreatments, PriorTreatments));
        yield return ("Health or medicine to ask about", SafetyNote ? "Yes, please ask" : "Not ticked");
        yield return ("Access needs", Labels(AnswerChoices.AccessNeeds, AccessNeeds));
        yield return ("Message", Message.Length > 0 ? Message : "None");
    }

    public override string ToString() => $"{Reference} [sealed]";

    string DoNotUse() => ContactMethod switch
    {
        AnswerChoices.Phone => "do NOT text, do NOT e-mail",
        AnswerChoices.TextMessage => "do NOT e-mail; call only if texting fails",
        _ => "do NOT text; do NOT call unless agreed by e-mail",
    };

    static string Labels(IReadOnlyList<Choice> choices, IReadOnlyList<string> values) =>
        values.Count == 0 ? "Not said" : string.Join("; ", values.Select(choices.LabelOf));

    static IReadOnlyList<string> TalkClearsTheRest(IReadOnlyList<string> values) =>
        values.Contains(AnswerChoices.RatherTalk) ? [AnswerChoices.RatherTalk] : values;
}

[JsonSerializable(typeof(ConsultationRequest))]
sealed partial class RequestJson : JsonSerializerContext;
