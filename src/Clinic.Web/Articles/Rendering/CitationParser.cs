using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>One or more sources named after a statement: [@zarate2006] or [@zarate2006; @murrough2013].</summary>
public sealed class CitationInline(IReadOnlyList<string> keys) : LeafInline
{
    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>Set when the article's sources are numbered: number of the source and id of this mention.</summary>
    public List<(int Number, string Id)> Marks { get; } = [];
}

/// <summary>The marks of a box that shows data with sources, one list for each place in it that has some.</summary>
static class RouteCitations
{
    public static IEnumerable<(IReadOnlyList<string> Sources,
        List<(int Number, string Id)> Marks)> In(MarkdownObject box, IEnumerable<IReadOnlyList<string>> sources)
    {
        var places = sources.Select(keys => (Sources: keys, Marks: new List<(int, string)>())).ToList();
        box.SetData(typeof(RouteCitations), places.Select(place => place.Marks).ToArray());
        return places;
    }

    /// <summary>Two places for each way that is sold: its benefit and its harm.</summary>
    public static IEnumerable<IReadOnlyList<string>> OfFindings(Route route) =>
        new[] { route.Benefit, route.Harm }.Select(IReadOnlyList<string> (finding) =>
            finding is null ? [] : [finding.Source]);

    public static IReadOnlyList<IReadOnlyCollection<(int Number, string Id)>> Of(MarkdownObject box) =>
        box.GetData(typeof(RouteCitations)) as List<(int, string)>[] ?? [];
}

public sealed class CitationParser : InlineParser
{
    public CitationParser() => OpeningCharacters = ['['];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() != '@') return false;
        var close = slice.Text.IndexOf(']', slice.Start, slice.End - slice.Start + 1);
        if (close < 0) return false;
        var keys = slice.Text[(slice.Start + 1)..close].Split(';', StringSplitOptions.TrimEntries);
        if (!keys.All(key =>
            key is ['@', _, ..] && key.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            return false;

        // The mark follows its word closely, so that no line begins with it.
        if (processor.Inline is LiteralInline { Content: { IsEmpty: false } } before) before.Content.TrimEnd();
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new CitationInline([.. keys.Select(key => key[1..])])
        {
            Line = line,
            Column = column,
            Span = new(start, start + close - slice.Start),
        };
        slice.Start = close + 1;
        return true;
    }
}

public sealed class CitationRenderer : HtmlObjectRenderer<CitationInline>
{
    protected override void Write(HtmlRenderer renderer, CitationInline obj)
    {
        if (renderer.EnableHtmlForInline) renderer.Write(Of(obj.Marks));
    }

    public static string Of(IReadOnlyCollection<(int Number, string Id)> marks) =>
        marks.Count == 0 ? "" : $"<sup class=\"cite\">{string.Concat(marks.Select(Link))}</sup>";

    static string Link((int Number, string Id) mark) =>
        $"""<a id="{mark.Id}" href="#source-{mark.Number}" aria-label="Source {mark.Number}">[{mark.Number}]</a>""";
}
