using Clinic.Web.Publishing.Differences;

namespace Clinic.Web.Tests.Publishing.Differences;

public sealed class DifferenceTests
{
    [Theory]
    [InlineData("We open at nine.", "We open at eight.", "We open at [-nine.-] {+eight.+}")]
    [InlineData("We open.", "We open at eight.", "We [-open.-] {+open at eight.+}")]
    [InlineData("", "New words.", "{+New words.+}")]
    [InlineData("Old words.", "", "[-Old words.-]")]
    public void A_paragraph_reads_as_both_versions_with_one_space_between_words(string before, string after, string shown)
    {
        var paragraphs = ParagraphDifference.Of([before], [after]);

        Assert.Equal(shown, string.Join('/', paragraphs.Select(paragraph => Shown(paragraph.Runs))));
    }

    [Fact]
    public void A_place_names_its_line_in_the_newer_version_and_keeps_every_space()
    {
        var places = PlaceDifference.Of("a: 1\nprice: 420\nb: 2\n", "new: 0\na: 1\nprice: 435\nb: 2\n");

        Assert.Equal([(1, "{+new: 0+}"), (3, "price: [-420-]{+435+}")], places.Select(place => (place.Line, Shown(place.Runs))));
    }

    static string Shown(IEnumerable<WordRun> runs) => string.Concat(runs.Select(run => run.Change switch
    {
        WordChange.Removed => $"[-{run.Text}-]",
        WordChange.Added => $"{{+{run.Text}+}}",
        WordChange.Same => run.Text,
    }));
}
