using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Articles;

/// <summary>Makes one text file an article.</summary>
public static class ArticleReader
{
    /// <summary>
    /// Null, with problems, when there is no top to show the text under; what is wrong with its body are problems too.
    /// </summary>
    public static Article? Read(ContentFile file, RenderingData data, List<ContentProblem> problems)
    {
        var article = ReadTop(file, data, problems);
        if (article is not null) problems.AddRange(article.LazyBody.Problems);
        return article;
    }

    /// <summary>The same, but the body is rendered when it is first asked for.</summary>
    public static Article? ReadTop(ContentFile file, RenderingData data, List<ContentProblem> problems)
    {
        var kind = ContentKind.Of(file.Path) ?? ContentKind.Article;
        var slug = Path.GetFileNameWithoutExtension(file.Path);
        if (!FrontMatter.IsSlug(slug))
        {
            problems.Add(new(file.Path, 1, 1, "The file's name cannot be an address.",
                "small letters, digits and hyphens, such as side-effects.md.")
            { Rule = ContentRule.File });
            return null;
        }
        if (kind == ContentKind.StandingPage && Article.MadeByTheSite.Contains(slug))
        {
            problems.Add(new(file.Path, 1, 1, "The site makes a page of this name itself.",
                "another file name.")
            { Rule = ContentRule.Address });
            return null;
        }
        if (Top(file, problems) is not var (yamlText, markdown, linesBefore)
            || YamlMap.Parse(file.Path, yamlText, problems, linesBefore: 1) is not { } yaml) return null;

        var matter = FrontMatter.Read(yaml, kind);
        foreach (var (key, person) in matter.Allowed.Select(allowed => ("allow", (string?)allowed.By))
            .Concat([("author", matter.Author), ("reviewer", matter.Reviewer)]))
        {
            if (!string.IsNullOrEmpty(person) && !data.Clinic.People.ContainsKey(person))
                yaml.Report(key, $"\"{person}\" is not a person of clinic.yaml.",
                    $"one of {string.Join(", ", data.Clinic.People.Keys)}.");
        }
        foreach (var allowed in matter.Allowed.Where(allowed =>
            data.Clinic.People.TryGetValue(allowed.By, out var person) && person.Credential is null))
            yaml.Report("allow", $"\"{allowed.By}\" is no clinician: clinic.yaml names no credential.",
                "a person of clinic.yaml with a credential.");
        if (markdown.AsSpan().Trim().IsEmpty) problems.Add(new(file.Path, linesBefore + 1, 1, "The page has no text.",
            "some words below the second \"---\" line."));
        return new(slug, kind, matter, file, new(() => Render(file, matter.Draft, data), data.KeepsBodies));
    }

    /// <summary>
    /// The block between the two "---" lines, what stands below it, and how many lines they take; null without such a
    /// block.
    /// </summary>
    public static (string Yaml, string Markdown, int LinesBefore)? Split(ContentFile file)
    {
        var text = file.Text;
        var (lines, start, firstEnd) = (0, 0, 0);
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var isFence = text.AsSpan(start, end - start).TrimEnd() is "---";
            if (lines == 0)
            {
                if (!isFence) return null;
                firstEnd = end + 1;
            }
            else if (isFence)
            {
                return (text[firstEnd..Math.Max(start - 1, firstEnd)], text[Math.Min(end + 1, text.Length)..],
                    lines + 1);
            }
            (lines, start) = (lines + 1, end + 1);
        }
        return null;
    }

    static (string Yaml, string Markdown, int LinesBefore)? Top(ContentFile file, List<ContentProblem> problems)
    {
        if (Split(file) is { } top) return top;
        problems.Add(new(file.Path, 1, 1, "The block with title and dates at the top is missing or has no end.",
            "a line \"---\", then keys such as \"title: …\", then a line \"---\".")
        { Rule = ContentRule.Schema });
        return null;
    }

    static (RenderedBody, IReadOnlyList<ContentProblem>) Render(ContentFile file, bool isDraft, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        var (_, markdown, linesBefore) = Split(file) ?? default;
        var body = MarkdownRenderer.Render(new(file.Path, file.Path[..^".md".Length], markdown, linesBefore), data,
            problems);
        problems.AddRange(ProblemsIn(body, file.Path, isDraft));
        return (body, problems);
    }

    /// <summary>Words that readers do not see, and words that they should not.</summary>
    public static IEnumerable<ContentProblem> ProblemsIn(RenderedBody body, string file, bool isDraft) =>
        body.Lost.Select(lost => new ContentProblem(file, lost.Line, lost.Column, lost.Wrong, lost.Expected,
            lost.Severity)
        { Rule = ContentRule.Lost })
            .Concat(InstructionsIn(body, file, isDraft));

    static IEnumerable<ContentProblem> InstructionsIn(RenderedBody body, string file, bool isDraft)
    {
        foreach (var paragraph in body.Paragraphs)
        {
            if (FrameInstruction.In(paragraph.Text) is not var (at, wrong, expected)) continue;
            var (line, column) = paragraph.PlaceOf(at);
            yield return new(file, line, column, wrong, expected,
                FrameInstruction.SeverityIn(isDraft))
            { Rule = ContentRule.Frame };
        }
    }
}
