using Clinic.Web.Consultations;

namespace Clinic.Web.Pages;

/// <summary>How one field is drawn, with what was typed and what is wrong with it.</summary>
public sealed record FieldView(FormField Field, string Label, IReadOnlyList<string> Values, string? Error)
{
    public FieldKind Kind => Field.Kind;
    public string Name => Field.Name;
    public string? Hint => Field.Hint;
    public IReadOnlyList<Choice> Choices => Field.Choices;
    public bool IsOptional => Field.Need == FieldNeed.Optional;
    public bool IsRequired => Field.Need == FieldNeed.Required;

    public string Value => Values is [var value, ..] ? value : "";

    /// <summary>Where a link of the error summary leads: the input, or the first of a group.</summary>
    public string Target => Kind is FieldKind.Radios or FieldKind.Checkboxes && Choices.Count > 0 ? $"{Name}-{Choices[0].Value}" : Name;

    public string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (not null, null) => $"{Name}-hint",
        (null, not null) => $"{Name}-error",
        _ => $"{Name}-hint {Name}-error",
    };

    public string Css => Error is null ? "field" : "field has-error";
}
