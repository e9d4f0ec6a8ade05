using System.Net;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// Words such as "long-term" stay on one line in headings and terms, as long as a line has room for them.
/// </summary>
public static partial class Compounds
{
    /// <summary>One this short has room on every line, also where letters are twice their size.</summary>
    const int LongestShort = 12;

    public static IEnumerable<(string Text, bool IsWhole)> Of(string words)
    {
        var at = 0;
        foreach (Match found in Compound().Matches(words))
        {
            if (found.Index > at) yield return (words[at..found.Index], false);
            yield return (found.Value, true);
            at = found.Index + found.Length;
        }
        if (at < words.Length) yield return (words[at..], false);
    }

    /// <summary>The words as html.</summary>
    public static string Html(string words) =>
        string.Concat(Of(words).Select(part => part.IsWhole
            ? $"<span class=\"{(part.Text.Length > LongestShort ? "whole long" : "whole")}\">{part.Text}</span>"
            : WebUtility.HtmlEncode(part.Text)));

    public static void KeepWholeInHeadings(MarkdownDocument document)
    {
        foreach (var literal in document.Descendants<HeadingBlock>()
            .SelectMany(heading => heading.Inline?.Descendants<LiteralInline>() ?? []).ToList())
        {
            var text = literal.Content.ToString();
            if (Compound().IsMatch(text)) literal.ReplaceBy(new HtmlInline(Html(text)));
        }
    }

    [GeneratedRegex(@"\w+(?:-\w+)+", RegexOptions.NonBacktracking)]
    private static partial Regex Compound();
}
