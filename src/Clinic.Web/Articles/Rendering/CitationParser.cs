using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>One or more sources named after a statement: [@zarate2006] or [@zarate2006; @murrough2013].</summary>
public sealed class CitationInline(IReadOnlyList<string> keys) : LeafInline
{
    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>Set when the article's sources are numbered: number of the source and id of this mention.</summary>
    public List<(int Number, string Id)> Marks { get; } = [];
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
        if (!keys.All(key => key is ['@', _, ..] && key.Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new CitationInline([.. keys.Select(key => key[1..])]) { Line = line, Column = column, Span = new(start, start + close - slice.Start) };
        slice.Start = close + 1;
        return true;
    }
}

public sealed class CitationRenderer : HtmlObjectRenderer<CitationInline>
{
    protected override void Write(HtmlRenderer renderer, CitationInline obj)
    {
        if (!renderer.EnableHtmlForInline || obj.Marks.Count == 0) return;
        renderer.Write("<sup class=\"cite\">");
        foreach (var (number, id) in obj.Marks)
            renderer.Write($"<a id=\"{id}\" href=\"#source-{number}\" aria-label=\"Source {number}\">[{number}]</a>");
        renderer.Write("</sup>");
    }
}
