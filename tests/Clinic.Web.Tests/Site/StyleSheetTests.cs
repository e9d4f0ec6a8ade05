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

    [GeneratedRegex(@"text-decoration:\s*[\w-]+\s+[^;}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Shorthand();
}
