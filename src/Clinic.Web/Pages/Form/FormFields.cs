using Clinic.Web.Consultations;

namespace Clinic.Web.Pages;

/// <summary>The fields of the form as the page draws them, in its order.</summary>
public sealed class FormFields(ConsultationForm form, IReadOnlyDictionary<string, string> errors, ConsentWordings wordings)
{
    public IEnumerable<FieldView> In(FormStep step) => form.Table.All.Where(field => field.Step == step && IsAsked(field)).Select(View);

    /// <summary>Every error with the place it belongs to, in the order of the page.</summary>
    public IEnumerable<(string Target, string Sentence)> Summary() =>
        form.Table.All.Where(field => errors.ContainsKey(field.Name)).Select(View).Select(view => (view.Target, view.Error!));

    bool IsAsked(FormField field) => errors.ContainsKey(field.Name) || field.IsAsked(form);

    FieldView View(FormField field) => new(field, Label(field), [.. form.Values(field.Name).Select(field.Shown)], errors.GetValueOrDefault(field.Name));

    string Label(FormField field) => field switch
    {
        { Wording: { } purpose } => wordings.Current(purpose).Text,
        { LabelFor: { } label } => label(form),
        _ => field.Label,
    };
}
