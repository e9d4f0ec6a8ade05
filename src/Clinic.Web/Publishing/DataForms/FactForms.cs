using Clinic.Web.Articles;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>The data files as forms: what somebody typed, as a change of the file.</summary>
public sealed class FactForms(FactsPublishing publishing)
{
    const string Gone = "Somebody took this entry away meanwhile, so nothing was changed. What you typed can still be copied from here.";

    public Task<OpenedFacts> Open(string file, CancellationToken cancel) => publishing.Open(file, cancel);

    /// <summary>Whether changes of this file wait for a clinician.</summary>
    public static bool IsMedicine(OpenedFacts opened) => TextDoors.IsMedical(opened.File, opened.Published);

    public Task<FactsResult> Save(FactsSection section, string at, TypedFields typed, FactsWriter writer,
        CancellationToken cancel) =>
        publishing.Change(section, writer, opened =>
        {
            if (opened.Find(section, at, typed) is not { } form) return new FactsResult.Refused(Gone);
            foreach (var field in form.AllFields) typed.Fill(field, form.Path);
            CrisisNumbers.AskTwice(form, typed);
            if (form.AllFields.Any(IsOpen)) return new FactsResult.Again(form, []);
            if (!form.AllFields.Any(field => field.IsChanged)) return new FactsResult.Unchanged();
            return FormWriting.Changed(opened.Reading!, form) is { } text ? new FactsStep.Candidate(text, form, form.Path)
                : new FactsResult.Again(form, ["The file cannot hold this as it stands. Whoever works with its files must look at it."]);
        }, cancel);

    /// <summary>An empty form for one more entry of a list; null where there is no such list.</summary>
    /// <param name="asWords">For a list that has lines of words beside entries with keys: which of the two.</param>
    public static FormGroup? Blank(OpenedFacts opened, FactsSection section, string list, bool asWords)
    {
        if (opened.Reading is not { } reading || reading.List(list) is not { } known) return null;
        if (list.Length > 0 && !section.Holds(YamlPath.Parts(list)[0])) return null;
        if (known.IsOfLines)
            return new(YamlPath.Child(list, BlankName), "", [new(YamlPath.Child(list, BlankName), FormReading.PhraseField(), "", false)], [], []);
        var isText = known.HasNames && known.Entries.Count > 0
            && known.Entries.All(entry => reading.Text.At(entry.Path) is { IsText: true });
        NewValue empty = isText ? new NewValue.Text("") : asWords ? new NewValue.List([]) : new NewValue.Map([]);
        var key = known.HasNames ? BlankName : null;
        if (reading.Text.Add(list, key, empty) is not { } text) return null;
        var path = YamlPath.Child(list, key ?? (text.At(list)!.Items.Count - 1)
            .ToString(System.Globalization.CultureInfo.InvariantCulture));
        var blank = FormReading.Of(opened.File, text).Entry(path);
        return blank is null ? null : WithoutProblems(blank);
    }

    public Task<FactsResult> Add(FactsSection section, string list, bool asWords, TypedFields typed,
        FactsWriter writer, CancellationToken cancel) =>
        publishing.Change(section, writer, opened =>
        {
            if (Blank(opened, section, list, asWords) is not { } form) return new FactsResult.Refused(Gone);
            foreach (var field in form.AllFields) typed.Fill(field, form.Path);
            CrisisNumbers.AskTwice(form, typed);
            if (form.AllFields.Any(IsOpen)) return new FactsResult.Again(form, []);
            if (form.AllFields.All(field => field.Shown.Length == 0))
                return new FactsResult.Again(form, ["Nothing was typed yet."]);
            var (text, known) = (opened.Reading!.Text, opened.Reading.List(list)!);
            if (known.IsOfLines) return AddLine(text, list, form);
            var key = known.HasNames ? ShortNames.Of(typed.Key, form,
                [.. known.Entries.Select(entry => YamlPath.Last(entry.Path))]) : null;
            if (key is { Length: 0 })
                return new FactsResult.Again(form, ["Give it a short name, by which texts call it."]);
            if (typed.Key.Length > 0 && known.Entries.Any(entry => YamlPath.Last(entry.Path) == typed.Key.Trim()))
                return new FactsResult.Again(form, [$"\"{typed.Key.Trim()}\" is there already. Choose another short name, or change that entry."]);
            ShortNames.Fill(form, known, opened.Reading);
            var part = text.At(list)!;
            var entry = FormWriting.EntryOf(form, part.Items.Count > 0 ? part.Items[^1] : null);
            var index = FormWriting.PlaceOf(part, key ?? FirstValue(entry));
            return text.Add(list, key, entry, index) is { } added
                ? new FactsStep.Candidate(added, form, key is null
                    ? YamlPath.Child(list, part.IsText ? 0 : index) : YamlPath.Child(list, key))
                : new FactsResult.Again(form, ["The file cannot hold this as it stands. Whoever works with its files must look at it."]);
        }, cancel);

    public Task<FactsResult> Remove(FactsSection section, string at, TypedFields typed, FactsWriter writer,
        CancellationToken cancel) =>
        publishing.Change(section, writer, opened =>
        {
            if (at.Length == 0 || opened.Find(section, at, typed) is not { } form) return new FactsResult.Refused(Gone);
            var (text, parent) = (opened.Reading!.Text, YamlPath.Parent(form.Path));
            var changed = text.At(form.Path) is not null
                ? text.Remove(form.Path) : WithoutLine(opened.Reading, parent, YamlPath.Last(form.Path));
            return changed is not null ? new FactsStep.Candidate(changed, form, null)
                : new FactsResult.Again(form, ["The file cannot do without this. Whoever works with its files must look at it."]);
        }, cancel);

    /// <param name="seen">The SHA-256 of what the list was made from; a list that others changed meanwhile is looked at first.</param>
    public Task<FactsResult> Move(FactsSection section, string at, bool isUp, string seen, FactsWriter writer,
        CancellationToken cancel) =>
        publishing.Change(section, writer, opened =>
        {
            if (FileChange.HashOf(opened.Reading!.Text.Bytes) != seen || opened.Find(section, at, null) is null
                || !int.TryParse(YamlPath.Last(at), out var index))
                return new FactsResult.Refused("The list was changed meanwhile, so nothing was moved. Open it again and look.");
            var first = YamlPath.Child(YamlPath.Parent(at), isUp ? index - 1 : index);
            return opened.Reading.Text.SwapWithNext(first) is { } changed
                ? new FactsStep.Candidate(changed, null, null) : new FactsResult.Unchanged();
        }, cancel);

    /// <summary>Adds entries that are reckoned, in one step.</summary>
    public Task<FactsResult> AddAll(FactsSection section, string list, IReadOnlyList<NewValue.Map> entries,
        FactsWriter writer, CancellationToken cancel) =>
        publishing.Change(section, writer, opened =>
        {
            DataText? text = opened.Reading!.Text;
            foreach (var entry in entries)
                text = text?.At(list) is { } part ? text.Add(list, null, entry,
                    FormWriting.PlaceOf(part, FirstValue(entry))) : null;
            return text is null ? new FactsResult.Refused(Gone) : new FactsStep.Candidate(text, null, null);
        }, cancel);

    const string BlankName = "new-entry";

    static bool IsOpen(DataField field) =>
        field.Wrong.Count > 0 || field.Question is not null || field.Theirs is not null;

    static string FirstValue(NewValue entry) =>
        entry is NewValue.Map { Pairs: [(_, NewValue.Text first), ..] } ? first.Value : "";

    static FactsStep AddLine(DataText text, string list, FormGroup form)
    {
        var value = text.At(list)!.Value;
        var line = form.Fields[0].Shown;
        return text.Set(list, value.EndsWith('\n') || value.Length == 0
            ? $"{value}{line}\n" : $"{value}\n{line}") is { } added
            ? new FactsStep.Candidate(added, form, null) : new FactsResult.Again(form,
                ["The file cannot hold this line. Write it with plain words."]);
    }

    static DataText? WithoutLine(FormReading reading, string path, string name)
    {
        var lines = reading.LinesOf(path).ToList();
        if (!int.TryParse(name, out var at) || at >= lines.Count) return null;
        lines.RemoveAt(at);
        return reading.Text.Set(path, string.Join('\n', lines));
    }

    static FormGroup WithoutProblems(FormGroup form)
    {
        foreach (var field in form.AllFields) field.Wrong = [];
        return form;
    }
}
