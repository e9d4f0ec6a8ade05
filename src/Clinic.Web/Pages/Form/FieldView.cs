using Clinic.Web.Consultations;

namespace Clinic.Web.Pages;

public enum FieldKind { Text, TextArea, Select, Radios, Checkboxes, Tick }

/// <summary>How one field and its error are drawn.</summary>
public sealed record FieldView(FieldKind Kind, string Name, string Label)
{
    public string Type { get; init; } = "text";
    public string? Hint { get; init; }
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    public string? EnterKeyHint { get; init; }
    public string? Error { get; init; }
    public bool IsOptional { get; init; }
    public bool IsRequired { get; init; }
    public IReadOnlyList<string> Values { get; init; } = [];
    public IReadOnlyList<Choice> Choices { get; init; } = [];

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
