using System.Text;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>The words of a text, section by section, for search, reading grade and the rules of honesty.</summary>
static class Passages
{
    public static List<Passage> Of(MarkdownDocument document, int linesBefore)
    {
        var passages = new List<Passage>();
        var text = new StringBuilder();
        var open = new Passage(null, "", "", linesBefore + 1, null);

        void Close(Passage next)
        {
            if (text.Length > 0) passages.Add(open with { Text = text.ToString().Trim() });
            text.Clear();
            open = next;
        }

        void Walk(ContainerBlock container, string? box)
        {
            foreach (var block in container)
            {
                switch (block)
                {
                    case HeadingBlock heading:
                        var words = PlainText(heading.Inline);
                        Close(new(MarkdownRenderer.IdOf(words), words, "", heading.Line + linesBefore + 1, box));
                        break;
                    case CustomContainer inner:
                        var after = open;
                        var isWhole = inner.Info == "faq";
                        if (!isWhole) Close(open with { Line = inner.Line + linesBefore + 1, Container = inner.Info });
                        Walk(inner, inner.Info);
                        if (isWhole) Close(new(null, "", "", inner.Line + linesBefore + 1, box));
                        else Close(after with { Text = "" });
                        break;
                    case ContainerBlock inner:
                        Walk(inner, box);
                        break;
                    case LeafBlock { Inline: { } inline }:
                        text.Append(PlainText(inline)).Append('\n');
                        break;
                }
            }
        }

        Walk(document, null);
        Close(open);
        return passages;
    }

    /// <summary>What stands in a text without a word of its own: the boxes of clinic data.</summary>
    public static List<DataBox> DataBoxes(MarkdownDocument document)
    {
        var boxes = new List<DataBox>();
        string? section = null;
        foreach (var block in document)
        {
            if (block is HeadingBlock heading) section = MarkdownRenderer.IdOf(PlainText(heading.Inline));
            else if (block is CustomContainer { Info: { } name } && ContentBoxes.StandsForData(name))
                boxes.Add(new(section, name));
        }
        return boxes;
    }

    public static string PlainText(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.Content); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case LineBreakInline: text.Append(' '); break;
                case AutolinkInline link: text.Append(link.Url); break;
            }
        }
        return text.ToString().Replace(" .", ".", StringComparison.Ordinal).Replace(" ,", ",", StringComparison.Ordinal)
            .Trim();
    }
}
