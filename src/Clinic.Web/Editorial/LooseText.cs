using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>
/// A file from outside the content folder: data is read as what it is, a text beside the site's data. The block at its
/// top may be missing.
/// </summary>
public static class LooseText
{
    public static IReadOnlyList<ContentProblem> Read(string path, ContentSnapshot snapshot, Proofreader proofreader)
    {
        var problems = new List<ContentProblem>();
        if (ContentFile.Read(Path.GetDirectoryName(path) ?? "", Path.GetFileName(path),
            problems) is not { } file) return problems;
        var named = file with
        {
            Path = Path.GetRelativePath(Environment.CurrentDirectory, path) is var near
            && near.StartsWith("..", StringComparison.Ordinal) ? path : near
        };
        if (file.Path.EndsWith(".yaml", StringComparison.Ordinal)) return DataFile.Names.Contains(file.Path)
            ? DataFile.Check(file.Path, named) : [Unknown(named)];
        var text = Compose(named, snapshot, problems);
        problems.AddRange(proofreader.Read(text));
        return problems;
    }

    static ContentProblem Unknown(ContentFile file) =>
        new(file.Path, 1, 1, "The site reads no data file of this name.",
            $"one of {string.Join(", ", DataFile.Names)}.")
        { Rule = ContentRule.File };

    static Article Compose(ContentFile file, ContentSnapshot snapshot, List<ContentProblem> problems)
    {
        var slug = Path.GetFileNameWithoutExtension(file.Path);
        var top = ArticleReader.Split(file);
        var matter = top is var (yamlText, _, _) && YamlMap.Parse(file.Path, yamlText, problems,
            linesBefore: 1) is { } yaml
            ? FrontMatter.Read(yaml, ContentKind.Article)
            : new()
            {
                Title = slug,
                Description = "",
                Published = DateTime.MinValue,
                Reviewed = DateOnly.MinValue,
                NextReview = DateOnly.MaxValue
            };
        var data = RenderingData.Of(snapshot) with
        {
            Pictures = new Dictionary<string,
            Picture>(StringComparer.Ordinal)
        };
        var body = MarkdownRenderer.Render(new(file.Path, slug, top?.Markdown ?? file.Text, top?.LinesBefore ?? 0),
            data, problems);
        problems.AddRange(ArticleReader.ProblemsIn(body, file.Path, matter.Draft));
        return new(slug, ContentKind.Article, matter, file, new(() => (body, []), isKept: true));
    }
}
