using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clinic.Web.Consultations;

/// <summary>
/// A request that was accepted, as it is kept: every answer proven, unneeded ones left out. Its words leave this type
/// only sealed or in the clinic's mail. An answer to a question that is asked no more stays in it.
/// </summary>
public sealed class ConsultationRequest
{
    readonly JsonObject kept;

    ConsultationRequest(JsonObject kept) => this.kept = kept;

    public string Reference => Text(nameof(Reference)) ?? "";

    public DateTimeOffset Received =>
        kept[nameof(Received)] is JsonValue at && at.TryGetValue<DateTimeOffset>(out var received) ? received : default;

    /// <summary>
    /// The end of the day that the person was promised, by the clinic's clock; null in requests kept before it was.
    /// </summary>
    public DateTime? AnswerBy =>
        kept[nameof(AnswerBy)] is JsonValue by && by.TryGetValue<DateTime>(out var promised) ? promised : null;

    /// <summary>The version of the words that the person agreed to.</summary>
    public string? ConsentVersion => Text(nameof(ConsentVersion));

    public IEnumerable<string> ConsentPurposes =>
        Text(nameof(ConsultationForm.ContactMethod)) == AnswerChoices.Phone
            ? [ConsentPurpose.Contact] : [ConsentPurpose.Contact, ConsentPurpose.PlainChannel];

    /// <summary>Which correction of the request it is, from 1; 0 for the request itself.</summary>
    public int Correction =>
        kept[nameof(Correction)] is JsonValue number && number.TryGetValue<int>(out var correction) ? correction : 0;

    public string Message => Text(nameof(ConsultationForm.Message)) ?? "";

    /// <param name="form">A form that the validator has passed.</param>
    public static ConsultationRequest Accept(
        ConsultationForm form, RequestReference reference, DateTimeOffset received, DateTime? answerBy = null,
            string? consentVersion = null, int correction = 0)
    {
        var answers = new JsonObject { [nameof(Reference)] = reference.Value, [nameof(Received)] = received };
        if (answerBy is { } promised) answers[nameof(AnswerBy)] = promised;
        if (consentVersion is not null) answers[nameof(ConsentVersion)] = consentVersion;
        if (correction > 0) answers[nameof(Correction)] = correction;
        foreach (var field in form.Table.Told) answers[field.Name] = Node(field.Kind, field.Keep(form));
        return new(answers);
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(kept);

    public static ConsultationRequest FromJson(ReadOnlySpan<byte> json) =>
        JsonNode.Parse(json) is JsonObject answers && answers.ContainsKey(nameof(Reference))
            ? new(answers) : throw new JsonException("This is no kept request.");

    public IReadOnlyList<string> Values(string field) => kept[field] switch
    {
        JsonArray many => [.. many.Select(one => one?.ToString() ?? "")],
        JsonValue one => [one.ToString()],
        _ => [],
    };

    /// <summary>Null when it was not answered.</summary>
    public string? Text(string field) => Values(field) is [{ Length: > 0 } only, ..] ? only : null;

    public bool IsTicked(string field) => Text(field) == "true";

    public override string ToString() => $"{Reference} [sealed]";

    static JsonNode? Node(FieldKind kind, IReadOnlyList<string> values) => kind switch
    {
        FieldKind.Checkboxes => new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
        FieldKind.Tick => values.Count > 0,
        _ => values is [var only, ..] ? only : null,
    };
}
