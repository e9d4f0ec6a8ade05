using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// The last wall, behind the parser's own and <see cref="AllowedMarkdown"/>: what was rendered is read as a browser
/// reads it, and every element, attribute and address in it must be one that our texts need.
/// </summary>
public static class AllowedHtml
{
    // An element and the attributes that it may have.
    static readonly FrozenDictionary<string, string[]> Elements = new[]
    {
        "p class", "h2 id", "h3 id", "h4 id", "hr", "br", "blockquote", "ul class", "ol start", "li", "em class",
            "strong", "code", "small", "span class", "sup class",
        "a href class title id aria-label", "figure", "figcaption", "picture", "source type srcset sizes",
            "img src alt title width height loading decoding",
        "table class", "caption", "thead", "tbody", "tr", "th scope", "td data-label",
            "div class role aria-label tabindex", "aside class aria-label", "address",
    }.Select(line =>
        line.Split(' ')).ToFrozenDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);

    static readonly string[] OwnClasses = ["box", "table-scroll", "comparison", "term", "whole"];

    /// <summary>Null when all is allowed, or the first thing that is not.</summary>
    public static string? Stranger(string html) => Look(html).Stranger;

    /// <summary>
    /// The same, and the letters and digits that a reader sees of the text's own words, without those that the site
    /// adds.
    /// </summary>
    public static (string? Stranger, string Letters) Look(string html)
    {
        var page = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html);
        var letters = new StringBuilder(html.Length);
        if (page.Body is { } body) AddLetters(body, letters);
        return (StrangerOn(page), letters.ToString());
    }

    // A text's own words never stand in an element with a class, but for boxes, tables and words of the glossary.
    static void AddLetters(IElement element, StringBuilder letters)
    {
        foreach (var node in element.ChildNodes)
        {
            if (node is IText text) AddLetters(text.Data, letters);
            else if (node is IElement { LocalName: "img" } picture) AddLetters(picture.GetAttribute("alt"), letters);
            else if (node is IElement { LocalName: not "address" } inner
                && (inner.ClassList.Length == 0 || OwnClasses.Any(inner.ClassList.Contains)))
                AddLetters(inner, letters);
        }
    }

    static void AddLetters(string? text, StringBuilder letters)
    {
        foreach (var character in text ?? "")
        {
            if (char.IsLetterOrDigit(character)) letters.Append(character);
        }
    }

    static string? StrangerOn(IDocument page)
    {
        // A text can also reach the elements around it: a stray <body onload> adds to the page's own.
        IElement?[] around = [page.DocumentElement, page.Head, page.Body];
        if (around.Any(element => element is { Attributes.Length: > 0 })) return "an attribute of the page itself";
        return page.Descendants().Where(node => node is not IDocumentType && !around.Contains(node)).Select(StrangerIn)
            .FirstOrDefault(stranger => stranger is not null);
    }

    static string? StrangerIn(INode node)
    {
        if (node is IText) return null;
        if (node is not IElement element || !Elements.TryGetValue(element.LocalName, out var permitted)
            || element.NamespaceUri != NamespaceNames.HtmlUri)
            return $"<{node.NodeName.ToLowerInvariant()}>";
        foreach (var attribute in element.Attributes)
        {
            if (!permitted.Contains(attribute.Name) || !IsAllowed(attribute.Name, attribute.Value))
                return $"<{element.LocalName} {attribute.Name}>";
        }
        return null;
    }

    static bool IsAllowed(string attribute, string value) => attribute switch
    {
        "href" => AllowedMarkdown.IsAllowed(value),
        "src" => value is ['/', not '/', ..] && AllowedMarkdown.IsAllowed(value),
        "srcset" => PictureSizes.IsSourceSet(value),
        "sizes" => PictureSizes.InFigure == value || PictureSizes.InPerson == value,
        "type" => value == PictureSizes.ContentType,
        "class" => value.All(c => char.IsAsciiLetterLower(c) || c is '-' or ' '),
        "id" => value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
        "start" or "width" or "height" or "tabindex" => value.All(char.IsAsciiDigit),
        "role" => value == "region",
        "scope" => value is "row" or "col",
        "loading" or "decoding" => value is "lazy" or "async",
        _ => true,
    };
}
