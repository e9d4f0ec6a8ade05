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
/// Changes of the data files, each judged by the rules that read the file. What others changed meanwhile is kept: a change
/// is made to what is published now, and only where both changed the same value are both shown.
/// </summary>
public sealed class FactsPublishing(
    CurrentText current, ReviewRequests requests, TextPublishing publishing, TextDoors doors)
{
    const int MostTries = 4;

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

    /// <param name="change">Made again from what is published then, when somebody else publishes meanwhile.</param>
    public async Task<FactsResult> Change(FactsSection section, FactsWriter writer, Func<OpenedFacts, FactsStep> change,
        CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var opened = await Open(section.File, cancel);
            if (opened.Reading is null)
                return new FactsResult.Refused($"The file {section.File} was changed by hand and cannot be read, so nothing was changed here. "
                    + "Look under History, and put its last good version back.");
            var step = change(opened);
            if (step is FactsStep.Ended ended) return ended.Result;
            var candidate = (FactsStep.Candidate)step;
            if (Judge(section.File, opened.Reading, candidate) is { } wrong) return wrong;
            if (await Publish(opened, candidate, writer, cancel) is { } result) return result;
        }
        return new FactsResult.Refused("Others are publishing just now, so nothing was changed. Please try again in a minute.");
    }

    /// <summary>The rules that read the file read it with the change; what was wrong before stops nobody.</summary>
    static FactsResult? Judge(string file, FormReading before, FactsStep.Candidate candidate)
    {
        var after = FormReading.Of(file, candidate.Text);
        var known = before.Problems.Select(problem => (problem.Wrong, problem.Expected)).ToHashSet();
        var found = after.Problems.Where(problem =>
            problem.Severity == ProblemSeverity.Error && !known.Contains((problem.Wrong, problem.Expected))).ToList();
        if (found.Count == 0) return null;
        return Again(candidate, after, found, null);
    }

    static FactsResult Again(FactsStep.Candidate candidate, FormReading? after, IReadOnlyList<ContentProblem> found,
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
    async Task<FactsResult?> Publish(OpenedFacts opened, FactsStep.Candidate candidate, FactsWriter writer,
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
