using System.Net;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// A table in a box that scrolls by itself, reachable by keyboard. One of three columns or more compares things: on a
/// narrow screen its rows become cards, in which each value has the name of its column.
/// </summary>
sealed class TableRenderer : HtmlObjectRenderer<Table>
{
    const int LeastColumnsOfCards = 3;

    protected override void Write(HtmlRenderer renderer, Table obj)
    {
        var rows = obj.OfType<TableRow>().ToList();
        var heads = rows.Where(row => row.IsHeader).SelectMany(row => row.OfType<TableCell>()).Select(Words).ToList();
        var areCards = heads.Count >= LeastColumnsOfCards;
        // Named after its columns, so that two tables of a page are told apart.
        var name = WebUtility.HtmlEncode($"Table: {string.Join(", ", heads.Where(head => head.Length > 0))}"
            .TrimEnd(' ', ':'));
        renderer.Write($"<div class=\"table-scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">");
        renderer.Write($"<table{(areCards ? " class=\"cards comparison\"" : "")}>");
        renderer.Write("<thead>");
        foreach (var row in rows.Where(row => row.IsHeader))
            WriteRow(renderer, row, (cell, _) => WriteCell(renderer, cell, "th scope=\"col\""));
        renderer.Write("</thead><tbody>");
        foreach (var row in rows.Where(row => !row.IsHeader))
            WriteRow(renderer, row, (cell, column) => WriteCell(renderer, cell, !areCards
                ? "td" : column == 0 ? "th scope=\"row\""
                : $"td data-label=\"{WebUtility.HtmlEncode(heads[column])}\""));
        renderer.WriteLine("</tbody></table></div>");
    }

    static string Words(TableCell cell) =>
        cell.FirstOrDefault() is Markdig.Syntax.LeafBlock { Inline: { } inlines } ? Passages.PlainText(inlines) : "";

    static void WriteRow(HtmlRenderer renderer, TableRow row, Action<TableCell, int> writeCell)
    {
        renderer.Write("<tr>");
        foreach (var (column, cell) in row.OfType<TableCell>().Index()) writeCell(cell, column);
        renderer.WriteLine("</tr>");
    }

    static void WriteCell(HtmlRenderer renderer, TableCell cell, string tag)
    {
        renderer.Write($"<{tag}>");
        (var before, renderer.ImplicitParagraph) = (renderer.ImplicitParagraph, true);
        renderer.WriteChildren(cell);
        renderer.ImplicitParagraph = before;
        renderer.Write($"</{tag[..2]}>");
    }
}
