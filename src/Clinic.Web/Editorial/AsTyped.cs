using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>
/// Marks that were to make a heading, a list, a link and the like, and stand on the page as they were typed; and what
/// comes along with words pasted from Word, Google Docs and web pages. A backslash before a mark says that it is meant.
/// </summary>
static class AsTyped
{
    public static IEnumerable<ContentProblem> Of(Article text, IReadOnlyDictionary<string, Reference> sources) =>
        In(text.File.Path, Matter(text).Concat(text.Body.Paragraphs), sources);

    public static IEnumerable<ContentProblem> In(string file, IEnumerable<Paragraph> paragraphs,
        IReadOnlyDictionary<string, Reference> sources)
    {
        // A list or table of many paragraphs is told once, where it begins.
        var before = new HashSet<TypedMark>();
        foreach (var paragraph in paragraphs)
        {
            var here = new HashSet<TypedMark>();
            foreach (var (at, words, mark) in In(paragraph, sources))
            {
                here.Add(mark);
                if (mark.IsToldOnce && before.Contains(mark)) continue;
                var (line, column) = paragraph.PlaceOf(at);
                yield return new(file, line, column, mark.Says(words), mark.Expected,
                    mark.Severity)
                { Rule = mark.Rule };
            }
            before = here;
        }
    }

    static IEnumerable<Paragraph> Matter(Article text) =>
        from line in new[] { (Key: "title", Value: text.Title), (Key: "description", Value: text.Matter.Description) }
        where line.Value.Length > 0
        select new Paragraph(ParagraphKind.Caption, line.Value,
            [new(0, text.File.LineOf(line.Key), line.Key.Length + 3)]);

    /// <summary>One finding for each mark and line, and none for what another says already.</summary>
    static IEnumerable<(int At, string Words, TypedMark Mark)> In(Paragraph paragraph, IReadOnlyDictionary<string,
        Reference> sources)
    {
        var told = new List<(int Start, int End)>();
        foreach (var mark in TypedMark.All.Where(mark => mark.Kinds?.Contains(paragraph.Kind) != false))
        {
            var lines = new HashSet<int>();
            foreach (var match in mark.In(paragraph))
            {
                if (mark.IsSource && !sources.ContainsKey(match.Groups["key"].Value)) continue;
                var (at, end) = (match.Index, EndOf(match, paragraph));
                if (IsMeant(paragraph, at, end, mark)
                    || told.Exists(known => known.Start < end && at < known.End)) continue;
                told.Add((at, end));
                if (!lines.Add(mark.IsToldOnce ? 0 : paragraph.PlaceOf(at).Line)) continue;
                yield return (at, paragraph.Text[at..end], mark);
            }
        }
        foreach (var code in paragraph.Stretches.Where(stretch => stretch.Kind == StretchKind.Code))
            yield return (code.Start, paragraph.Text.Substring(code.Start, code.Length), TypedMark.Code);
    }

    static int EndOf(Match match, Paragraph paragraph)
    {
        var end = match.Index + Math.Max(1, match.Length);
        return paragraph.LineStarts.Where(start => start > match.Index && start < end).Append(end).Min();
    }

    static bool IsMeant(Paragraph paragraph, int at, int end, TypedMark mark) => paragraph.Stretches.Any(stretch =>
        stretch.Start < end && at < stretch.Start + stretch.Length
        && (stretch.Kind is StretchKind.Escaped or StretchKind.Code
            || (stretch.Kind == StretchKind.Link && mark.IsFineInLinks)));
}
