using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>Pages kept as bytes, as on a server: never older than the content, the clock or the visitor allow.</summary>
[Trait("Pace", "Slow")]
public sealed class PageCacheTests : IDisposable
{
    readonly ContentCopy content = new();
    readonly ManualClock clock = new(new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero));
    readonly ClinicSite site;

    public PageCacheTests()
    {
        site = new() { Clock = clock, IsProduction = true };
        site.Settings["Site:ContentFolder"] = content.Folder;
    }

    [Fact]
    public async Task An_edit_shows_in_under_five_seconds()
    {
        Assert.Contains("Some words.", await Shown("/articles/sample"), StringComparison.Ordinal);

        content.Write(ContentCopy.Sample, ContentCopy.Article("Edited words."));

        await Eventually.Holds(async () => (await Shown("/articles/sample")).Contains("Edited words.", StringComparison.Ordinal), TimeSpan.FromSeconds(5), "the edit shows");
    }

    [Fact]
    public async Task A_kept_page_knows_when_the_clinic_closes()
    {
        clock.Now = new(2026, 6, 1, 20, 59, 59, TimeSpan.Zero);
        Assert.Contains("open now", await Shown("/articles"), StringComparison.OrdinalIgnoreCase);

        clock.Now = new(2026, 6, 1, 21, 0, 0, TimeSpan.Zero);
        Assert.Contains("closed now", await Shown("/articles"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_kept_page_is_gone_on_the_day_it_expires()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Some words.", "expires: 2026-06-02"));
        Assert.Equal(HttpStatusCode.OK, (await Get("/articles/sample")).StatusCode);

        clock.Now = new(2026, 6, 2, 4, 0, 0, TimeSpan.Zero);

        Assert.Equal(HttpStatusCode.NotFound, (await Get("/articles/sample")).StatusCode);
        Assert.DoesNotContain("/articles/sample", await Shown("/articles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_is_made_anew_for_each_visitor()
    {
        using var one = await FormBrowser.At(site);
        using var other = await FormBrowser.At(site);

        Assert.NotEqual(one.Ticket, other.Ticket);
        Assert.NotEqual(one.Token, other.Token);
    }

    [Fact]
    public async Task A_kept_page_sets_no_cookie_and_holds_nothing_from_the_query()
    {
        await Get("/articles/sample?q=Quokkaname");
        var kept = await Get("/articles/sample");

        Assert.False(kept.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("Quokkaname", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(await kept.Content.ReadAsStringAsync(), await Shown("/articles/sample"));
    }

    [Theory]
    [InlineData("/articles/sample")]
    [InlineData("/sitemap.xml")]
    public async Task The_head_of_a_page_that_nobody_asked_for_yet_is_that_of_the_whole(string address)
    {
        using var browser = site.Browser();
        var head = await browser.SendAsync(new(HttpMethod.Head, address));
        var whole = await Get(address);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.NotEqual(0, whole.Content.Headers.ContentLength);
        Assert.Equal(Lines(whole), Lines(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());

        static IEnumerable<string> Lines(HttpResponseMessage answer) => $"{answer.Headers}{answer.Content.Headers}".Split('\n').Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(0, null, HttpStatusCode.NotModified)]
    [InlineData(3600, null, HttpStatusCode.NotModified)]
    [InlineData(-1, null, HttpStatusCode.OK)]
    [InlineData(0, "\"other\"", HttpStatusCode.OK)]
    [InlineData(-1, "*", HttpStatusCode.NotModified)]
    public async Task A_browser_that_has_the_page_by_its_date_is_told_so_unless_a_tag_says_otherwise(int secondsAfterChange, string? tag, HttpStatusCode status)
    {
        var changed = (await Get("/articles/sample")).Content.Headers.LastModified!.Value;
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/articles/sample") { Headers = { IfModifiedSince = changed.AddSeconds(secondsAfterChange) } };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);

        Assert.Equal(status, (await browser.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_tag_on_any_line_of_the_header_counts()
    {
        var (tag, changed) = ((await Get("/articles/sample")).Headers.ETag!.Tag, (await Get("/articles/sample")).Content.Headers.LastModified!.Value);
        using var browser = site.Browser();

        Assert.Equal(HttpStatusCode.NotModified, await Status("\"other\"", tag));
        Assert.Equal(HttpStatusCode.OK, await Status("\"other\"", "\"another\""));

        async Task<HttpStatusCode> Status(params string[] lines)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/articles/sample") { Headers = { IfModifiedSince = changed } };
            foreach (var line in lines) request.Headers.TryAddWithoutValidation("If-None-Match", line);
            return (await browser.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task The_mailbox_of_Development_is_not_there() => Assert.Equal(HttpStatusCode.NotFound, (await Get("/dev/mail")).StatusCode);

    async Task<HttpResponseMessage> Get(string address)
    {
        using var browser = site.Browser();
        return await browser.GetAsync(new Uri(address, UriKind.Relative));
    }

    async Task<string> Shown(string address) => await (await Get(address)).Content.ReadAsStringAsync();

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
    }
}
