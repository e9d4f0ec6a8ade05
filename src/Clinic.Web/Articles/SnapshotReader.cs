using System.Collections.Concurrent;
using System.Collections.Frozen;
using Clinic.Web.Articles.Crisis;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Clinic;

namespace Clinic.Web.Articles;

/// <summary>
/// Reads the content folder into snapshots. A file that cannot be used keeps its last good version in the next
/// snapshot, with a problem beside it; a file that never was good is left out.
/// </summary>
public sealed partial class SnapshotReader(ContentFolder folder)
{
    sealed record DataFiles(ClinicProfile Clinic, IReadOnlyDictionary<string, Reference> References, Glossary Glossary,
        IReadOnlyList<Route> Routes, CostList Costs, IReadOnlyList<SynonymGroup> Synonyms, CrisisWords CrisisWords);

    /// <param name="IsOlder">What the disk holds cannot be used, and another version stands in.</param>
    sealed record ReadText(Article? Article, IReadOnlyList<ContentProblem> Problems, bool IsOlder = false);

    readonly LastGood lastGood = new();
    readonly Dictionary<string, (string Hash, object Value)> lastGoodData = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (Article Article, IReadOnlyList<ContentProblem> Problems)> rendered =
        new(StringComparer.Ordinal);
    // From an opening, until each is looked through.
    readonly ConcurrentDictionary<string, (Article Article, List<ContentProblem> Problems)> opened =
        new(StringComparer.Ordinal);
    readonly SortedDictionary<string, ContentFile> dataFiles = new(StringComparer.Ordinal);
    string dataMark = "";

    // About where rendering them takes as long as everything else that a start does.
    const int ManyTexts = 100;

    // They take about 50 MB.
    const int MostKeptBodies = 500;

    /// <summary>
    /// The first snapshot, soon. Of a large folder it is not whole: a text is rendered when it is asked for, and what
    /// is wrong below its top is not known before. Throws <see cref="InvalidContentException"/> when there is no clinic
    /// profile.
    /// </summary>
    public ContentSnapshot Open() => Read(rendersLater: folder.Files().Count(ContentFolder.IsText) > ManyTexts);

    /// <summary>
    /// The same once more, with the versions that an earlier run left for what the disk does not give.
    /// </summary>
    public ContentSnapshot Open(IKeptVersions kept)
    {
        lastGood.Recall(kept, alsoWhatIsGone: true);
        return Read(rendersLater: Math.Max(folder.Files().Count(ContentFolder.IsText),
            kept.Paths.Count(ContentFolder.IsText)) > ManyTexts);
    }

    /// <summary>
    /// For a first snapshot that is good as it is: what is kept stands in later, for a text that turns out to be
    /// broken.
    /// </summary>
    public void Recall(IKeptVersions kept) => lastGood.Recall(kept, alsoWhatIsGone: false);

    /// <summary>
    /// Reads another folder as the next look at this one: what is the same there is not rendered again.
    /// </summary>
    public SnapshotReader For(ContentFolder other)
    {
        var reader = new SnapshotReader(other) { dataMark = dataMark };
        lastGood.CopyTo(reader.lastGood);
        foreach (var (path, known) in lastGoodData) reader.lastGoodData[path] = known;
        foreach (var (path, known) in rendered) reader.rendered[path] = known;
        foreach (var (path, known) in readPictures) reader.readPictures[path] = known;
        return reader;
    }

    /// <summary>Throws <see cref="InvalidContentException"/> when there is no clinic profile and never was.</summary>
    public ContentSnapshot Read() => Read(rendersLater: false);

    ContentSnapshot Read(bool rendersLater)
    {
        var problems = new List<ContentProblem>();
        var older = new List<OlderVersion>();
        var files = folder.Files().ToList();
        var loss = FolderLoss.Of(folder, files, [.. lastGood.Known().Union(opened.Keys)]);
        var paths = files.Concat(loss.Files).Order(StringComparer.Ordinal).ToList();
        foreach (var (version, problem) in loss.Told)
        {
            older.Add(version);
            problems.Add(problem);
        }
        var pictures = paths.Where(ContentFolder.IsPicture)
            .Select(path => ReadPicture(path, loss, problems, older)).OfType<Picture>()
            .ToDictionary(picture => picture.Path, StringComparer.Ordinal);
        var data = ReadData(loss, problems, older);
        var rendering =
            new RenderingData(data.Clinic, data.References, data.Glossary, data.Routes, data.Costs, pictures)
            {
                Unread = Unread(problems),
                KeepsBodies = paths.Count(ContentFolder.IsText) <= MostKeptBodies,
            };
        problems.AddRange(data.Clinic.People.Values.Where(person =>
            person.Photo is { } photo && !pictures.ContainsKey(photo)).Select(MissingPhoto));
        ForgetRenderingsWhenDataChanged(pictures, rendering.Unread);

        var textPaths = paths.Where(ContentFolder.IsText).ToList();
        var texts = new ReadText[textPaths.Count];
        Parallel.For(0, texts.Length, i =>
            texts[i] = loss.Files.Contains(textPaths[i]) ? new(Kept(textPaths[i], rendering, rendersLater), [])
            : rendersLater ? Top(textPaths[i], rendering) : Text(textPaths[i], rendering));
        problems.AddRange(texts.SelectMany(text => text.Problems));
        older.AddRange(texts.Where(text => text.IsOlder)
            .Select(text =>
            new OlderVersion(text.Article!.File.Path, text.Article.File.Path, text.Problems.First(IsError))));
        var articles = texts.Select(text => text.Article).OfType<Article>().ToList();
        ForgetRemoved(paths);

        return new()
        {
            Clinic = data.Clinic,
            References = data.References,
            Glossary = data.Glossary,
            Routes = data.Routes,
            Costs = data.Costs,
            Synonyms = data.Synonyms,
            CrisisWords = data.CrisisWords,
            DataFiles = [.. dataFiles.Values],
            Pictures = pictures.Values.ToFrozenDictionary(picture => picture.Address, StringComparer.Ordinal),
            All = Addresses.Present(articles, problems),
            Moved = Addresses.Former(articles, problems),
            Problems = problems,
            Older = older,
            IsFolderLost = loss.IsOfFolders,
            LastGood = rendersLater ? [] : lastGood.All,
            StandIn = rendersLater ? text => Kept(text.File.Path, rendering, rendersLater: true) : _ => null,
            IsWhole = !rendersLater,
        };
    }

    ReadText Top(string path, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        if (ContentFile.Read(folder.Path, path, problems) is not { } file
            || ArticleReader.ReadTop(file, data, problems) is not { } article || problems.Exists(IsError))
            return Kept(path, data, rendersLater: true) is { } kept
                ? new(kept, problems, IsOlder: true) : new(null, problems);
        opened[path] = (article, problems);
        return new(article, problems);
    }

    ReadText Text(string path, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        var file = ContentFile.Read(folder.Path, path, problems);
        if (file is not null)
        {
            if (rendered.TryGetValue(path, out var before) && before.Article.File.Hash == file.Hash)
                return new(before.Article, before.Problems);
            if (Look(file, data, problems) is { } article && !problems.Exists(IsError))
            {
                lastGood.Is(file);
                rendered[path] = (article, problems);
                return new(article, problems);
            }
        }
        return Kept(path, data, rendersLater: false) is { } kept
            ? new(kept, problems, IsOlder: kept.File.Hash != file?.Hash) : new(null, problems);
    }

    /// <summary>The last good text, rendered again, since the data around it may have changed.</summary>
    Article? Kept(string path, RenderingData data, bool rendersLater)
    {
        if (lastGood.Of(path) is not { } good) return null;
        if (rendered.TryGetValue(path, out var known) && known.Article.File.Hash == good.Hash) return known.Article;
        lastGood.Is(good);
        return rendersLater ? ArticleReader.ReadTop(good, data, []) : ArticleReader.Read(good, data, []);
    }

    Article? Look(ContentFile file, RenderingData data, List<ContentProblem> problems)
    {
        if (!opened.TryRemove(file.Path, out var known) || known.Article.File.Hash != file.Hash)
            return ArticleReader.Read(file, data, problems);
        problems.AddRange([.. known.Problems, .. known.Article.LazyBody.Problems]);
        return known.Article;
    }

    static bool IsError(ContentProblem problem) => problem.Severity == ProblemSeverity.Error;

    void ForgetRenderingsWhenDataChanged(Dictionary<string, Picture> pictures, IReadOnlySet<string> unread)
    {
        var mark = string.Join('|', lastGoodData.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value.Hash))
            + string.Join('|', unread.Order(StringComparer.Ordinal))
            + string.Join('|', pictures.Values.Select(picture => $"{picture.Path} {picture.Width} {picture.Height}"));
        if (mark != dataMark)
        {
            rendered.Clear();
            opened.Clear();
        }
        dataMark = mark;
    }

    void ForgetRemoved(List<string> paths)
    {
        lastGood.ForgetAllBut(paths);
        foreach (var gone in rendered.Keys.Except(paths).ToList()) rendered.TryRemove(gone, out _);
        foreach (var gone in opened.Keys.Except(paths).ToList()) opened.TryRemove(gone, out _);
        foreach (var gone in readPictures.Keys.Except(paths).ToList()) readPictures.Remove(gone);
    }
}

/// <summary>The content cannot be shown at all; the message names every file and line.</summary>
public sealed class InvalidContentException(IReadOnlyList<ContentProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ContentProblem> Problems { get; } = problems;
}
