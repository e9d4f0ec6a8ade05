using System.Collections.Concurrent;
using System.Collections.Frozen;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Articles;

/// <summary>
/// Reads the content folder into snapshots. A file that cannot be used keeps its last good version in the next snapshot,
/// with a problem beside it; a file that never was good is left out.
/// </summary>
public sealed class SnapshotReader(ContentFolder folder)
{
    sealed record DataFiles(ClinicProfile Clinic, IReadOnlyDictionary<string, Reference> References, Glossary Glossary, IReadOnlyList<Route> Routes, CostList Costs, IReadOnlyList<IReadOnlyList<string>> Synonyms, IReadOnlyList<string> CrisisWords);

    readonly Dictionary<string, (string Hash, object Value)> lastGoodData = new(StringComparer.Ordinal);
    readonly Dictionary<string, Picture> lastGoodPictures = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Article> lastGoodTexts = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (Article Article, IReadOnlyList<ContentProblem> Problems)> rendered = new(StringComparer.Ordinal);
    string dataMark = "";

    /// <summary>Throws <see cref="InvalidContentException"/> when there is no clinic profile and never was.</summary>
    public ContentSnapshot Read()
    {
        var problems = new List<ContentProblem>();
        var paths = folder.Files().ToList();
        var pictures = paths.Where(ContentFolder.IsPicture)
            .Select(path => ReadPicture(path, problems)).OfType<Picture>()
            .ToDictionary(picture => picture.Path, StringComparer.Ordinal);
        var data = ReadData(problems);
        var rendering = new RenderingData(data.Clinic, data.References, data.Glossary, data.Routes, data.Costs, pictures);
        ForgetRenderingsWhenDataChanged(pictures);

        var texts = paths.Where(ContentFolder.IsText).AsParallel().AsOrdered().Select(path => ReadText(path, rendering)).ToList();
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
            Pictures = pictures.Values.ToFrozenDictionary(picture => picture.Address, StringComparer.Ordinal),
            All = ByAddress(articles, problems),
            Moved = FormerAddresses(articles, problems),
            Problems = problems,
        };
    }

    DataFiles ReadData(List<ContentProblem> problems) => new(
        Data("clinic.yaml", (file, found) => YamlMap.Parse(file.Path, file.Text, found) is { } yaml ? ClinicProfile.Read(yaml) : null, null, problems)
            ?? throw new InvalidContentException(problems),
        Data("references.yaml", (file, found) => YamlMap.Parse(file.Path, file.Text, found) is { } yaml ? Reference.Read(yaml) : null, new Dictionary<string, Reference>(), problems)!,
        Data("glossary.yaml", (file, found) => YamlMap.Parse(file.Path, file.Text, found) is { } yaml ? Glossary.Read(yaml) : null, Glossary.Empty, problems)!,
        Data("routes.yaml", (file, found) => Route.Read(YamlMap.ParseList(file.Path, file.Text, found).Select(entry => entry.AsMap("a route's keys.")).OfType<YamlMap>()), [], problems)!,
        Data("costs.yaml", (file, found) => YamlMap.Parse(file.Path, file.Text, found) is { } yaml ? CostList.Read(yaml) : null, CostList.Empty, problems)!,
        Data<IReadOnlyList<IReadOnlyList<string>>>("synonyms.yaml", (file, found) => [.. YamlMap.ParseList(file.Path, file.Text, found).Select(entry => entry.AsList())], [], problems)!,
        Data<IReadOnlyList<string>>("crisis-words.yaml", (file, found) => [.. YamlMap.ParseList(file.Path, file.Text, found).SelectMany(entry => entry.AsList())], [], problems)!);

    T? Data<T>(string path, Func<ContentFile, List<ContentProblem>, T?> read, T? whenAbsent, List<ContentProblem> problems) where T : class
    {
        var found = new List<ContentProblem>();
        if (!File.Exists(Path.Combine(folder.Path, path)))
        {
            found.Add(new(path, 1, 1, $"The file {path} is missing.", "this file in the content folder.") { Rule = ContentRule.File });
        }
        else if (ContentFile.Read(folder.Path, path, found) is { } file && read(file, found) is { } value && found.Count == 0)
        {
            lastGoodData[path] = (file.Hash, value);
        }
        problems.AddRange(found);
        return lastGoodData.TryGetValue(path, out var good) ? (T)good.Value : whenAbsent;
    }

    Picture? ReadPicture(string path, List<ContentProblem> problems)
    {
        if (Picture.Read(folder.Path, path, problems) is { } picture) lastGoodPictures[path] = picture;
        return lastGoodPictures.GetValueOrDefault(path);
    }

    (Article? Article, IReadOnlyList<ContentProblem> Problems) ReadText(string path, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        if (ContentFile.Read(folder.Path, path, problems) is { } file)
        {
            var cached = rendered.TryGetValue(path, out var before) && before.Article.File.Hash == file.Hash;
            if (cached) return before;
            if (Compose(file, data, problems) is { } article && problems.TrueForAll(problem => problem.Severity != ProblemSeverity.Error))
            {
                lastGoodTexts[path] = article;
                rendered[path] = (article, problems);
                return (article, problems);
            }
        }
        // The last good text is rendered again, since the data around it may have changed.
        return lastGoodTexts.TryGetValue(path, out var good) ? (Compose(good.File, data, []) ?? good, problems) : (null, problems);
    }

    static Article? Compose(ContentFile file, RenderingData data, List<ContentProblem> problems)
    {
        var isStandingPage = file.Path.StartsWith("pages/", StringComparison.Ordinal);
        var slug = Path.GetFileNameWithoutExtension(file.Path);
        if (!FrontMatter.IsSlug(slug))
        {
            problems.Add(new(file.Path, 1, 1, "The file's name cannot be an address.", "small letters, digits and hyphens, such as side-effects.md.") { Rule = ContentRule.File });
            return null;
        }
        if (isStandingPage && Article.MadeByTheSite.Contains(slug))
        {
            problems.Add(new(file.Path, 1, 1, "The site makes a page of this name itself.", "another file name.") { Rule = ContentRule.Address });
            return null;
        }
        if (Top(file, problems) is not var (yamlText, markdown, linesBefore) || YamlMap.Parse(file.Path, yamlText, problems, linesBefore: 1) is not { } yaml) return null;

        var matter = FrontMatter.Read(yaml, isArticle: !isStandingPage);
        foreach (var (key, person) in matter.Allowed.Select(allowed => ("allow", (string?)allowed.By)).Concat([("author", matter.Author), ("reviewer", matter.Reviewer)]))
        {
            if (!string.IsNullOrEmpty(person) && !data.Clinic.People.ContainsKey(person))
                yaml.Report(key, $"\"{person}\" is not a person of clinic.yaml.", $"one of {string.Join(", ", data.Clinic.People.Keys)}.");
        }
        foreach (var allowed in matter.Allowed.Where(allowed => data.Clinic.People.TryGetValue(allowed.By, out var person) && person.Credential is null))
            yaml.Report("allow", $"\"{allowed.By}\" is no clinician: clinic.yaml names no credential.", "a person of clinic.yaml with a credential.");
        var body = MarkdownRenderer.Render(new(file.Path, file.Path[..^".md".Length], markdown, linesBefore), data, problems);
        if (markdown.AsSpan().Trim().IsEmpty) problems.Add(new(file.Path, linesBefore + 1, 1, "The page has no text.", "some words below the second \"---\" line."));
        return new(slug, isStandingPage, matter, body, file);
    }

    static (string Yaml, string Markdown, int LinesBefore)? Top(ContentFile file, List<ContentProblem> problems)
    {
        if (Split(file) is { } top) return top;
        problems.Add(new(file.Path, 1, 1, "The block with title and dates at the top is missing or has no end.", "a line \"---\", then keys such as \"title: …\", then a line \"---\".") { Rule = ContentRule.Schema });
        return null;
    }

    /// <summary>The block between the two "---" lines, what stands below it, and how many lines they take; null without such a block.</summary>
    public static (string Yaml, string Markdown, int LinesBefore)? Split(ContentFile file)
    {
        var lines = file.Text.Split('\n');
        var end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, line => line.TrimEnd() == "---") : -1;
        return end > 0 ? (string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]), end + 1) : null;
    }

    void ForgetRenderingsWhenDataChanged(Dictionary<string, Picture> pictures)
    {
        var mark = string.Join('|', lastGoodData.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value.Hash))
            + string.Join('|', pictures.Values.Select(picture => $"{picture.Path} {picture.Width} {picture.Height}"));
        if (mark != dataMark) rendered.Clear();
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
