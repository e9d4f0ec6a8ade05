using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Clinic.Web.Consultations;

/// <summary>
/// What a person typed and ticked, tidied but not yet judged. Never printed: <see cref="ToString"/> says nothing.
/// </summary>
public sealed class ConsultationForm(FieldTable table)
{
    ImmutableDictionary<string, IReadOnlyList<string>> answers = ImmutableDictionary.Create<string,
        IReadOnlyList<string>>(StringComparer.Ordinal);

    public ConsultationForm() : this(FieldTable.Ours)
    {
    }

    /// <summary>The questions that were asked.</summary>
    public FieldTable Table => table;

    public string FullName { get => One(); init => SetOne(value); }
    public string ContactMethod { get => One(); init => SetOne(value); }
    public string Phone { get => One(); init => SetOne(value); }
    public string Email { get => One(); init => SetOne(value); }
    /// <summary>"The address is right as typed": asked only when its domain looks like a slip.</summary>
    public bool EmailIsRight => Ticked();
    public bool ReceiptByEmail { get => Ticked(); init => SetTick(value); }
    public string VoicemailOk { get => One(); init => SetOne(value); }
    public IReadOnlyList<string> ContactTimes { get => Many(); init => Set(value); }
    public string State { get => One(); init => SetOne(value); }
    /// <summary>"Contact me all the same": asked only when the state is not served.</summary>
    public bool ContinueOutside => Ticked();
    public bool IsAdult { get => Ticked(); init => SetTick(value); }
    public IReadOnlyList<string> Reasons { get => Many(); init => Set(value); }
    public IReadOnlyList<string> PriorTreatments { get => Many(); init => Set(value); }
    public bool SafetyNote => Ticked();
    public IReadOnlyList<string> AccessNeeds { get => Many(); init => Set(value); }
    public string Message { get => One(); init => SetOne(value); }
    public bool ConsentContact { get => Ticked(); init => SetTick(value); }
    public bool ConsentPlainChannel { get => Ticked(); init => SetTick(value); }

    public bool NeedsPhone => ContactMethod is AnswerChoices.Phone or AnswerChoices.TextMessage;

    public bool NeedsEmail => ContactMethod == AnswerChoices.Email;

    /// <summary>
    /// Only to an address that we are asked to write to: else anyone could have us write to a stranger.
    /// </summary>
    public bool WantsReceipt => ReceiptByEmail && NeedsEmail;

    public bool NeedsPlainChannel => ContactMethod is AnswerChoices.TextMessage or AnswerChoices.Email;

    /// <param name="sent">All values sent under a field's name.</param>
    public static ConsultationForm From(FieldTable table, Func<string, IReadOnlyList<string>> sent) => new(table)
    {
        answers = table.All.ToImmutableDictionary(field =>
            field.Name, field => field.Read(sent(field.Name)), StringComparer.Ordinal),
    };

    public IReadOnlyList<string> Values(string field) => answers.GetValueOrDefault(field, []);

    /// <summary>
    /// Equal for answers that say the same to the clinic, however they are written. Without the secret of the visit
    /// nobody can try whether answers they guess are these.
    /// </summary>
    public string Fingerprint(SubmissionId visit)
    {
        IEnumerable<string> receipt = [nameof(ReceiptByEmail), .. Values(nameof(ReceiptByEmail))];
        var said = table.Told.Select(field => (IEnumerable<string>)[field.Name, .. field.Keep(this)]).Append(receipt);
        return Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(visit.Secret),
            JsonSerializer.SerializeToUtf8Bytes(said)));
    }

    public override string ToString() => "[sealed]";

    string One([CallerMemberName] string field = "") => Values(field) is [var only, ..] ? only : "";

    bool Ticked([CallerMemberName] string field = "") => Values(field).Count > 0;

    IReadOnlyList<string> Many([CallerMemberName] string field = "") => Values(field);

    void SetOne(string value, [CallerMemberName] string field = "") => Set(value.Length > 0 ? [value] : [], field);

    void SetTick(bool value, [CallerMemberName] string field = "") => Set(value ? ["true"] : [], field);

    void Set(IReadOnlyList<string> values, [CallerMemberName] string field = "") =>
        answers = answers.SetItem(field, values);
}
