using Clinic.Web.Articles;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Site;

namespace Clinic.Web.Pages;

/// <summary>The fields of the form as the page draws them, in its order.</summary>
public sealed class FormFields(ConsultationForm form, IReadOnlyDictionary<string, string> errors,
    ConsentWordings wordings, ClinicProfile clinic)
{
    static readonly TimeOnly Noon = new(12, 0), Evening = new(17, 0);

    public IEnumerable<FieldView> In(FormStep step) =>
        form.Table.All.Where(field => field.Step == step && IsOnThePage(field)).Select(View);

    /// <summary>What is optional lies open when it holds an answer or a mistake.</summary>
    public bool HasMore() => form.Table.All.Any(field =>
        field.Step == FormStep.More && (errors.ContainsKey(field.Name) || form.Values(field.Name).Count > 0));

    /// <summary>Every error with the place it belongs to, in the order of the page.</summary>
    public IEnumerable<(string Target, string Sentence)> Summary() =>
        form.Table.All.Where(field => errors.ContainsKey(field.Name)).Select(View)
            .Select(view => (view.Target, view.Error!));

    bool IsOnThePage(FormField field) => errors.ContainsKey(field.Name) || field.IsAsked(form);

    FieldView View(FormField field) =>
        new(field, Label(field), [.. form.Values(field.Name).Select(field.Shown)], errors.GetValueOrDefault(field.Name))
        {
            Hint = field.HintFor?.Invoke(new(clinic.StatesServed)) ?? field.Hint,
            Choices = field.Name == nameof(form.ContactTimes)
            ? [.. field.Choices.Where(time => IsAnswered(time) || form.ContactTimes.Contains(time.Value))]
            : field.Choices,
            Elsewhere = field.Name == nameof(form.State)
            ? [.. field.Choices.Select(choice => choice.Value).Except(clinic.States)] : [],
        };

    // A time is offered when somebody at the clinic answers in it.
    bool IsAnswered(Choice time) => time.Value switch
    {
        "Morning" => new OpeningHours(clinic).IsOpenBetween(TimeOnly.MinValue, Noon),
        "Afternoon" => new OpeningHours(clinic).IsOpenBetween(Noon, Evening),
        "Evening" => new OpeningHours(clinic).IsOpenBetween(Evening, TimeOnly.MaxValue),
        _ => true,
    };

    string Label(FormField field) => field switch
    {
        { Wording: { } purpose } => wordings.Current(purpose).Text,
        { LabelFor: { } label } => label(form),
        _ => field.Label,
    };
}
