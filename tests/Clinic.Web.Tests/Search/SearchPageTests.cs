namespace Clinic.Web.Tests.Search;

[Trait("Pace", "Slow")]
public sealed class SearchPageTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    [Theory]
    [InlineData("depression")]
    [InlineData("side effects")]
    [InlineData("where are you located")]
    [InlineData("ketamine")]
    public async Task Every_result_leads_to_a_place_that_exists(string typed)
    {
        var page = await site.Search(typed);
        var links = page.QuerySelectorAll(".results a").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(links);
        Assert.Equal(links.Count, links.Distinct().Count());
        foreach (var link in links)
        {
            var target = await site.Page(link.Split('#')[0]);
            if (link.Split('#') is [_, var id]) Assert.NotNull(target.GetElementById(id));
            else Assert.NotNull(target.QuerySelector("main h1"));
        }
    }

    [Fact]
    public async Task Excerpts_mark_what_was_searched_for()
    {
        var page = await site.Search("bladder");

        Assert.All(page.QuerySelectorAll(".results mark"), mark => Assert.Matches("(?i)bladder|urin|urine|urinary|pee|cystitis|burn", mark.TextContent));
        Assert.DoesNotContain("  ", page.QuerySelector(".results li p:not(.where)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_is_shown_back_as_text()
    {
        const string Typed = "\"><script>alert(1)</script><mark>";
        var page = await site.Search(Typed);

        Assert.Equal(Typed, page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Theory]
    [InlineData("better off dead")]
    [InlineData("cant take it anymore")]
    [InlineData("i can't go on")]
    [InlineData("hopeless")]
    [InlineData("help me")]
    [InlineData("too many pills")]
    [InlineData("sucide")]
    public async Task Who_is_in_despair_or_danger_reads_no_remark_about_words(string typed)
    {
        var main = (await site.Search(typed)).QuerySelector("main")!;

        Assert.NotNull(main.QuerySelector(".crisis-card a[href='tel:988']"));
        Assert.Contains("call 911 first", main.QuerySelector(".crisis-card")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("None of our pages", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Showing results for", main.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_offers_the_articles_and_the_phone()
    {
        var main = (await site.Search("xyzzyx")).QuerySelector("main")!;

        Assert.Empty(main.QuerySelectorAll(".results"));
        Assert.Equal(5, main.QuerySelectorAll("a[href^='/articles/']").Length);
        Assert.NotNull(main.QuerySelector("a[href^='tel:+1']"));
    }

    [Theory]
    [InlineData("/search")]
    [InlineData("/search?q=")]
    [InlineData("/search?q=%20%20")]
    [InlineData("/search?other=1")]
    public async Task Without_words_there_is_only_the_form(string address)
    {
        var main = (await site.Page(address)).QuerySelector("main")!;

        Assert.NotNull(main.QuerySelector("form[role=search][method=get][action='/search'] label[for=q]"));
        Assert.Equal("200", main.QuerySelector("#q")!.GetAttribute("maxlength"));
        Assert.Empty(main.QuerySelectorAll(".results, section"));
    }

    [Fact]
    public async Task A_saved_page_is_found_soon()
    {
        using var content = new ContentCopy();
        using var edited = new ClinicSite { Settings = { ["Site:ContentFolder"] = content.Path } };
        Assert.Empty((await edited.Page("/search?q=quokka")).QuerySelectorAll(".results"));
        content.WritePage("zoo", "Zoo", "A quokka lives here.");

        var found = false;
        for (var tries = 0; tries < 50 && !found; tries++)
        {
            await Task.Delay(200);
            found = (await edited.Page("/search?q=quokka")).QuerySelector(".results a[href='/zoo']") is not null;
        }
        Assert.True(found);
    }
}
