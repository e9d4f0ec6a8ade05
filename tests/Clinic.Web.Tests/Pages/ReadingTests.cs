using System.Net;

namespace Clinic.Web.Tests.Pages;

public sealed class ReadingTests(ClinicSite site) : IClassFixture<ClinicSite>
{
    [Theory]
    [InlineData("/articles/mood-disorders")]
    [InlineData("/articles/how-ketamine-works-in-depression")]
    [InlineData("/articles/pain-and-crps")]
    [InlineData("/articles/administration-routes")]
    [InlineData("/articles/side-effects")]
    public async Task An_article_shows_its_reviewer_sources_and_a_way_to_ask(string address)
    {
        var page = await site.Page(address);

        Assert.NotEmpty(page.QuerySelectorAll(".byline dd"));
        Assert.True(page.QuerySelectorAll(".sources li").Length >= 5);
        Assert.NotNull(page.QuerySelector(".ask a[href='/is-ketamine-right-for-me']"));
    }

    [Fact]
    public async Task An_unknown_address_is_a_helpful_404()
    {
        using var browser = site.Browser();
        var answer = await browser.GetAsync(new Uri("/articles/no-such-article", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotNull((await ClinicSite.Html(answer)).QuerySelector("main a[href='/articles']"));
    }
}
