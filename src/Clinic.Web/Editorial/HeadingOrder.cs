using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial;

/// <summary>Headings go down one level at a time, so that people who move by headings miss nothing.</summary>
static class HeadingOrder
{
    const int Top = 2;

    static readonly ContentRule Rule = new("heading-order", "Headings go down one level at a time, from ##.",
        "Add or take away a # at the beginning of this line.");

    public static IEnumerable<ContentProblem> Of(Article text)
    {
        var above = Top - 1;
        foreach (var heading in text.Body.Paragraphs.Where(paragraph => paragraph.Kind == ParagraphKind.Heading))
        {
            var (line, _) = heading.PlaceOf(0);
            if (heading.Level > above + 1)
                yield return new(text.File.Path, line, 1, $"The heading \"{heading.Text}\" skips a level.",
                    $"{new string('#', above + 1)} here, since "
                        + $"{(above < Top ? "it is the first" : $"the heading above it has {new string('#', above)}")}.")
                { Rule = Rule };
            above = heading.Level;
        }
    }
}
