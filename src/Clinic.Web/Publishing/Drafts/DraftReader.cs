using System.Collections.Frozen;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>A text as the site would show it, and what is wrong with it, before anybody else sees it.</summary>
/// <param name="Article">Null when there is no top to show it under.</param>
public sealed record ReadDraft(Article? Article, ContentSnapshot Snapshot, IReadOnlyList<DraftFinding> Findings)
{
    public int Blocks => Findings.Count(finding => finding.Blocks);

    public int Advises => Findings.Count - Blocks;
}

/// <summary>Reads drafts with the rules and data that the site has now.</summary>
public sealed class DraftReader(ArticleLibrary library, ContentSettings settings, TimeProvider clock)
{
    readonly Lock gate = new();
    (ContentSnapshot? Snapshot, RuleBook Rules) known;

    // What was saved is shown, listed and previewed one after the other.
    const int MostKept = 8;
    readonly LinkedList<(string Path, string Text, ContentSnapshot Snapshot, DateOnly Day,
        ReadDraft Read)> last = new();

    public ReadDraft Read(string path, string text)
    {
        var snapshot = library.Current;
        var day = snapshot.DayOf(clock.GetUtcNow());
        lock (gate)
        {
            foreach (var one in last)
                if (one.Path == path && one.Day == day && ReferenceEquals(one.Snapshot, snapshot) && one.Text == text)
                    return one.Read;
        }
        var read = Read(path, text, snapshot, day);
        lock (gate)
        {
            last.AddFirst((path, text, snapshot, day, read));
            if (last.Count > MostKept) last.RemoveLast();
        }
        return read;
    }

    ReadDraft Read(string path, string text, ContentSnapshot snapshot, DateOnly day)
    {
        var file = TextFile.Of(text);
        // No page can hold it, and to read it could keep a processor busy for minutes.
        if (TextEditing.IsTooLong(text))
            return new(null, snapshot, [DraftFinding.Of(TooLong(path), file, new(""))]);
        var problems = new List<ContentProblem>();
        var article = ArticleReader.Read(ContentFile.Of(path, text), RenderingData.Of(snapshot), problems);
        var whole = article is null ? snapshot : With(snapshot, article);
        if (article is not null)
            problems.AddRange(new Proofreader(whole, RulesOf(snapshot), day).ReadAlone(article));
        var body = new DraftBody(file.Body);
        return new(article, whole, [.. Proofreader.InOrder(problems.Where(problem => problem.File == path).Distinct())
            .Select(problem => DraftFinding.Of(problem, file, body))]);
    }

    static ContentProblem TooLong(string path) =>
        new(path, 1, 1, "This text is too long for a page, so it was not read through.",
            $"at most {ContentFile.LargestBytes / 1024} kB: two texts, or this one without what came along with the copying.")
        { Rule = ContentRule.File };

    static ContentSnapshot With(ContentSnapshot snapshot, Article article) => snapshot with
    {
        All = snapshot.All.Where(text => text.Key != article.Address).Append(new(article.Address, article))
            .ToFrozenDictionary(StringComparer.Ordinal),
        // What was wrong with the text on the disk is not wrong with this one.
        Problems = [.. snapshot.Problems.Where(problem => problem.File != article.File.Path)],
        IsWhole = true,
    };

    RuleBook RulesOf(ContentSnapshot snapshot)
    {
        lock (gate)
        {
            if (!ReferenceEquals(known.Snapshot, snapshot)) known = (snapshot, RuleBook.Read(settings.Folder, []));
            return known.Rules;
        }
    }
}
