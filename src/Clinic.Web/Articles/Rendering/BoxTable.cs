using Markdig.Renderers;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// A table of clinic data. Narrow screens show each row as a card, so each cell repeats the head of its column.
/// </summary>
static class BoxTable
{
    /// <param name="rows">Html, the head of the row first.</param>
    public static void Write(
        HtmlRenderer to, string label, string style, string[] heads, IEnumerable<string[]> rows, string below = "")
    {
        to.Write($"""<div class="table-scroll" role="region" aria-label="{label}" tabindex="0">""");
        to.Write($"""<table class="{style}"><thead><tr>""");
        foreach (var head in heads) to.Write($"""<th scope="col">{head}</th>""");
        to.WriteLine("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            to.Write($"""<tr><th scope="row">{row[0]}</th>""");
            foreach (var (cell, head) in row.Zip(heads).Skip(1)) to.Write($"""<td data-label="{head}">{cell}</td>""");
            to.WriteLine("</tr>");
        }
        to.WriteLine($"</tbody></table></div>{below}");
    }
}
