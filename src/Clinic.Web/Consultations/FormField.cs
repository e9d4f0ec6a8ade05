using Clinic.Web.Clinic;

namespace Clinic.Web.Consultations;

public enum FieldKind { Text, TextArea, Select, Radios, Checkboxes, Tick }

/// <summary>
/// The parts of the page, from top to bottom; what is optional stands in the last, which a person opens.
/// </summary>
public enum FormStep { Start, Reach, Consent, More }

/// <summary>After which answer a question appears; before it, the question is neither shown nor judged.</summary>
public enum Follows { Nothing, StateElsewhere, CallOrText, Email, TextOrEmail }

/// <summary>Where the clinic reads an answer.</summary>
public enum ClinicPart { OwnWords, Person, Answers }

public enum FieldNeed
{
    Required,
    /// <summary>Needed after some answers only, as the validator tells.</summary>
    Depends,
    Optional,
}

/// <summary>What the form says of the clinic: which states it serves.</summary>
public sealed record ClinicSays(string StatesServed);

/// <summary>
/// One question of the form: how it is asked, what is kept of the answer, and how the clinic reads it.
/// </summary>
public sealed record FormField(string Name, FieldKind Kind, FormStep Step, FieldNeed Need, string Label)
{
    public string? Hint { get; init; }
    /// <summary>A hint in the clinic's own data.</summary>
    public Func<ClinicSays, string>? HintFor { get; init; }
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    /// <summary>What is said of a value that is none of the choices.</summary>
    public string NotOffered { get; init; } = "Choose from the list";
    public string Type { get; init; } = "text";
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    /// <summary>The purpose of consent whose published words are the label.</summary>
    public string? Wording { get; init; }
    public Func<ConsultationForm, string>? LabelFor { get; init; }
    public Follows Follows { get; init; }
    /// <summary>Whether it is on the page at all; a question with an error always is.</summary>
    public Func<ConsultationForm, bool> IsAsked { get; init; } = _ => true;
    public Func<string, string> Shown { get; init; } = typed => typed;

    /// <summary>What the clinic reads before the answer. Without one, the answer is neither kept nor told.</summary>
    public string? ClinicLabel { get; init; }
    public ClinicPart Part { get; init; } = ClinicPart.Answers;
    /// <summary>A line for the clinic to press, after the answer.</summary>
    public Func<ConsultationRequest, string?>? Link { get; init; }
    /// <summary>What is kept of an accepted answer.</summary>
    public Func<ConsultationForm, IReadOnlyList<string>>? Kept { get; init; }
    /// <summary>The answer in the clinic's words; null leaves its line out.</summary>
    public Func<ConsultationRequest, string?>? Told { get; init; }

    const int LongestText = 500;

    public bool IsList => Kind == FieldKind.Checkboxes;

    public IReadOnlyList<string> Read(IReadOnlyList<string> sent) => Kind switch
    {
        FieldKind.Checkboxes =>
            [.. sent.Select(TypedText.OneLine).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)],
        FieldKind.Tick => sent is ["true" or "on", ..] ? ["true"] : [],
        FieldKind.TextArea => sent is [var only, ..] && TypedText.Lines(only) is { Length: > 0 } lines ? [lines] : [],
        FieldKind.Text or FieldKind.Select or FieldKind.Radios =>
            sent is [var only, ..] && TypedText.OneLine(only) is { Length: > 0 } line ? [line] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(sent), Kind, "A kind of field that nothing reads."),
    };

    /// <summary>What is wrong with an answer by its kind alone, or null.</summary>
    public string? Mistake(IReadOnlyList<string> values)
    {
        if (Choices.Count > 0) return values.All(Choices.Offers) ? null : NotOffered;
        return values.Any(value => TypedText.Length(value) > LongestText)
            ? $"Shorten this answer to {LongestText} characters or fewer" : null;
    }

    public IReadOnlyList<string> Keep(ConsultationForm form) => Kept is null ? form.Values(Name) : Kept(form);

    public string? Tell(ConsultationRequest request) => Told is not null ? Told(request) : request.Values(Name) switch
    {
        [] or [""] => "Not said",
        var values => string.Join("; ", values.Select(value => Choices.Count > 0 ? Choices.LabelOf(value) : value)),
    };
}
