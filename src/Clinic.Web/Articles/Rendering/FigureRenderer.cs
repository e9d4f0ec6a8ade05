using System.Net;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>A paragraph that is one picture becomes a figure; its title is the caption.</summary>
sealed class FigureRenderer : HtmlObjectRenderer<ParagraphBlock>
{
    readonly ParagraphRenderer paragraph = new();

    protected override void Write(HtmlRenderer renderer, ParagraphBlock obj)
    {
        if (obj.Inline?.FirstChild is not LinkInline { IsImage: true, NextSibling: null } image)
        {
            paragraph.Write(renderer, obj);
            return;
        }
        var attributes = image.GetAttributes().Properties?.Select(property => $" {property.Key}=\"{property.Value}\"") ?? [];
        renderer.Write($"<figure><img src=\"{WebUtility.HtmlEncode(image.Url)}\" alt=\"{WebUtility.HtmlEncode(Passages.PlainText(image))}\"{string.Concat(attributes)} loading=\"lazy\" decoding=\"async\">");
        if (!string.IsNullOrEmpty(image.Title)) renderer.Write($"<figcaption>{WebUtility.HtmlEncode(image.Title)}</figcaption>");
        renderer.WriteLine("</figure>");
    }
}

/// <summary>A table in a box that scrolls by itself on a narrow screen, reachable by keyboard.</summary>
sealed class ScrollingTableRenderer : HtmlObjectRenderer<Table>
{
    readonly HtmlTableRenderer table = new();

    protected override void Write(HtmlRenderer renderer, Table obj)
    {
        renderer.Write("<div class=\"table-scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\">");
        table.Write(renderer, obj);
        renderer.WriteLine("</div>");
    }
}
