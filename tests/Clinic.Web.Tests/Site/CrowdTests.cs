using System.Net;
using System.Text;

namespace Clinic.Web.Tests.Site;

/// <summary>Visitors who dawdle or flood, in small; tests/Clinic.Web.Benchmarks does the same in large.</summary>
[Trait("Pace", "Long")]
public sealed class CrowdTests(WireSite site) : IClassFixture<WireSite>
{
    const int Slow = 100;

    [Fact]
    public async Task Visitors_who_dawdle_are_let_go_and_keep_nobody_waiting()
    {
        string[] beginnings =
        [
            "", "GET /articles HTTP/1.1\r\nHost: localhost\r\nX-A: b",
            "POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nFullName=A",
            "POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nFullN",
        ];
        var dawdling = await Task.WhenAll(Enumerable.Range(0, Slow).Select(async i =>
        {
            var stream = await site.Connect();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginnings[i % beginnings.Length]));
            return stream;
        }));

        using var browser = new HttpClient { BaseAddress = site.Process.Address };
        var statuses = await Task.WhenAll(Enumerable.Range(0, Slow).Select(async _ => (await browser.GetAsync(new Uri("/articles", UriKind.Relative))).StatusCode));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        // Who has said nothing at all may stay for the whole of a keep-alive; the others end within seconds, each with an answer or none, never with a page.
        var ends = await Task.WhenAll(dawdling.Where((_, i) => i % beginnings.Length != 0).Select(WireSite.ReadToEnd));
        Assert.All(ends, end => Assert.True(end.Length == 0 || end.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), end));
        foreach (var stream in dawdling) await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_flood_from_one_address_ends_at_its_limit_and_another_address_gets_through()
    {
        await using var flooded = new WireSite();
        await flooded.InitializeAsync();
        using var one = Visitor(flooded, "198.51.100.1");
        using var other = Visitor(flooded, "198.51.100.2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => Post(one)));
        answers = [.. answers, .. await Task.WhenAll(Enumerable.Range(0, 280).Select(_ => Post(one)))];
        var read = await one.GetAsync(new Uri("/articles", UriKind.Relative));

        Assert.Equal(120, answers.Count(answer => answer is (HttpStatusCode.BadRequest, "text/html")));
        // Enough pages for those who live there too; then a sentence each.
        Assert.Equal(60, answers.Count(answer => answer is (HttpStatusCode.TooManyRequests, "text/html")));
        Assert.Equal(220, answers.Count(answer => answer is (HttpStatusCode.TooManyRequests, "text/plain")));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), await Post(other));
    }

    static HttpClient Visitor(WireSite site, string address)
    {
        var browser = new HttpClient { BaseAddress = site.Process.Address };
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }

    static async Task<(HttpStatusCode Status, string? Type)> Post(HttpClient browser)
    {
        using var nothing = new FormUrlEncodedContent([]);
        using var answer = await browser.PostAsync(FormBrowser.Address, nothing);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
    }
}
