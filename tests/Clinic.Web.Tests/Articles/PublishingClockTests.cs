using System.Globalization;
using System.Net;

namespace Clinic.Web.Tests.Articles;

/// <summary>Dates act at their minute by the clinic's clock, in a running site as on a server, its pages kept as bytes.</summary>
[Trait("Pace", "Slow")]
public sealed class PublishingClockTests : IDisposable
{
    static readonly DateTimeOffset LastMinute = new(2026, 6, 2, 3, 59, 59, TimeSpan.Zero);

    readonly ContentCopy content = new();
    readonly ManualClock clock = new(LastMinute);
    readonly ClinicSite site;

    public PublishingClockTests()
    {
        content.Write("articles/other.md", ContentCopy.Article("Other words.", "title: Another article", "related: [sample]"));
        site = new() { Clock = clock, IsProduction = true };
        site.Settings["Site:ContentFolder"] = content.Folder;
    }

    [Theory]
    [InlineData("published: 2026-06-02", "2026-06-02T04:00:00Z", false, true)]
    [InlineData("expires: 2026-06-02", "2026-06-02T04:00:00Z", true, false)]
    [InlineData("published: 2026-06-02 14:30", "2026-06-02T18:30:00Z", false, true)]
    [InlineData("expires: 2026-06-02 14:30", "2026-06-02T18:30:00Z", true, false)]
    // The clocks are put back that night, and this minute comes twice.
    [InlineData("published: 2026-11-01 01:30", "2026-11-01T06:30:00Z", false, true)]
    public async Task An_article_comes_or_goes_everywhere_at_its_minute_without_a_restart(string line, string minute, bool before, bool after)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Unmistakable quokkas.", line));
        var moment = DateTimeOffset.Parse(minute, CultureInfo.InvariantCulture);

        clock.Now = moment.AddSeconds(-1);
        await Everywhere(before, before);
        clock.Now = moment;
        await Everywhere(after, after);
    }

    [Fact]
    public async Task Overdue_is_said_on_the_page_and_past_the_grace_period_it_leaves_the_lists_with_a_pointer()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Unmistakable quokkas.", "next-review: 2026-06-01"));
        Assert.DoesNotContain("due for review", await Shown("/articles/sample"), StringComparison.Ordinal);

        clock.Now = LastMinute.AddSeconds(1);
        Assert.Contains("due for review", await Shown("/articles/sample"), StringComparison.Ordinal);
        await Everywhere(isListed: true, isThere: true);

        clock.Now = clock.Now.AddDays(60);
        var page = await site.Page("/articles/sample");
        Assert.NotNull(page.QuerySelector("main .banner.overdue a[href='/articles']"));
        await Everywhere(isListed: false, isThere: true);
    }

    async Task Everywhere(bool isListed, bool isThere)
    {
        foreach (var list in new[] { "/", "/articles", "/sitemap.xml", "/feed.xml", "/articles/other", "/search?q=quokkas" })
            Assert.True(isListed == (await Shown(list)).Contains("/articles/sample", StringComparison.Ordinal), $"{list} {(isListed ? "misses" : "shows")} it at {clock.Now}");
        using var browser = site.Browser();
        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await browser.GetAsync(new Uri("/articles/sample", UriKind.Relative))).StatusCode);
    }

    async Task<string> Shown(string address)
    {
        using var browser = site.Browser();
        return await browser.GetStringAsync(new Uri(address, UriKind.Relative));
    }

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
    }
}
