using System.Security.Cryptography;
using System.Text.Json;

namespace Clinic.Web.Consultations;

/// <summary>What a person typed and ticked, tidied but not yet judged. Never printed: <see cref="ToString"/> says nothing.</summary>
public sealed record ConsultationForm
{
    public string FullName { get; init; } = "";
    public string ContactMethod { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Email { get; init; } = "";
    /// <summary>"The address is right as typed": asked only when its domain looks like a slip.</summary>
    public bool EmailIsRight { get; init; }
    public bool ReceiptByEmail { get; init; }
    public string VoicemailOk { get; init; } = "";
    public IReadOnlyList<string> ContactTimes { get; init; } = [];
    public string State { get; init; } = "";
    /// <summary>"Contact me all the same": asked only when the state is not served.</summary>
    public bool ContinueOutside { get; init; }
    public bool IsAdult { get; init; }
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public IReadOnlyList<string> PriorTreatments { get; init; } = [];
    public bool SafetyNote { get; init; }
    public IReadOnlyList<string> AccessNeeds { get; init; } = [];
    public string Message { get; init; } = "";
    public bool ConsentContact { get; init; }
    public bool ConsentPlainChannel { get; init; }

    /// <summary>The fields that may be sent more than once.</summary>
    public static readonly IReadOnlySet<string> Lists = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(ContactTimes), nameof(Reasons), nameof(PriorTreatments), nameof(AccessNeeds),
    };

    /// <summary>Every field, in the order of the page.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        nameof(FullName), nameof(ContactMethod), nameof(Phone), nameof(Email), nameof(EmailIsRight), nameof(ReceiptByEmail), nameof(VoicemailOk), nameof(ContactTimes), nameof(State), nameof(ContinueOutside), nameof(IsAdult),
        nameof(Reasons), nameof(PriorTreatments), nameof(SafetyNote), nameof(AccessNeeds), nameof(Message), nameof(ConsentContact), nameof(ConsentPlainChannel),
    ];

    public bool NeedsPhone => ContactMethod is AnswerChoices.Phone or AnswerChoices.TextMessage;

    public bool NeedsPlainChannel => ContactMethod is AnswerChoices.TextMessage or AnswerChoices.Email;

    /// <param name="sent">All values sent under a field's name.</param>
    public static ConsultationForm From(Func<string, IReadOnlyList<string>> sent)
    {
        string One(string field) => TypedText.OneLine(sent(field) is [var only, ..] ? only : "");
        bool Ticked(string field) => One(field) is "true" or "on";
        IReadOnlyList<string> Many(string field) => [.. sent(field).Select(TypedText.OneLine).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];

        return new()
        {
            FullName = One(nameof(FullName)),
            ContactMethod = One(nameof(ContactMethod)),
            Phone = One(nameof(Phone)),
            Email = One(nameof(Email)),
            EmailIsRight = Ticked(nameof(EmailIsRight)),
            ReceiptByEmail = Ticked(nameof(ReceiptByEmail)),
            VoicemailOk = One(nameof(VoicemailOk)),
            ContactTimes = Many(nameof(ContactTimes)),
            State = One(nameof(State)),
            ContinueOutside = Ticked(nameof(ContinueOutside)),
            IsAdult = Ticked(nameof(IsAdult)),
            Reasons = Many(nameof(Reasons)),
            PriorTreatments = Many(nameof(PriorTreatments)),
            SafetyNote = Ticked(nameof(SafetyNote)),
            AccessNeeds = Many(nameof(AccessNeeds)),
            Message = TypedText.Lines(sent(nameof(Message)) is [var message, ..] ? message : ""),
            ConsentContact = Ticked(nameof(ConsentContact)),
            ConsentPlainChannel = Ticked(nameof(ConsentPlainChannel)),
        };
    }

    /// <summary>Equal for equal answers, and nothing that could be read back.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    public override string ToString() => "[sealed]";
}
