using System.Globalization;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>
/// What makes a text hard to finish: hard sections, long sentences, long pages. Warnings only; people judge them.
/// </summary>
static class Readability
{
    const double GradeOfSummary = 8;
    const double GradeOfSection = 11;
    const int FewestWords = 40;
    const int LongestSentence = 35;
    const int LongestPage = 2500;

    static readonly ContentRule Grade =
        new("reading-grade", "A section can be read after eleven years of school, a summary after eight.",
        "Split long sentences and choose shorter words.");
    static readonly ContentRule Long =
        new("long-sentence", "A sentence has 35 words at the most.", "Make two sentences of it.");
    static readonly ContentRule Page =
        new("long-page", "A page has 2,500 words at the most.", "Move a part to a page of its own and link to it.");

    public static IEnumerable<ContentProblem> Of(Article text) =>
        [.. Sections(text), .. LongSentences(text), .. LongPage(text)];

    static IEnumerable<ContentProblem> Sections(Article text)
    {
        foreach (var passage in text.Body.Passages)
        {
            var (most, fewest) = passage.Container == "in-short" ? (GradeOfSummary, 1) : (GradeOfSection, FewestWords);
            if (passage.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length < fewest) continue;
            var grade = ReadingGrade.Of(passage.Text);
            if (grade <= most) continue;
            var name = passage.Heading.Length > 0 ? $"The section \"{passage.Heading}\"" : "This part";
            yield return Warning(text, passage.Line, 1,
                string.Create(CultureInfo.InvariantCulture, $"{name} asks for {grade:0.0} years of school."),
                string.Create(CultureInfo.InvariantCulture, $"{most:0} or fewer."), Grade);
        }
    }

    static IEnumerable<ContentProblem> LongSentences(Article text)
    {
        foreach (var paragraph in text.Body.Paragraphs.Where(paragraph =>
            paragraph.Kind is ParagraphKind.Prose or ParagraphKind.Quote))
        {
            foreach (var sentence in Sentences.Of(paragraph.Text).Where(sentence => sentence.Words > LongestSentence))
            {
                var (line, column) = paragraph.PlaceOf(sentence.Start);
                yield return Warning(text, line, column, $"This sentence has {sentence.Words} words.",
                    $"{LongestSentence} or fewer.", Long);
            }
        }
    }

    static IEnumerable<ContentProblem> LongPage(Article text)
    {
        if (text.Body.Words > LongestPage)
            yield return Warning(text, 1, 1, $"This page has {text.Body.Words} words.", $"{LongestPage} or fewer.",
                Page);
    }

    static ContentProblem Warning(Article text, int line, int column, string wrong, string expected,
        ContentRule rule) =>
        new(text.File.Path, line, column, wrong, expected, ProblemSeverity.Warning) { Rule = rule };
}
