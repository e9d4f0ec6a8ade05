namespace Clinic.Web.Tests.Site;

/// <summary>What a first visit to an article costs, on a phone at night with one bar.</summary>
[Trait("Pace", "Long")]
public sealed class WeightTests : IDisposable
{
    const int Kilobyte = 1024;
    const int Most = 14 * Kilobyte;
    const int ForCrisisWords = 4 * 1024;
    /// <summary>The status line, the date and the end of the head, which a server adds to what is counted here.</summary>
    const int RestOfTheHead = 17 + 37 + 2;

    readonly ClinicSite site = new() { IsProduction = true };

    [Theory]
    // The goal is 14. What a reader must know of benefit, harm and getting worse took four articles past it on 2026-11-30; they grow no further.
    [InlineData("mood-disorders", 16)]
    [InlineData("how-ketamine-works-in-depression", 15)]
    [InlineData("pain-and-crps", 14)]
    [InlineData("administration-routes", 16)]
    [InlineData("side-effects", 16)]
    public async Task An_article_its_style_and_their_heads_are_light(string article, int kilobytes)
    {
        var most = kilobytes * Kilobyte;
        var page = await site.Page($"/articles/{article}");
        var style = Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]")).GetAttribute("href")!;
        // The strongest compression happens in the background.
        await Eventually.Holds(async () => await Weight($"/articles/{article}") + await Weight(style) <= most, TimeSpan.FromSeconds(30), $"{article} weighs {most} bytes at most");
    }

    [Fact]
    public async Task The_form_its_styles_and_its_script_are_at_most_14_kilobytes_and_4_more_for_the_crisis_words()
    {
        var page = await site.Page("/is-ketamine-right-for-me");
        string[] styles = [.. page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!)];
        var script = page.QuerySelector("script")!.GetAttribute("src")!;

        await Eventually.Holds(async () => await Body(script) + await Body("/is-ketamine-right-for-me") + await Body(styles[0]) + await Body(styles[1]) <= Most + ForCrisisWords, TimeSpan.FromSeconds(30), "the form is light");
    }

    [Fact]
    public async Task Only_the_empty_form_is_compressed_never_what_repeats_an_answer()
    {
        using var form = await FormBrowser.At(site);
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "br, gzip");

        using var empty = await browser.GetAsync(FormBrowser.Address);
        using var answered = await browser.PostAsync(FormBrowser.Address, new FormUrlEncodedContent([new("FullName", "Robin")]));

        Assert.Equal(["br"], empty.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", empty.Headers.Vary);
        Assert.Empty(answered.Content.Headers.ContentEncoding);
        Assert.Contains("value=\"Robin\"", await answered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    // Without the heads, of which a browser's HTTP/2 sends each line once.
    async Task<int> Body(string address)
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        return (await browser.GetByteArrayAsync(new Uri(address, UriKind.Relative))).Length;
    }

    async Task<int> Weight(string address)
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        return (await answer.Content.ReadAsByteArrayAsync()).Length + answer.Headers.Concat(answer.Content.Headers).Sum(header => header.Value.Sum(value => header.Key.Length + value.Length + 4)) + RestOfTheHead;
    }
}
