using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.CustomContainers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>Markdown to html, acting on the syntax tree only.</summary>
public static class MarkdownRenderer
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UsePreciseSourceLocation()
        .DisableHtml()
        .Use<ClinicSyntax>()
        .Build();

    public static RenderedBody Render(SourceText source, RenderingData data, ICollection<ContentProblem> problems)
    {
        if (MarkdownLimits.Find(source.Markdown) is var (line, crowded))
        {
            problems.Add(new(source.File, source.LinesBefore + line + 1, 1, crowded,
                "lists, quotes, boxes and brackets a few levels deep."));
            return Empty;
        }
        try
        {
            return Compose(source, data, problems);
        }
        catch (ArgumentException e) when (e.GetType() == typeof(ArgumentException))
        {
            // What the parser says of a tree that is deeper than it will walk.
            problems.Add(new(source.File, source.LinesBefore + 1, 1, "This text is nested too deep to be read.",
                "lists and quotes a few levels deep."));
            return Empty;
        }
    }

    static RenderedBody Empty => new("", [], [], [], [], [], []);

    static RenderedBody Compose(SourceText source, RenderingData data, ICollection<ContentProblem> problems)
    {
        var document = Markdown.Parse(source.Markdown, Pipeline);

        var written = WrittenLetters.In(source.Markdown, document);
        List<LostWords> misread = [.. MisreadMarks.In(source, document)];

        void Report(MarkdownObject at, string wrong, string expected)
        {
            written.Excuse(at);
            problems.Add(new(source.File, at.Line + source.LinesBefore + 1, at.Column + 1, wrong, expected));
        }

        var links = LinksOf(document, source);
        AllowedMarkdown.Enforce(document, Report);
        var contents = NameHeadings(document, Report);
        var passages = Passages.Of(document, source.LinesBefore);
        var paragraphs = Paragraphs.Of(document, source);
        var sources = SourcesAndPictures.Number(document, data, Report);
        SourcesAndPictures.ShowPictures(document, source, data, Report);
        GlossaryLinks.Add(document, data.Glossary);
        Compounds.KeepWholeInHeadings(document);

        var html = Html(document, data, out var opening);
        var (stranger, seen) = AllowedHtml.Look(html);
        if (stranger is not null)
        {
            problems.Add(new(source.File, source.LinesBefore + 1, 1,
                $"This text would become {stranger}, which no page may hold.",
                "plain words, headings, lists, tables, quotes, links and pictures."));
            return Empty;
        }
        return new(html, contents, sources, QuestionsOf(passages), passages, paragraphs, links)
        {
            DataBoxes = Passages.DataBoxes(document),
            OpeningLength = opening,
            Files = FilesOf(document, source),
            Lost = [.. WordComparison.Lost(source, written, seen), .. misread],
        };
    }

    static HashSet<string> FilesOf(MarkdownDocument document, SourceText source)
    {
        var files = new HashSet<string>([DataFile.ClinicFile, DataFile.GlossaryFile], StringComparer.Ordinal);
        foreach (var part in document.Descendants())
        {
            if (part is CitationInline or CustomContainer { Info: ContentBoxes.Routes or ContentBoxes.Costs })
                files.Add(DataFile.ReferencesFile);
            if (part is CustomContainer { Info: ContentBoxes.Routes or ContentBoxes.Costs })
                files.Add(DataFile.RoutesFile);
            if (part is CustomContainer { Info: ContentBoxes.Costs }) files.Add(DataFile.CostsFile);
            if (part is LinkInline { IsImage: true } image) files.Add($"{source.Folder}/{Path.GetFileName(image.Url)}");
        }
        return files;
    }

    static List<OutgoingLink> LinksOf(MarkdownDocument document, SourceText source) =>
        [.. document.Descendants<LinkInline>().Select(link =>
            new OutgoingLink(link.Url ?? "", link.Line + source.LinesBefore + 1, link.Column + 1, link.IsImage))];

    static List<ContentsEntry> NameHeadings(MarkdownDocument document, Action<MarkdownObject, string, string> report)
    {
        var contents = new List<ContentsEntry>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = Passages.PlainText(heading.Inline);
            var id = IdOf(text);
            if (id.Length == 0) report(heading, "This heading has no words.", "a few words after the ##.");
            if (!ids.Add(id))
            {
                report(heading, $"The heading \"{text}\" stands here twice.",
                    "different words, so that each can be linked to.");
                id += $"-{contents.Count}";
            }
            heading.GetAttributes().Id = id;
            contents.Add(new(heading.Level, id, text));
        }
        return contents;
    }

    public static string IdOf(string heading)
    {
        var id = new StringBuilder();
        foreach (var c in heading.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) id.Append(c);
            else if ((char.IsWhiteSpace(c) || c is '-' or '–') && id.Length > 0 && id[^1] != '-') id.Append('-');
        }
        return id.ToString().TrimEnd('-');
    }

    static List<AnsweredQuestion> QuestionsOf(IEnumerable<Passage> passages) =>
        [.. passages.Where(passage => passage is { Container: "faq", Id: not null })
            .Select(passage => new AnsweredQuestion(passage.Id!, passage.Heading, passage.Text))];

    static string Html(MarkdownDocument document, RenderingData data, out int opening)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlCustomContainerRenderer>(new ContentBoxes(data));
        renderer.ObjectRenderers.Insert(0, new ContentBoxes(data));
        renderer.ObjectRenderers.Insert(0, new CitationRenderer());
        renderer.ObjectRenderers.Insert(0, new FigureRenderer());
        renderer.ObjectRenderers.Insert(0, new TableRenderer());
        opening = 0;
        foreach (var block in document)
        {
            renderer.Write(block);
            if (block == document[0] && block is CustomContainer { Info: "in-short" or ContentBoxes.Crisis })
                opening = writer.GetStringBuilder().Length;
        }
        return writer.ToString();
    }

    /// <summary>
    /// The two things Markdig does not bring as we need them: our boxes (block form only) and citations.
    /// </summary>
    sealed class ClinicSyntax : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline)
        {
            pipeline.BlockParsers.Insert(0, new CustomContainerParser());
            pipeline.InlineParsers.InsertBefore<LinkInlineParser>(new CitationParser());
        }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
        }
    }
}
