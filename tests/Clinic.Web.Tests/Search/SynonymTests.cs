namespace Clinic.Web.Tests.Search;

public sealed class SynonymTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    [Theory]
    [InlineData("RSD", "crps")]
    [InlineData("reflex sympathetic dystrophy", "crps")]
    [InlineData("Spravato", "esketamine")]
    [InlineData("drip", "infusion")]
    [InlineData("drips", "infusion")]
    [InlineData("electroshock", "ect")]
    [InlineData("how much", "costs")]
    public async Task Another_word_for_the_same_thing_is_found_and_marked(string typed, string meant)
    {
        var marked = (await site.Search(typed)).QuerySelectorAll(".results mark").Select(mark => mark.TextContent.ToLowerInvariant());

        Assert.Contains(meant, marked.SelectMany(mark => mark.Split(' ')));
    }

    [Fact]
    public async Task Other_forms_of_a_word_are_found() =>
        Assert.Equal(await site.FirstHit("infusion"), await site.FirstHit("infusions"));

    [Fact]
    public async Task A_slip_in_an_ending_needs_no_mending() =>
        Assert.Equal(await site.FirstHit("insurance"), await site.FirstHit("insurence"));

    [Fact]
    public async Task Accents_capitals_and_hyphens_do_not_matter()
    {
        Assert.Equal(await site.FirstHit("en espanol"), await site.FirstHit("EN ESPAÑOL"));
        Assert.Equal(await site.FirstHit("off-label"), await site.FirstHit("Off label"));
    }
}
