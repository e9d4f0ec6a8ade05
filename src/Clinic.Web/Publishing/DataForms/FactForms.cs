using Clinic.Web.Articles;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>By whom, and by which door.</summary>
/// <param name="AsksReview">For what is medicine.</param>
/// <param name="Words">The note to the clinician, or the owner's reason to publish without one.</param>
public sealed record FactsWriter(StaffPerson Person, bool AsksReview, string Words);

/// <summary>
/// The data files as forms. What others changed meanwhile is kept: a change is made to what is published now, and only
/// where both changed the same value are both shown.
/// </summary>
public sealed class FactForms(CurrentText current, ReviewRequests requests, TextPublishing publishing, TextDoors doors)
{
    const int MostTries = 4;
    const string Gone = "Somebody took this entry away meanwhile, so nothing was changed. What you typed can still be copied from here.";

    public async Task<OpenedFacts> Open(string file, CancellationToken cancel)
    {
        publishing.Prepare();
        var published = await current.Of(file, cancel);
        var waiting = await requests.Last(file, cancel) is { Stage: ReviewStage.Waiting } request
            && request.Base == published.Sha256
            ? await requests.Bytes(request.Number, cancel) : null;
        return new(file, published.Sha256, published.Bytes, waiting is not null,
            (waiting ?? published.Bytes) is { } bytes && DataText.Of(bytes) is { } text
                ? FormReading.Of(file, text) : null);
    }

    /// <summary>Whether changes of this file wait for a clinician.</summary>
    public static bool IsMedicine(OpenedFacts opened) => TextDoors.IsMedical(opened.File, opened.Published);

    public Task<FactsResult> Save(FactsSection section, string at, TypedFields typed, FactsWriter writer,
        CancellationToken cancel) =>
        Change(section, writer, opened =>
        {
            if (opened.Find(section, at, typed) is not { } form) return new FactsResult.Refused(Gone);
            foreach (var field in form.AllFields) typed.Fill(field, form.Path);
            CrisisNumbers.AskTwice(form, typed);
            if (form.AllFields.Any(IsOpen)) return new FactsResult.Again(form, []);
            if (!form.AllFields.Any(field => field.IsChanged)) return new FactsResult.Unchanged();
            return FormWriting.Changed(opened.Reading!, form) is { } text ? new Candidate(text, form, form.Path)
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
        Change(section, writer, opened =>
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
                ? new Candidate(added, form, key is null
                    ? YamlPath.Child(list, part.IsText ? 0 : index) : YamlPath.Child(list, key))
                : new FactsResult.Again(form, ["The file cannot hold this as it stands. Whoever works with its files must look at it."]);
        }, cancel);

    public Task<FactsResult> Remove(FactsSection section, string at, TypedFields typed, FactsWriter writer,
        CancellationToken cancel) =>
        Change(section, writer, opened =>
        {
            if (at.Length == 0 || opened.Find(section, at, typed) is not { } form) return new FactsResult.Refused(Gone);
            var (text, parent) = (opened.Reading!.Text, YamlPath.Parent(form.Path));
            var changed = text.At(form.Path) is not null
                ? text.Remove(form.Path) : WithoutLine(opened.Reading, parent, YamlPath.Last(form.Path));
            return changed is not null ? new Candidate(changed, form, null)
                : new FactsResult.Again(form, ["The file cannot do without this. Whoever works with its files must look at it."]);
        }, cancel);

    /// <param name="seen">The SHA-256 of what the list was made from; a list that others changed meanwhile is looked at first.</param>
    public Task<FactsResult> Move(FactsSection section, string at, bool isUp, string seen, FactsWriter writer,
        CancellationToken cancel) =>
        Change(section, writer, opened =>
        {
            if (FileChange.HashOf(opened.Reading!.Text.Bytes) != seen || opened.Find(section, at, null) is null
                || !int.TryParse(YamlPath.Last(at), out var index))
                return new FactsResult.Refused("The list was changed meanwhile, so nothing was moved. Open it again and look.");
            var first = YamlPath.Child(YamlPath.Parent(at), isUp ? index - 1 : index);
            return opened.Reading.Text.SwapWithNext(first) is { } changed
                ? new Candidate(changed, null, null) : new FactsResult.Unchanged();
        }, cancel);

    /// <summary>Adds entries that are reckoned, in one step.</summary>
    public Task<FactsResult> AddAll(FactsSection section, string list, IReadOnlyList<NewValue.Map> entries,
        FactsWriter writer, CancellationToken cancel) =>
        Change(section, writer, opened =>
        {
            DataText? text = opened.Reading!.Text;
            foreach (var entry in entries)
                text = text?.At(list) is { } part ? text.Add(list, null, entry,
                    FormWriting.PlaceOf(part, FirstValue(entry))) : null;
            return text is null ? new FactsResult.Refused(Gone) : new Candidate(text, null, null);
        }, cancel);

    const string BlankName = "new-entry";

    static bool IsOpen(DataField field) =>
        field.Wrong.Count > 0 || field.Question is not null || field.Theirs is not null;

    static string FirstValue(NewValue entry) =>
        entry is NewValue.Map { Pairs: [(_, NewValue.Text first), ..] } ? first.Value : "";

    static Step AddLine(DataText text, string list, FormGroup form)
    {
        var value = text.At(list)!.Value;
        var line = form.Fields[0].Shown;
        return text.Set(list, value.EndsWith('\n') || value.Length == 0
            ? $"{value}{line}\n" : $"{value}\n{line}") is { } added
            ? new Candidate(added, form, null) : new FactsResult.Again(form,
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

    /// <summary>Either what came of it, or a text to publish.</summary>
    abstract record Step
    {
        public static implicit operator Step(FactsResult result) => new Ended(result);
    }

    sealed record Ended(FactsResult Result) : Step;

    /// <param name="Form">What was typed, for when it is refused.</param>
    /// <param name="At">Where that stands in the new text.</param>
    sealed record Candidate(DataText Text, FormGroup? Form, string? At) : Step;

    async Task<FactsResult> Change(FactsSection section, FactsWriter writer, Func<OpenedFacts, Step> change,
        CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var opened = await Open(section.File, cancel);
            if (opened.Reading is null)
                return new FactsResult.Refused($"The file {section.File} was changed by hand and cannot be read, so nothing was changed here. "
                    + "Look under History, and put its last good version back.");
            var step = change(opened);
            if (step is Ended ended) return ended.Result;
            var candidate = (Candidate)step;
            if (Judge(section.File, opened.Reading, candidate) is { } wrong) return wrong;
            if (await Publish(opened, candidate, writer, cancel) is { } result) return result;
        }
        return new FactsResult.Refused("Others are publishing just now, so nothing was changed. Please try again in a minute.");
    }

    /// <summary>The rules that read the file read it with the change; what was wrong before stops nobody.</summary>
    static FactsResult? Judge(string file, FormReading before, Candidate candidate)
    {
        var after = FormReading.Of(file, candidate.Text);
        var known = before.Problems.Select(problem => (problem.Wrong, problem.Expected)).ToHashSet();
        var found = after.Problems.Where(problem =>
            problem.Severity == ProblemSeverity.Error && !known.Contains((problem.Wrong, problem.Expected))).ToList();
        if (found.Count == 0) return null;
        return Again(candidate, after, found, null);
    }

    static FactsResult Again(Candidate candidate, FormReading? after, IReadOnlyList<ContentProblem> found,
        DoorAnswer? door)
    {
        if (candidate.Form is not { } form)
            return new FactsResult.Refused(string.Join(" ", found.Select(problem => $"{problem.Wrong} Expected: {problem.Expected}")));
        var told = new HashSet<ContentProblem>();
        var judged = candidate.At is { } at && after is not null ? at.Length == 0 ? null : after.Entry(at) : null;
        foreach (var field in form.AllFields)
        {
            var name = TypedFields.NameOf(field.Path, form.Path);
            var problems = judged?.AllFields.FirstOrDefault(other =>
                TypedFields.NameOf(other.Path, judged.Path) == name)?.Asked.Problems
                ?? after?.FieldAt(field.Path)?.Problems ?? [];
            var wrong = found.Where(problems.Contains).ToList();
            field.Wrong = [.. wrong.Select(problem => DataField.Sentence(problem, field.Asked.Key))];
            told.UnionWith(wrong);
        }
        return new FactsResult.Again(form, [.. found.Where(problem => !told.Contains(problem))
            .Select(problem => $"{problem.Wrong} Expected: {problem.Expected}")], door);
    }

    /// <returns>Null where somebody else published meanwhile.</returns>
    async Task<FactsResult?> Publish(OpenedFacts opened, Candidate candidate, FactsWriter writer,
        CancellationToken cancel)
    {
        var bytes = candidate.Text.Bytes;
        var door = doors.For(opened.File, opened.Published, bytes, writer.Person.Roles);
        if (writer.AsksReview && !door.PublishesAtOnce)
        {
            await requests.Ask(opened.File, opened.Sha256, bytes, writer.Person.Id, writer.Words, cancel);
            return new FactsResult.Asked();
        }
        var (answer, result) = await publishing.Publish(writer.Person, new(opened.File, bytes, opened.Sha256),
            writer.Words, cancel);
        return result switch
        {
            PublishResult.Published => new FactsResult.Published(),
            PublishResult.ChangedMeanwhile => null,
            PublishResult.Refused refused => Again(candidate, null, refused.Problems, null),
            PublishResult.CannotWrite cannot =>
                candidate.Form is { } form ? new FactsResult.Again(form, [cannot.Sentence])
                : new FactsResult.Refused(cannot.Sentence),
            _ => candidate.Form is { } form ? new FactsResult.Again(form, [], answer)
                : new FactsResult.Refused(answer.Sentence),
        };
    }
}
