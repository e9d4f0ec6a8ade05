using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>Where a text stands, in the order of the list.</summary>
public enum TextState
{
    Overdue,
    InReview,
    Draft,
    Scheduled,
    Live,
    Expired,
}

/// <param name="Reviewer">The name of the clinician who signed it last.</param>
/// <param name="Drafts">Unpublished words, newest first.</param>
public sealed record TextRow(string Path, string Title, TextState State, string? Reviewer, DateOnly? NextReview,
    int Blocks, int Advises,
    IReadOnlyList<ContentDraft> Drafts)
{
    public string Address => $"/staff/texts/{Path[..^".md".Length]}";
}

/// <summary>All texts of the site for the people who write them, also those that were only begun.</summary>
public sealed class TextList(ArticleLibrary library, ContentSettings settings, DraftStore drafts, TimeProvider clock)
{
    readonly Lock gate = new();
    (ContentSnapshot? Snapshot, DateOnly Day, ILookup<string, ContentProblem> Problems) known;

    /// <param name="inReview">The paths of texts that wait for a clinician.</param>
    public async Task<IReadOnlyList<TextRow>> Read(IReadOnlySet<string> inReview, CancellationToken cancel)
    {
        var begun = (await drafts.All(cancel)).ToLookup(draft => draft.Path, StringComparer.Ordinal);
        var shelf = library.Shelf;
        var problems = ProblemsOf(shelf);
        var texts = shelf.Snapshot.All.Values.ToDictionary(text => text.File.Path, StringComparer.Ordinal);
        // A file that was never good is in no snapshot, and is mended here like any other.
        var unread = problems.Select(group => group.Key)
            .Where(path => ContentFolder.IsText(path) && !texts.ContainsKey(path));
        var rows = texts.Keys.Concat(unread).Union(begun.Select(group => group.Key))
            .Select(path => Row(path, texts.GetValueOrDefault(path)));
        return [.. rows.OrderBy(row => row.State).ThenBy(row => row.NextReview ?? DateOnly.MaxValue)
            .ThenBy(row => row.Title, StringComparer.OrdinalIgnoreCase)];

        TextRow Row(string path, Article? text) =>
            new(path, text?.Title ?? TitleOf(path, begun[path]), StateOf(text, shelf, inReview.Contains(path)),
            text?.Matter.Reviewer is { } key ? shelf.Snapshot.Clinic.People.GetValueOrDefault(key)?.Name
                : null, text?.Matter.NextReview,
            problems[path].Count(problem => problem.Severity == ProblemSeverity.Error),
            problems[path].Count(problem => problem.Severity == ProblemSeverity.Warning), [.. begun[path]]);
    }

    static TextState StateOf(Article? text, Shelf shelf, bool isInReview)
    {
        if (isInReview) return TextState.InReview;
        if (text is null || text.Matter.Draft) return TextState.Draft;
        if (shelf.IsPublished(text))
            return text.ReviewOn(shelf.Today) == ReviewState.Current ? TextState.Live : TextState.Overdue;
        return shelf.Snapshot.MomentOf(text.Matter.Published) > shelf.Moment ? TextState.Scheduled : TextState.Expired;
    }

    static string TitleOf(string path, IEnumerable<ContentDraft> drafts) =>
        drafts.Select(draft => TextFile.Of(draft.Text).Top is { Length: > 0 } top
            ? YamlMap.Parse("", top, [])?.Peek("title") : null)
            .FirstOrDefault(title => title is { Length: > 0 }) ?? System.IO.Path.GetFileNameWithoutExtension(path);

    ILookup<string, ContentProblem> ProblemsOf(Shelf shelf)
    {
        lock (gate)
        {
            if (!ReferenceEquals(known.Snapshot, shelf.Snapshot) || known.Day != shelf.Today)
            {
                var rules = RuleBook.Read(settings.Folder, []);
                known = (shelf.Snapshot, shelf.Today, new Proofreader(shelf.Snapshot, rules,
                    shelf.Snapshot.DayOf(clock.GetUtcNow())).ReadAll()
                    .ToLookup(problem => problem.File, StringComparer.Ordinal));
            }
            return known.Problems;
        }
    }
}
