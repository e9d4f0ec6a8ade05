using System.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>Takes the words out of a syntax tree and remembers where each stood.</summary>
sealed class Paragraphs(SourceText source)
{
    readonly List<Paragraph> found = [];

    public static List<Paragraph> Of(MarkdownDocument document, SourceText source)
    {
        var paragraphs = new Paragraphs(source);
        paragraphs.Walk(document, box: null, ParagraphKind.Prose);
        return paragraphs.found;
    }

    void Walk(ContainerBlock container, string? box, ParagraphKind kind)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Take(heading.Inline, ParagraphKind.Heading, box,
                    level: heading.Level); break;
                case Table table: WalkTable(table, box); break;
                case CustomContainer inner: Walk(inner, inner.Info, kind); break;
                case QuoteBlock quote: Walk(quote, box, ParagraphKind.Quote); break;
                case ContainerBlock inner: Walk(inner, box, kind); break;
                case LeafBlock leaf: Take(leaf.Inline, kind, box); break;
            }
        }
    }

    void WalkTable(Table table, string? box)
    {
        var heads = new List<string>();
        var hasSource = table.Descendants<CitationInline>().Any();
        foreach (var row in table.OfType<TableRow>())
        {
            foreach (var (cell, column) in row.OfType<TableCell>().Select((cell, column) => (cell, column)))
            {
                var inlines = cell.OfType<LeafBlock>().Select(leaf => leaf.Inline).FirstOrDefault();
                if (row.IsHeader) heads.Add(Passages.PlainText(inlines));
                Take(inlines, ParagraphKind.Cell, box, head: row.IsHeader
                    ? "" : heads.ElementAtOrDefault(column) ?? "", isSourced: hasSource);
            }
        }
    }

    void Take(ContainerInline? inlines, ParagraphKind kind, string? box, int level = 0, string head = "",
        bool isSourced = false)
    {
        if (inlines is null) return;
        var words = new Words(source);
        words.AddAll(inlines);
        var hasSource = isSourced || inlines.Descendants<CitationInline>().Any()
            || inlines.Descendants<LinkInline>().Any(link => !link.IsImage && link.Url is { } url
                && (url.Contains('#', StringComparison.Ordinal) || url.StartsWith("https:", StringComparison.Ordinal)));
        if (words.Made(kind) is { } paragraph)
            found.Add(paragraph with { Box = box, Level = level, Head = head, HasSource = hasSource });
        foreach (var picture in inlines.Descendants<LinkInline>().Where(link => link.IsImage))
        {
            var alternative = new Words(source);
            alternative.AddAll(picture);
            if (alternative.Made(ParagraphKind.Picture) is { } shown)
                found.Add(shown with { Box = box, HasSource = true });
            var caption = new Words(source);
            caption.Add(picture.Title, picture);
            if (caption.Made(ParagraphKind.Caption) is { } below) found.Add(below with { Box = box, HasSource = true });
        }
    }

    sealed class Words(SourceText source)
    {
        readonly StringBuilder text = new();
        readonly List<Origin> origins = [];
        readonly List<Stretch> stretches = [];
        readonly List<int> lineStarts = [];
        readonly List<(int At, string Key)> citations = [];

        public void AddAll(ContainerInline inlines)
        {
            foreach (var inline in inlines)
            {
                switch (inline)
                {
                    case LiteralInline { IsFirstCharacterEscaped: true } literal:
                        stretches.Add(new(text.Length, 1, StretchKind.Escaped));
                        Add(literal.Content.ToString(), literal);
                        break;
                    case LiteralInline literal: Add(literal.Content.ToString(), literal); break;
                    case CodeInline code: Add(code.Content, code, StretchKind.Code); break;
                    // "&amp;rsquo;" was pasted twice over, and nobody meant it.
                    case HtmlEntityInline entity when entity.Transcoded.AsSpan() is "&": Add("&", entity); break;
                    case HtmlEntityInline entity: Add(entity.Transcoded.ToString(), entity, StretchKind.Escaped); break;
                    case AutolinkInline address: Add(address.Url, address, StretchKind.Link); break;
                    case LineBreakInline:
                        text.Append(' ');
                        lineStarts.Add(text.Length);
                        break;
                    case CitationInline citation:
                        citations.AddRange(citation.Keys.Select(key => (text.Length, key)));
                        break;
                    case LinkInline { IsImage: true }: break;
                    case LinkInline link:
                        var start = text.Length;
                        AddAll(link);
                        stretches.Add(new(start, text.Length - start, StretchKind.Link));
                        break;
                    case ContainerInline inner: AddAll(inner); break;
                }
            }
        }

        void Add(string? words, Inline at, StretchKind kind)
        {
            stretches.Add(new(text.Length, words?.Length ?? 0, kind));
            Add(words, at);
        }

        public void Add(string? words, Inline at)
        {
            if (string.IsNullOrEmpty(words)) return;
            // A citation taken out leaves a space before the full stop.
            if (words[0] is '.' or ',' or ';' or ':' && text.Length > 0 && text[^1] == ' ') text.Length--;
            // The parser's own line of a bracket is not to be relied on.
            var (line, column) = source.PlaceOf(at.Span.Start);
            origins.Add(new(text.Length, line, column));
            text.Append(words);
        }

        public Paragraph? Made(ParagraphKind kind) =>
            origins.Count == 0 || string.IsNullOrWhiteSpace(text.ToString()) ? null
            : new(kind, text.ToString(), origins)
            {
                Stretches = stretches,
                LineStarts = lineStarts,
                Citations = citations
            };
    }
}
