using System.Net;
using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Site;

/// <summary>What every answer says to the browser, on every route and with every status.</summary>
public sealed class HeaderTests(SecureSite site) : IClassFixture<SecureSite>
{
    const int LeastStable = 130;
    const int LeastNewest = 150;

    static readonly Dictionary<string, string> OnEveryAnswer = new(StringComparer.Ordinal)
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "no-referrer",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Cross-Origin-Embedder-Policy"] = "require-corp",
        ["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains; preload",
    };

    [Fact]
    public async Task Every_address_that_links_lead_to_scores_130_and_more_at_the_Observatory()
    {
        using var browser = site.Browser("https");
        var answers = new List<(string Address, HttpResponseMessage Answer, IHtmlDocument? Page)>();
        var addresses = new List<string> { "/", "/sitemap.xml", "/robots.txt", "/livez", "/readyz", "/healthz", "/search?q=cost", "/is-ketamine-right-for-me/received" };
        for (var i = 0; i < addresses.Count; i++)
        {
            var answer = await browser.GetAsync(new Uri(addresses[i], UriKind.Relative));
            var page = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await ClinicSite.Html(answer) : null;
            answers.Add((addresses[i], answer, page));
            addresses.AddRange(LinksOf(page).Except(addresses));
        }

        Assert.True(answers.Count > 30, $"only {answers.Count} addresses were found");
        Assert.Contains(answers, answer => answer.Address.StartsWith("/assets/form.", StringComparison.Ordinal) && answer.Address.EndsWith(".js", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Address.EndsWith(".svg", StringComparison.Ordinal));
        Assert.All(answers, answer => Assert.Equal((answer.Address, HttpStatusCode.OK), (answer.Address, answer.Answer.StatusCode)));
        Assert.All(answers, answer => Judge(answer.Address, answer.Answer, answer.Page));
        Assert.All(answers, answer => Assert.True(answer.Answer.Content.Headers.ContentType is { MediaType: not "text/html" and not "text/plain" and not "text/css" and not "text/javascript" } or { CharSet: "utf-8" }, $"{answer.Address} has no character set"));
    }

    [Theory]
    [InlineData(200, "GET", "/articles")]
    [InlineData(200, "HEAD", "/articles")]
    [InlineData(200, "HEAD", "/is-ketamine-right-for-me")]
    [InlineData(301, "GET", "/ARTICLES/")]
    [InlineData(400, "POST", "/is-ketamine-right-for-me")]
    [InlineData(404, "GET", "/nothing-here")]
    [InlineData(404, "HEAD", "/nothing-here")]
    [InlineData(404, "GET", "/assets/gone.css")]
    [InlineData(404, "GET", "/request/0000")]
    [InlineData(405, "POST", "/")]
    [InlineData(405, "PUT", "/is-ketamine-right-for-me")]
    [InlineData(405, "DELETE", "/articles")]
    [InlineData(405, "TRACE", "/")]
    [InlineData(405, "OPTIONS", "/")]
    [InlineData(405, "POST", "/livez")]
    public async Task Every_status_has_them_too(int status, string method, string address)
    {
        using var browser = site.Browser("https");

        await Answers(status, browser, new(new(method), address));
    }

    [Fact]
    public async Task An_answer_without_news_has_them()
    {
        using var browser = site.Browser("https");
        foreach (var address in new[] { "/articles", (await browser.GetStringAsync(new Uri("/", UriKind.Relative))).Split('"').First(text => text.StartsWith("/assets/", StringComparison.Ordinal)) })
        {
            var first = await browser.GetAsync(new Uri(address, UriKind.Relative));
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

            await Answers(304, browser, again);
        }
    }

    [Fact]
    public async Task A_refused_host_and_a_body_that_is_too_large_have_them()
    {
        using var browser = site.Browser("https");

        await Answers(400, browser, new(HttpMethod.Get, "/articles") { Headers = { Host = "evil.example" } });
        await Answers(413, browser, new(HttpMethod.Post, FormBrowser.Address) { Content = new ByteArrayContent(new byte[65 * 1024]) { Headers = { ContentType = new("application/x-www-form-urlencoded") } } });
    }

    [Fact]
    public async Task A_visitor_who_is_asked_to_wait_gets_them()
    {
        using var strict = new SecureSite { Settings = { ["Limits:PostsPerAddress"] = "1" } };
        using var browser = strict.Browser("https");

        await Answers(400, browser, new(HttpMethod.Post, FormBrowser.Address) { Content = new FormUrlEncodedContent([]) });
        await Answers(429, browser, new(HttpMethod.Post, FormBrowser.Address) { Content = new FormUrlEncodedContent([]) });
    }

    [Fact]
    public async Task A_mistake_of_ours_has_them_and_tells_nothing()
    {
        using var broken = new SecureSite { HasLostItsKeys = true };
        using var browser = broken.Browser("https");

        var answer = await Answers(500, browser, new(HttpMethod.Get, FormBrowser.Address));

        Assert.True(answer.Headers.CacheControl?.NoStore);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Something went wrong on our side", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quokkaname", text, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Security-Policy", "default-src 'self'", 120)]
    [InlineData("Content-Security-Policy", "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'", 80)]
    [InlineData("Content-Security-Policy", null, 75)]
    [InlineData("Strict-Transport-Security", null, 80)]
    [InlineData("Strict-Transport-Security", "max-age=86400", 120)]
    [InlineData("X-Content-Type-Options", null, 125)]
    [InlineData("Cross-Origin-Resource-Policy", null, 120)]
    [InlineData("Referrer-Policy", "unsafe-url", 120)]
    public async Task The_score_falls_when_a_header_is_weaker(string header, string? value, int stable)
    {
        using var browser = site.Browser("https");
        var answer = await browser.GetAsync(new Uri("/articles", UriKind.Relative));
        Assert.Equal(new Observatory(LeastStable, LeastNewest), Observatory.Score(answer, null));

        answer.Headers.Remove(header);
        if (value is not null) answer.Headers.Add(header, value);

        Assert.Equal(stable, Observatory.Score(answer, null).Stable);
    }

    static async Task<HttpResponseMessage> Answers(int status, HttpClient browser, HttpRequestMessage request)
    {
        var answer = await browser.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Judge($"{request.Method} {request.RequestUri}", answer, answer.Content.Headers.ContentType?.MediaType == "text/html" ? await ClinicSite.Html(answer) : null);
        return answer;
    }

    static void Judge(string what, HttpResponseMessage answer, IHtmlDocument? page)
    {
        var (stable, newest) = Observatory.Score(answer, page);
        Assert.True(stable >= LeastStable && newest >= LeastNewest, $"{what} scores {stable} and {newest}");
        foreach (var (name, value) in OnEveryAnswer) Assert.Equal((what, name, value), (what, name, Observatory.Header(answer, name)));
        Assert.Null(Observatory.Header(answer, "Server"));
        Assert.Null(Observatory.Header(answer, "X-Powered-By"));

        var policy = Observatory.PolicyOf(answer);
        Assert.Equal(["'none'"], policy["default-src"]);
        Assert.Equal(["'none'"], policy["frame-ancestors"]);
        Assert.DoesNotContain("'unsafe", Observatory.Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        if (page is null) return;
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src]):not([type='application/ld+json']), base, object, embed, iframe, meta[http-equiv]"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Equal(page.QuerySelectorAll("script[src]").Select(script => $"'{script.GetAttribute("integrity")}'"), policy.GetValueOrDefault("script-src") ?? []);
    }

    static IEnumerable<string> LinksOf(IHtmlDocument? page) =>
        page?.QuerySelectorAll("[href], [src]")
            .Select(element => (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('#')[0])
            .Where(address => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal) ?? [];
}
