namespace Clinic.Web.Tests.Site;

/// <summary>What a first visit to an article costs, on a phone at night with one bar.</summary>
[Trait("Pace", "Long")]
public sealed class WeightTests : IDisposable
{
    const int Most = 14 * 1024;
    /// <summary>The status line, the date and the end of the head, which a server adds to what is counted here.</summary>
    const int RestOfTheHead = 17 + 37 + 2;

    readonly ClinicSite site = new() { IsProduction = true };

    [Theory]
    [InlineData("mood-disorders")]
    [InlineData("how-ketamine-works-in-depression")]
    [InlineData("pain-and-crps")]
    [InlineData("administration-routes")]
    [InlineData("side-effects")]
    public async Task An_article_its_style_and_their_heads_are_at_most_14_kilobytes(string article)
    {
        var page = await site.Page($"/articles/{article}");
        var style = Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]")).GetAttribute("href")!;
        // The strongest compression happens in the background.
        await Eventually.Holds(async () => await Weight($"/articles/{article}") + await Weight(style) <= Most, TimeSpan.FromSeconds(30), $"{article} weighs {Most} bytes at most");
    }

    public void Dispose() => site.Dispose();

    async Task<int> Weight(string address)
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        return (await answer.Content.ReadAsByteArrayAsync()).Length + answer.Headers.Concat(answer.Content.Headers).Sum(header => header.Value.Sum(value => header.Key.Length + value.Length + 4)) + RestOfTheHead;
    }
}
