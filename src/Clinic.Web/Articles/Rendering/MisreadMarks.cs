using System.Globalization;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// Marks at the beginning of a line that were words to the writer: a sign that makes a quotation, numbers that a list
/// counts anew.
/// </summary>
static class MisreadMarks
{
    public static IEnumerable<LostWords> In(SourceText source, MarkdownDocument document)
    {
        foreach (var block in document.Descendants<Block>())
        {
            var misread = block switch
            {
                QuoteBlock quote => Sign(source, quote.Span.Start, '>', "makes a quotation of its line"),
                ListItemBlock { Parent: ListBlock { IsOrdered: false, BulletType: '+' } } item =>
                    Sign(source, item.Span.Start, '+', "makes a list of its line"),
                ListItemBlock { Parent: ListBlock { IsOrdered: false, BulletType: '-', Count: 1 } } item =>
                    Sign(source, item.Span.Start, '-', "makes a list of its line") is { } lost
                    ? lost with { Severity = ProblemSeverity.Warning } : null,
                _ => null,
            };
            if (misread is not null) yield return misread;
        }
        foreach (var heading in document.Descendants<HeadingBlock>()
            .Where(heading => heading is { IsSetext: true, Level: 2 }))
        {
            var (line, column) = source.PlaceOf(heading.Span.Start);
            yield return new(line, column, "The line of hyphens or equal signs below makes a heading of these words.",
                "## and a space before a heading, or an empty line above the line of hyphens.",
                ProblemSeverity.Warning);
        }
        foreach (var emphasis in document.Descendants<EmphasisInline>()
            .Where(emphasis => emphasis.DelimiterChar == '*'))
        {
            if (Product(source, emphasis) is { } product) yield return product;
        }
        foreach (var link in document.Descendants<LinkInline>().Where(link => !link.IsImage))
        {
            if (Unreadable(source, link) is { } unreadable) yield return unreadable;
        }
        foreach (var list in document.Descendants<ListBlock>().Where(list => list.IsOrdered))
        {
            if (Miscounted(source, list) is { } lost) yield return lost;
        }
    }

    static LostWords? Unreadable(SourceText source, LinkInline link)
    {
        var words = Passages.PlainText(link);
        var (line, column) = source.PlaceOf(link.Span.Start);
        if (words.Length == 0 && !link.Descendants<LinkInline>().Any())
            return new(line, column, "This link has no words that a reader could press.", "[words](/address).");
        return link.Reference is not null && words.All(char.IsAsciiDigit)
            ? new(line, column, $"Readers see {words} here, and not the list of sources that it stands for.",
                "each source in references.yaml, and [@its-key] here.")
            : null;
    }

    /// <summary>2*3*4 is no emphasis.</summary>
    static LostWords? Product(SourceText source, EmphasisInline emphasis)
    {
        var (start, end) = (emphasis.Span.Start, emphasis.Span.End);
        if (start < 1 || end + 1 >= source.Markdown.Length || !char.IsAsciiDigit(source.Markdown[start - 1])
            || !char.IsAsciiDigit(source.Markdown[end + 1])) return null;
        var (line, column) = source.PlaceOf(start);
        return new(line, column,
            $"The stars of {WordComparison.Quoted(source.Markdown[(start - 1)..(end + 2)])} are lost.",
            "× for times, or a backslash before each star.");
    }

    static LostWords? Sign(SourceText source, int at, char sign, string does)
    {
        var text = source.Markdown;
        if (at >= text.Length || text[at] != sign) return null;
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '=') next++;
        if (next >= text.Length || !char.IsAsciiDigit(text[next])) return null;
        var end = text.IndexOf('\n', at) is > 0 and var lineEnd ? lineEnd : text.Length;
        var (line, column) = source.PlaceOf(at);
        return new(line, column, $"The sign of {WordComparison.Quoted(text[at..end])} is lost, since {sign} {does}.",
            $"the sign in words, or a backslash before it, as in \\{sign}.");
    }

    static LostWords? Miscounted(SourceText source, ListBlock list)
    {
        var numbers = list.OfType<ListItemBlock>()
            .Select(item => (At: item.Span.Start, Number: NumberAt(source.Markdown, item.Span.Start))).ToList();
        if (numbers.TrueForAll(item => item.Number == numbers[0].Number)) return null;
        foreach (var (index, (at, number)) in numbers.Index())
        {
            if (number is null || number == numbers[0].Number + index) continue;
            var (line, column) = source.PlaceOf(at);
            return new(line, column, string.Create(CultureInfo.InvariantCulture,
                $"Readers see {numbers[0].Number + index} here and not {number}, since a list is counted from its first number."),
                "the numbers in order, or each number as a word of its line.");
        }
        return null;
    }

    static int? NumberAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return int.TryParse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
