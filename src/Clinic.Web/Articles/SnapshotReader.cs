using System.Collections.Concurrent;
using System.Collections.Frozen;
using Clinic.Web.Articles.Crisis;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Articles;

/// <summary>
/// Reads the content folder into snapshots. A file that cannot be used keeps its last good version in the next snapshot,
/// with a problem beside it; a file that never was good is left out.
/// </summary>
public sealed class SnapshotReader(ContentFolder folder)
{
    sealed record DataFiles(ClinicProfile Clinic, IReadOnlyDictionary<string, Reference> References, Glossary Glossary, IReadOnlyList<Route> Routes, CostList Costs, IReadOnlyList<SynonymGroup> Synonyms, CrisisWords CrisisWords);

    readonly Dictionary<string, (string Hash, object Value)> lastGoodData = new(StringComparer.Ordinal);
    readonly Dictionary<string, Picture> lastGoodPictures = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Article> lastGoodTexts = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (Article Article, IReadOnlyList<ContentProblem> Problems)> rendered = new(StringComparer.Ordinal);
    // From an opening, until each is looked through.
    readonly ConcurrentDictionary<string, (Article Article, List<ContentProblem> Problems)> opened = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, ContentFile> dataFiles = new(StringComparer.Ordinal);
    string dataMark = "";

    // About where rendering them takes as long as everything else that a start does.
    const int ManyTexts = 100;

    // They take about 50 MB.
    const int MostKeptBodies = 500;

    /// <summary>
    /// The first snapshot, soon. Of a large folder it is not whole: a text is rendered when it is asked for, and what is wrong below its top
    /// is not known before. Throws <see cref="InvalidContentException"/> when there is no clinic profile.
    /// </summary>
    public ContentSnapshot Open() => Read(rendersLater: folder.Files().Count(ContentFolder.IsText) > ManyTexts);

    /// <summary>Throws <see cref="InvalidContentException"/> when there is no clinic profile and never was.</summary>
    public ContentSnapshot Read() => Read(rendersLater: false);

    ContentSnapshot Read(bool rendersLater)
    {
        var problems = new List<ContentProblem>();
        var paths = folder.Files().ToList();
        var pictures = paths.Where(ContentFolder.IsPicture)
            .Select(path => ReadPicture(path, problems)).OfType<Picture>()
            .ToDictionary(picture => picture.Path, StringComparer.Ordinal);
        var data = ReadData(problems);
        var rendering = new RenderingData(data.Clinic, data.References, data.Glossary, data.Routes, data.Costs, pictures) { Unread = Unread(problems), KeepsBodies = paths.Count(ContentFolder.IsText) <= MostKeptBodies };
        problems.AddRange(data.Clinic.People.Values.Where(person => person.Photo is { } photo && !pictures.ContainsKey(photo)).Select(MissingPhoto));
        ForgetRenderingsWhenDataChanged(pictures, rendering.Unread);

        var textPaths = paths.Where(ContentFolder.IsText).ToList();
        var texts = new (Article? Article, IReadOnlyList<ContentProblem> Problems)[textPaths.Count];
        Parallel.For(0, texts.Length, i => texts[i] = rendersLater ? ReadTop(textPaths[i], rendering) : ReadText(textPaths[i], rendering));
        problems.AddRange(texts.SelectMany(text => text.Problems));
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
            All = ByAddress(articles, problems),
            Moved = FormerAddresses(articles, problems),
            Problems = problems,
            IsWhole = !rendersLater,
        };
    }

    DataFiles ReadData(List<ContentProblem> problems)
    {
        var clinic = Data(DataFile.ClinicFile, DataFile.Clinic, null, problems);
        var data = new DataFiles(
            clinic!,
            Data(DataFile.ReferencesFile, DataFile.References, new Dictionary<string, Reference>(), problems)!,
            Data(DataFile.GlossaryFile, DataFile.Glossary, Glossary.Empty, problems)!,
            Data(DataFile.RoutesFile, DataFile.Routes, [], problems)!,
            Data(DataFile.CostsFile, DataFile.Costs, CostList.Empty, problems)!,
            Data(DataFile.SynonymsFile, DataFile.Synonyms, [], problems)!,
            Data(DataFile.CrisisWordsName, DataFile.CrisisWords, CrisisWords.None, problems)!);
        return clinic is null ? throw new InvalidContentException(problems) : data;
    }

    T? Data<T>(string path, Func<ContentFile, List<ContentProblem>, T?> read, T? whenAbsent, List<ContentProblem> problems) where T : class
    {
        var found = new List<ContentProblem>();
        if (!File.Exists(Path.Combine(folder.Path, path)))
        {
            found.Add(new(path, 1, 1, $"The file {path} is missing.", "this file in the content folder.") { Rule = ContentRule.File });
        }
        else if (ContentFile.Read(folder.Path, path, found) is { } file)
        {
            dataFiles[path] = file;
            var isKnown = lastGoodData.TryGetValue(path, out var before) && before.Hash == file.Hash;
            if (!isKnown && read(file, found) is { } value && found.Count == 0) lastGoodData[path] = (file.Hash, value);
        }
        problems.AddRange(found);
        return lastGoodData.TryGetValue(path, out var good) ? (T)good.Value : whenAbsent;
    }

    // Data and pictures that no version is known of: what calls upon them is no further mistake.
    HashSet<string> Unread(List<ContentProblem> problems) =>
        [.. problems.Select(problem => problem.File).Where(file => !lastGoodData.ContainsKey(file) && !lastGoodPictures.ContainsKey(file))];

    static ContentProblem MissingPhoto(Person person) =>
        new("clinic.yaml", 1, 1, $"The photo \"{person.Photo}\" of {person.Name} is not in the content folder.", "a picture such as pages/about/jane-doe.png.") { Rule = ContentRule.Picture };

    Picture? ReadPicture(string path, List<ContentProblem> problems)
    {
        if (Picture.Read(folder.Path, path, problems) is { } picture) lastGoodPictures[path] = picture;
        return lastGoodPictures.GetValueOrDefault(path);
    }

    (Article? Article, IReadOnlyList<ContentProblem> Problems) ReadTop(string path, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        if (ContentFile.Read(folder.Path, path, problems) is not { } file || ArticleReader.ReadTop(file, data, problems) is not { } article || !IsFaultless(problems)) return (null, problems);
        opened[path] = (article, problems);
        return (article, problems);
    }

    (Article? Article, IReadOnlyList<ContentProblem> Problems) ReadText(string path, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        if (ContentFile.Read(folder.Path, path, problems) is { } file)
        {
            var cached = rendered.TryGetValue(path, out var before) && before.Article.File.Hash == file.Hash;
            if (cached) return before;
            if (Look(file, data, problems) is { } article && IsFaultless(problems))
            {
                lastGoodTexts[path] = article;
                rendered[path] = (article, problems);
                return (article, problems);
            }
        }
        // The last good text is rendered again, since the data around it may have changed.
        return lastGoodTexts.TryGetValue(path, out var good) ? (ArticleReader.Read(good.File, data, []) ?? good, problems) : (null, problems);
    }

    Article? Look(ContentFile file, RenderingData data, List<ContentProblem> problems)
    {
        if (!opened.TryRemove(file.Path, out var known) || known.Article.File.Hash != file.Hash) return ArticleReader.Read(file, data, problems);
        problems.AddRange([.. known.Problems, .. known.Article.Rendition.Problems]);
        return known.Article;
    }

    static bool IsFaultless(List<ContentProblem> problems) => problems.TrueForAll(problem => problem.Severity != ProblemSeverity.Error);

    void ForgetRenderingsWhenDataChanged(Dictionary<string, Picture> pictures, IReadOnlySet<string> unread)
    {
        var mark = string.Join('|', lastGoodData.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value.Hash))
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
        foreach (var gone in lastGoodPictures.Keys.Except(paths).ToList()) lastGoodPictures.Remove(gone);
        foreach (var gone in lastGoodTexts.Keys.Except(paths).ToList())
        {
            lastGoodTexts.TryRemove(gone, out _);
            rendered.TryRemove(gone, out _);
        }
    }

    static FrozenDictionary<string, Article> ByAddress(List<Article> articles, List<ContentProblem> problems)
    {
        foreach (var twins in articles.GroupBy(article => article.Title, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            problems.Add(new(twins.Last().File.Path, 2, 1, $"The title \"{twins.Key}\" is also that of {twins.First().File.Path}.", "a title of its own.") { Rule = ContentRule.Address });
        return articles.ToFrozenDictionary(article => article.Address, StringComparer.Ordinal);
    }

    static FrozenDictionary<string, string> FormerAddresses(List<Article> articles, List<ContentProblem> problems)
    {
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            foreach (var former in article.Matter.Formerly)
            {
                var address = Article.AddressOf(former, article.IsStandingPage);
                if (articles.Exists(other => other.Address == address) || (article.IsStandingPage && Article.MadeByTheSite.Contains(former)))
                    problems.Add(new(article.File.Path, 1, 1, $"\"{former}\" is the name of a page that is there.", "a name that no page has now.") { Rule = ContentRule.Address });
                else if (!moved.TryAdd(address, article.Address))
                    problems.Add(new(article.File.Path, 1, 1, $"\"{former}\" is the former name of two pages.", "each former name in one file.") { Rule = ContentRule.Address });
            }
        }
        return moved.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>The content cannot be shown at all; the message names every file and line.</summary>
public sealed class InvalidContentException(IReadOnlyList<ContentProblem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ContentProblem> Problems { get; } = problems;
}
