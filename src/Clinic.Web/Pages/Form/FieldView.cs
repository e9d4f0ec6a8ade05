using Clinic.Web.Consultations;

namespace Clinic.Web.Pages;

/// <summary>How one field is drawn, with what was typed and what is wrong with it.</summary>
public sealed record FieldView(FormField Field, string Label, IReadOnlyList<string> Values, string? Error)
{
    public FieldKind Kind => Field.Kind;
    public string Name => Field.Name;
    public string? Hint { get; init; }
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    /// <summary>Choices after which a question more is asked.</summary>
    public IReadOnlyCollection<string> Elsewhere { get; init; } = [];
    public bool IsOptional => Field.Need == FieldNeed.Optional;
    public bool IsRequired => Field.Need == FieldNeed.Required;

    public string Value => Values is [var value, ..] ? value : "";

    /// <summary>Where a link of the error summary leads: the input, or the first of a group.</summary>
    public string Target =>
        Kind is FieldKind.Radios or FieldKind.Checkboxes && Choices.Count > 0 ? $"{Name}-{Choices[0].Value}" : Name;

    public string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (not null, null) => $"{Name}-hint",
        (null, not null) => $"{Name}-error",
        _ => $"{Name}-hint {Name}-error",
    };

    public string Css => string.Join(' ', Classes());

    // The style sheet shows a question when the answer that it follows is chosen.
    IEnumerable<string> Classes()
    {
        yield return "field";
        if (Error is not null) yield return "has-error";
        if (Field.Follows is not Follows.Nothing) yield return Field.Follows switch
        {
            Follows.StateElsewhere => "if-elsewhere",
            Follows.CallOrText => "if-phone",
            Follows.Email => "if-email",
            Follows.TextOrEmail => "if-plain",
            var other => throw new InvalidOperationException($"No style shows a question after {other}."),
        };
    }
}
