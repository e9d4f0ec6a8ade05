using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>A data file as somebody opened it.</summary>
/// <param name="Sha256">Of what readers see; null where there is no version yet.</param>
/// <param name="Waits">Whether these are words that wait for a clinician, and not yet what readers see.</param>
/// <param name="Reading">Null where the file cannot be read.</param>
public sealed record OpenedFacts(string File, string? Sha256, byte[]? Published, bool Waits, FormReading? Reading)
{
    /// <summary>The form of one place of the file, and where it is now, although others may have moved it.</summary>
    public FormGroup? Find(FactsSection section, string at, TypedFields? typed)
    {
        if (Reading is null) return null;
        if (at.Length == 0) return Reading.Section(section);
        if (!section.Holds(YamlPath.Parts(at)[0]) && Reading.Text.Root.IsMap && Reading.List(YamlPath.Root) is null)
            return null;
        var there = Reading.Entry(at);
        if (typed is null || typed.Was.Count == 0 || (there is not null && IsSame(there, typed))) return there;
        if (Reading.List(YamlPath.Parent(at)) is not { HasNames: false } list) return there;
        var others = list.Entries.Select(entry => Reading.Entry(entry.Path)).OfType<FormGroup>().ToList();
        return others.Find(other => IsSame(other, typed)) ?? (there is not null && IsKin(there, typed)
            ? there : others.Find(other => IsKin(other, typed)));
    }

    static bool IsSame(FormGroup form, TypedFields typed) =>
        form.AllFields.All(field => typed.Was.GetValueOrDefault(TypedFields.NameOf(field.Path, form.Path),
            "") == field.Value);

    // The same but for one or two values: by its first field, or by most of them.
    static bool IsKin(FormGroup form, TypedFields typed)
    {
        var fields = form.AllFields.ToList();
        var same = fields.Count(field =>
            typed.Was.GetValueOrDefault(TypedFields.NameOf(field.Path, form.Path), "") == field.Value);
        return fields.Count > 1 && (same * 2 > fields.Count || fields[0].Value == typed.Was.GetValueOrDefault(TypedFields.NameOf(fields[0].Path, form.Path)));
    }
}

/// <summary>What came of what somebody posted.</summary>
public abstract record FactsResult
{
    FactsResult()
    {
    }

    public sealed record Published : FactsResult;

    /// <summary>A clinician was asked to sign it.</summary>
    public sealed record Asked : FactsResult;

    public sealed record Unchanged : FactsResult;

    /// <summary>Nothing was changed: the form says why, and has everything that was typed.</summary>
    /// <param name="Door">Which way is open, where that is the question.</param>
    public sealed record Again(FormGroup Form, IReadOnlyList<string> Wrong, Reviews.DoorAnswer? Door = null)
        : FactsResult;

    /// <summary>Nothing was changed, and there is no form to go back to.</summary>
    public sealed record Refused(string Sentence) : FactsResult;
}
