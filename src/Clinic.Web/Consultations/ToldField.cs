using System.Text.Json.Nodes;

namespace Clinic.Web.Consultations;

/// <summary>
/// One question as a browser needs it to tell a request that only it can open. It follows from <see
/// cref="FieldTable"/>, so that no label and no choice is written a second time.
/// </summary>
/// <param name="Unanswered">What the clinic reads without an answer; null leaves the line out.</param>
/// <param name="Answers">The clinic's words for what can be chosen. What is typed stands as it is.</param>
/// <param name="Needs">Another question without whose answer the line is left out.</param>
public sealed record ToldField(
    string Name, string Label, string Part, string? Unanswered, IReadOnlyDictionary<string, string> Answers,
    string? Needs)
{
    const string Typed = "-";

    public static IReadOnlyList<ToldField> All(FieldTable table) => [.. table.Told.Select(field => Of(table, field))];

    static ToldField Of(FieldTable table, FormField field)
    {
        var typed = table.Told.Where(other => other.Kind is FieldKind.Text && other != field)
            .Select(other => other.Name).ToList();
        var values = field.Kind == FieldKind.Tick ? ["true"] : field.Choices.Select(choice => choice.Value);
        var example = values.FirstOrDefault() ?? Typed;
        return new(field.Name, field.ClinicLabel!, field.Part.ToString().ToLowerInvariant(), Tell(null, typed),
            values.ToDictionary(value => value, value => Tell(value, typed) ?? value, StringComparer.Ordinal),
            Tell(example, typed) is null
                ? null : typed.Find(one => Tell(example, typed.Where(other => other != one)) is null));

        string? Tell(string? value, IEnumerable<string> others)
        {
            var kept = new JsonObject { [nameof(ConsultationRequest.Reference)] = Typed };
            foreach (var other in others) kept[other] = Typed;
            if (value is not null) kept[field.Name] = field.IsList ? new JsonArray(value) : value;
            return field.Tell(ConsultationRequest.FromJson(System.Text.Encoding.UTF8.GetBytes(kept.ToJsonString())));
        }
    }
}
