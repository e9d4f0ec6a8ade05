using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Site;

/// <summary>What one browser or another drops without a word.</summary>
public sealed partial class StyleSheetTests
{
    [Fact]
    public void Underlines_are_written_out_because_Safari_reads_only_the_line_of_the_shorthand()
    {
        var sheets = Repository.Sources("wwwroot", ".css").ToList();

        Assert.NotEmpty(sheets);
        Assert.Empty(sheets.SelectMany(sheet => Shorthand().Matches(sheet.Text).Select(found => $"{sheet.Name}: {found.Value}")));
    }

    [Fact]
    public void Lists_without_marks_are_written_so_that_Safari_still_reads_them_out_as_lists()
    {
        Assert.DoesNotContain(Repository.Sources("wwwroot", ".css"), sheet => sheet.Text.Contains("list-style: none", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"text-decoration:\s*[\w-]+\s+[^;}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Shorthand();
}
