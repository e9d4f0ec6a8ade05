using Clinic.Web.Search;

namespace Clinic.Web.Tests.Search;

public sealed class SlipTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    [Theory]
    [InlineData("ketemine", "ketamine")]
    [InlineData("ketamne", "ketamine")]
    [InlineData("Deppression", "depression")]
    [InlineData("infussion", "infusion")]
    [InlineData("side efects of ketemine", "side effects of ketamine")]
    [InlineData("spravatto", "spravato")]
    [InlineData("insurrance", "insurance")]
    [InlineData("bipoler", "bipolar")]
    [InlineData("preganncy", "pregnancy")]
    [InlineData("chronic pian", "chronic pain")]
    [InlineData("addicton", "addiction")]
    public async Task A_slip_is_mended_and_the_page_says_so(string typed, string mended)
    {
        var page = await site.Search(typed);

        Assert.Contains($"Showing results for {mended}", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SearchedSite.Hits(await site.Search(mended)), SearchedSite.Hits(page));
        Assert.Equal(typed, page.QuerySelector("#q")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("ketamine")]
    [InlineData("infusions")]
    [InlineData("feeling depressed")]
    [InlineData("is it safe")]
    [InlineData("memory loss")]
    [InlineData("parking")]
    [InlineData("RSD")]
    [InlineData("Spravato")]
    [InlineData("quiero morir")]
    [InlineData("xyzzyx")]
    [InlineData("a1b2c3d4")]
    public async Task Words_that_exist_and_words_like_nothing_of_ours_stay_as_typed(string typed) =>
        Assert.DoesNotContain("Showing results for", (await site.Search(typed)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

    [Theory]
    [InlineData("ketemine", "ketamine", 1)]
    [InlineData("ketmaine", "ketamine", 1)]
    [InlineData("deppression", "depression", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("pain", "pain", 0)]
    [InlineData("kitten", "sitting", 3)]
    public void Swapped_neighbours_are_one_slip(string typed, string meant, int slips)
    {
        Assert.Equal(slips, Spelling.Distance(typed, meant));
        Assert.Equal(slips, Spelling.Distance(meant, typed));
        Assert.True(Spelling.Distance(typed, meant, limit: 2) == slips || slips > 2);
    }

    [Theory]
    [InlineData("pan", null)]
    [InlineData("pian", "pain")]
    [InlineData("paaain", null)]
    [InlineData("kettamin", "ketamine")]
    [InlineData("ketttamin", null)]
    public void Short_words_allow_fewer_slips(string typed, string? meant)
    {
        var spelling = new Spelling();
        spelling.Add(["pain", "ketamine"], []);

        Assert.Equal(meant, spelling.Nearest(typed));
    }

    [Fact]
    public void A_word_whose_last_text_is_gone_is_no_longer_offered()
    {
        var spelling = new Spelling();
        spelling.Add(["quokka"], ["quokka", "bandicoot"]);

        spelling.Remove(["quokka"], ["quokka"]);

        Assert.Null(spelling.Nearest("quokkka"));
        Assert.Equal("bandicoot", spelling.Nearest("bandicot"));
    }
}
