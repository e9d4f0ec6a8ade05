using Clinic.Web.Articles;
using Clinic.Web.Search;

namespace Clinic.Web.Tests.Search;

[Trait("Pace", "Slow")]
public sealed class SearchIndexTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 11, 23, 17, 0, 0, TimeSpan.Zero);

    readonly ContentCopy content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_word_in_the_title_counts_more_than_in_a_heading_and_that_more_than_in_the_text()
    {
        content.WritePage("in-text", "Rain", "## Clouds\n\nThe quokka sat down. A quokka, a quokka.");
        content.WritePage("in-heading", "Snow", "## Quokka\n\nIt sat down.");
        content.WritePage("in-title", "Quokka", "## Sun\n\nIt sat down.");
        using var index = Index();

        Assert.Equal(["/in-title", "/in-heading#quokka", "/in-text#clouds"], index.Find("quokka").Results.Select(result => result.Address));
    }

    [Fact]
    public void A_page_is_listed_once_with_at_most_two_further_sections()
    {
        content.WritePage("zoo", "Zoo", string.Join("\n\n", Enumerable.Range(1, 6).Select(n => $"## Cage {n}\n\nA quokka lives here.")));
        using var index = Index();
        var found = Assert.Single(index.Find("quokka").Results);

        Assert.Equal(2, found.Further.Count);
        Assert.DoesNotContain(found.Further, section => section.Address == found.Address);
        Assert.Equal(2, found.Further.Select(section => section.Address).Distinct().Count());
    }

    [Fact]
    public void An_entry_that_holds_all_words_comes_before_one_that_repeats_a_single_one()
    {
        content.WritePage("one", "Rain", "The quokka sat. A quokka, a quokka, a quokka.");
        content.WritePage("both", "Snow", "Far away from every town and road, and long before anybody came, a quokka met a wombat.");
        using var index = Index();

        Assert.Equal(["/both", "/one"], index.Find("quokka wombat").Results.Select(result => result.Address));
    }

    [Fact]
    public void An_excerpt_shows_the_words_around_the_match()
    {
        content.WritePage("far", "Rain", string.Concat(Enumerable.Repeat("Nothing to see in this sentence. ", 60)) + "Then <b>quokkas</b> & wombats came.");
        using var index = Index();
        var excerpt = index.Find("quokka").Results[0].Excerpt;

        Assert.Equal("quokkas", Assert.Single(excerpt, part => part.IsMatch).Text);
        Assert.InRange(excerpt.Sum(part => part.Text.Length), 20, 400);
    }

    [Fact]
    public void Texts_that_readers_may_not_see_are_not_found()
    {
        content.WritePage("later", "Rain", "A quokka.", published: "2026-12-24");
        using var today = Index();
        using var later = Index(Noon.AddDays(40));

        Assert.Empty(today.Find("quokka").Results);
        Assert.Equal("/later", later.Find("quokka").Results[0].Address);
    }

    [Theory]
    [InlineData("ketamine side effects", 40)]
    [InlineData("how long does it last", 40)]
    [InlineData("what does ketamine cost and does my insurance pay", 60)]
    [InlineData("cost drip high home pill pain heart sad baby age risk sick weird tired pay IV IM shot spray car ride call book form", 500)]
    [InlineData("kwtamjne deprexxion zzzzzzz qqqqqqq wwwwwww rrrrrrr ttttttt yyyyyyy uuuuuuu iiiiiii ooooooo ppppppp", 120)]
    public void A_search_costs_a_bounded_number_of_lookups(string typed, int most)
    {
        using var index = Index();

        Assert.InRange(index.Find(typed).Lookups, 1, most);
    }

    [Fact]
    public void Words_beyond_200_characters_are_not_read()
    {
        content.WritePage("far", "Rain", "A quokka.");
        using var index = Index();

        Assert.Empty(index.Find(new string('z', 200) + " quokka").Results);
    }

    [Fact]
    public void An_index_that_followed_changes_answers_as_one_made_anew()
    {
        var reader = new SnapshotReader(new(content.Path));
        content.WritePage("stays", "Rain", "A quokka in the rain, with ketamine.");
        content.WritePage("changes", "Snow", "A wombat in the snow.");
        content.WritePage("goes", "Fog", "A platypus in the fog.");
        using var followed = Index(reader.Read().At(Noon));

        content.WritePage("changes", "Snow", "A quokka in the snow, and an echidna.");
        File.Delete(Path.Combine(content.Path, "pages", "goes.md"));
        content.WritePage("comes", "Wind", "A bilby in the wind.");
        var shelf = reader.Read().At(Noon);
        followed.Update(shelf);

        using var fresh = Index(shelf);
        foreach (var typed in new[] { "quokka", "wombat", "wombatt", "platypus", "platypuss", "echidna", "bilby", "bilbyy", "ketamine", "side effects", "fog", "cost" })
        {
            var (one, other) = (followed.Find(typed), fresh.Find(typed));
            Assert.Equal(other.Results.Select(result => (result.Address, result.Title)).Order(), one.Results.Select(result => (result.Address, result.Title)).Order());
            Assert.Equal(other.Mended, one.Mended);
        }
        Assert.Empty(followed.Find("platypus").Results);
    }

    SearchIndex Index(DateTimeOffset? moment = null) => Index(new SnapshotReader(new(content.Path)).Read().At(moment ?? Noon));

    static SearchIndex Index(Shelf shelf)
    {
        var index = new SearchIndex();
        index.Update(shelf);
        return index;
    }
}
