using System.Net;
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
        var attributes = image.GetAttributes().Properties?.Select(property => $" {property.Key}=\"{property.Value}\"")
            ?? [];
        var sizes = image.GetData(typeof(PictureSizes)) as IReadOnlyList<Picture> ?? [];
        var shown = $"<img src=\"{WebUtility.HtmlEncode(image.Url)}\" "
            + $"alt=\"{WebUtility.HtmlEncode(Passages.PlainText(image))}\"{string.Concat(attributes)} loading=\"lazy\" decoding=\"async\">";
        renderer.Write("<figure>" + PictureSizes.Around(shown, sizes, PictureSizes.InFigure));
        if (!string.IsNullOrEmpty(image.Title))
            renderer.Write($"<figcaption>{WebUtility.HtmlEncode(image.Title)}</figcaption>");
        renderer.WriteLine("</figure>");
    }
}
