namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// The numbers that people in danger call stand on every page, and one wrong digit may cost a life: a changed one is
/// looked at twice.
/// </summary>
static class CrisisNumbers
{
    static readonly string[] Numbers = ["call", "text"];

    /// <summary>
    /// Asks about the numbers that were changed, the old and the new side by side, unless that was answered.
    /// </summary>
    public static void AskTwice(FormGroup form, TypedFields typed)
    {
        var changed = form.AllFields.Where(field => field.IsChanged && IsNumber(field)).ToList();
        if (changed.Count == 0 || changed.Exists(field => field.Wrong.Count > 0 || field.Question is not null
            || field.Theirs is not null)) return;
        var first = changed[0];
        if (typed.Answers.TryGetValue(TypedFields.NameOf(first.Path, form.Path), out var answer)
            && answer == first.Typed) return;
        var numbers = string.Join("; ", changed.Select(field => $"{field.Label}: {Shown(field.Value)} becomes {Shown(field.Typed!)}"));
        first.Question = new(first.Typed!, Shown(first.Typed!))
        {
            Sentence = $"Every page shows this to people in danger. {numbers}. Dial the new number once, then say: is it right?",
        };
    }

    static bool IsNumber(DataField field) =>
        field.Path.StartsWith("crisis/", StringComparison.Ordinal) && Numbers.Contains(field.Asked.Key);

    static string Shown(string number) => number.Length == 0 ? "no number" : number;
}
