using Markdig.Extensions.CustomContainers;
using Markdig.Extensions.Tables;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// The wall on the syntax tree: which blocks, inlines and addresses a text may hold. What is refused is also taken out.
/// </summary>
static class AllowedMarkdown
{
    const int DeepestEmphasis = 8;

    static readonly string[] Schemes = ["https", "mailto", "tel", "sms"];

    public static void Enforce(MarkdownDocument document, Action<MarkdownObject, string, string> report)
    {
        var unclosed = UnclosedBoxes(document);
        foreach (var box in unclosed)
            report(box, $"The box \"{box.Info}\" begins here and has no end, so it takes in what stands below it.",
                "a line with \":::\" alone below the words of this box, and before the next box begins.");

        foreach (var block in document.Descendants<Block>().ToList())
        {
            switch (block)
            {
                case HeadingBlock { Level: 1 } heading:
                    report(block, "A heading with one # is the title, which stands above the text already.",
                        "headings that begin with ##.");
                    heading.Level = 2;
                    break;
                case HeadingBlock { Level: > 4 } deep:
                    report(block, "This heading is nested too deep.", "##, ### or ####.");
                    deep.Level = 4;
                    break;
                case CodeBlock:
                    report(block, "Lines indented by four spaces, or between ``` marks, become program code.",
                        "text that begins at the left edge.");
                    block.Parent?.Remove(block);
                    break;
                case CustomContainer { Info: null or "" }:
                    report(block, "This \":::\" ends no box, and begins none.",
                        "\"::: risks\" or another name where a box begins, and \":::\" alone where it ends.");
                    block.Parent?.Remove(block);
                    break;
                case CustomContainer container when !ContentBoxes.IsKnown(container.Info):
                    report(block, $"\"::: {container.Info}\" is not a box that is known here.",
                        $"one of {string.Join(", ", ContentBoxes.Names)}. A box ends with \":::\" alone.");
                    block.Parent?.Remove(block);
                    break;
                case CustomContainer container when ContentBoxes.StandsForData(container.Info) && container.Count > 0
                    && !unclosed.Contains(container):
                    report(block, $"The box \"{container.Info}\" shows data of its own and cannot hold text.",
                        $"\"::: {container.Info}\" and \":::\" with nothing between.");
                    break;
                case Table table:
                    // Aligned columns would be inline styles, which the security policy forbids.
                    foreach (var column in table.ColumnDefinitions) column.Alignment = null;
                    break;
                case CustomContainer or HeadingBlock or ParagraphBlock or ListBlock or ListItemBlock or QuoteBlock or ThematicBreakBlock
                    or TableRow or TableCell or LinkReferenceDefinition or LinkReferenceDefinitionGroup or BlankLineBlock:
                    break;
                default:
                    report(block, "This kind of text is not used here.",
                        "paragraphs, headings, lists, tables, quotes, links and pictures.");
                    block.Parent?.Remove(block);
                    break;
            }
        }

        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            switch (inline)
            {
                case LinkInline { IsImage: false } link when !IsAllowed(link.Url):
                    report(inline, $"This link leads to an address that is not allowed ({Shown(link.Url)}).",
                        "an address that begins with /, # or https://.");
                    link.Url = "#";
                    break;
                case LinkInline { IsImage: true } image when !IsPicture(image.Url):
                    report(inline, $"This is not the name of a picture ({Shown(image.Url)}).",
                        "the name of a picture in the page's own folder, such as figure.svg or photo.jpg.");
                    image.Remove();
                    break;
                case AutolinkInline autolink when !autolink.IsEmail && !IsAllowed(autolink.Url):
                    report(inline, $"This link leads to an address that is not allowed ({Shown(autolink.Url)}).",
                        "an address that begins with https://.");
                    autolink.Remove();
                    break;
                case LinkDelimiterInline:
                    report(inline, "A square bracket opens here and never closes.",
                        "its other half, or a backslash before it where it is meant, as in \\[.");
                    inline.Remove();
                    break;
                case EmphasisInline when Depth(inline) == DeepestEmphasis:
                    report(inline, "Emphasis stands within emphasis here, too deep to be read.",
                        "*one* or **two** marks.");
                    break;
                case LiteralInline or EmphasisInline or LinkInline or AutolinkInline or LineBreakInline or CodeInline or HtmlEntityInline or CitationInline:
                    break;
                case ContainerInline container when container.GetType() == typeof(ContainerInline):
                    break;
                default:
                    report(inline, "This kind of text is not used here.",
                        "plain words, *emphasis*, **strong words**, links, pictures and [@sources].");
                    inline.Remove();
                    break;
            }
        }
    }

    /// <summary>
    /// Boxes without an end that are known here. The end of a box within a box is taken for that of the outer one,
    /// so that of these the outer one is the one to mend.
    /// </summary>
    static HashSet<CustomContainer> UnclosedBoxes(MarkdownDocument document) =>
        [.. document.Descendants<CustomContainer>()
            .Where(box => box.ClosingFencedCharCount == 0 && ContentBoxes.IsKnown(box.Info)
                && !box.Descendants<CustomContainer>().Any(IsNoBox))
            .Select(box => OuterBoxes(box).LastOrDefault(outer => ContentBoxes.IsKnown(outer.Info)) ?? box)];

    // What was meant for an end, such as "::: end", is told by itself.
    static bool IsNoBox(CustomContainer box) => box.ClosingFencedCharCount == 0 && !ContentBoxes.IsKnown(box.Info);

    static IEnumerable<CustomContainer> OuterBoxes(Block box)
    {
        for (var outer = box.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is CustomContainer container) yield return container;
        }
    }

    public static bool IsAllowed(string? address)
    {
        if (string.IsNullOrWhiteSpace(address)
            || address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
            return false;
        if (address[0] == '#') return true;
        if (address[0] == '/') return !address.StartsWith("//", StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme)
            && address.StartsWith(uri.Scheme + ":", StringComparison.Ordinal);
    }

    static int Depth(Inline inline)
    {
        var depth = 0;
        for (var parent = inline.Parent; parent is not null && depth < DeepestEmphasis; parent = parent.Parent) depth++;
        return depth;
    }

    static bool IsPicture(string? name) =>
        !string.IsNullOrEmpty(name) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && !name.Contains("..", StringComparison.Ordinal)
        && Picture.ContentTypes.ContainsKey(Path.GetExtension(name));

    static string Shown(string? address) => address is { Length: > 60 } ? address[..60] + "…" : address ?? "";
}
