using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>As on a server: the public address is https, and a proxy speaks plain http with the site.</summary>
[Trait("Pace", "Slow")]
public sealed class BehindProxyTests : IDisposable
{
    readonly SecureSite site = new();

    public BehindProxyTests() => site.Settings["Limits:PostsPerAddress"] = "1";

    [Fact]
    public async Task The_form_opens_with_a_cookie_for_https_only()
    {
        using var browser = site.Browser("https");

        var answer = await browser.GetAsync(FormBrowser.Address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure;", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_count_the_visitor_and_not_the_proxy()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EmptyPost("203.0.113.1"));
        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.2"));
    }

    [Fact]
    public async Task A_visitor_who_names_others_before_itself_is_still_itself()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EmptyPost("192.0.2.99, 203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EmptyPost("127.0.0.1, 203.0.113.1"));
    }

    [Fact]
    public async Task A_chain_of_believed_proxies_is_walked_to_the_visitor()
    {
        site.Settings["Site:Proxies"] = "10.0.0.0/8, 192.0.2.5";
        site.Peer = IPAddress.Parse("10.1.2.3");

        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.1, 192.0.2.5", "https, https"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EmptyPost("203.0.113.1, 192.0.2.5", "https, https"));
        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.2, 192.0.2.5", "https, https"));
    }

    [Theory]
    [InlineData("https", HttpStatusCode.OK)]
    [InlineData("http", HttpStatusCode.PermanentRedirect)]
    [InlineData("http, https", HttpStatusCode.OK)]
    [InlineData("https, http", HttpStatusCode.PermanentRedirect)]
    public async Task The_nearest_proxy_says_whether_the_visitor_came_over_https(string cameOver, HttpStatusCode status)
    {
        using var browser = site.Browser(cameOver);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1, 127.0.0.1");

        Assert.Equal(status, (await browser.GetAsync(new Uri("/glossary", UriKind.Relative))).StatusCode);
        Assert.Equal(status, (await browser.GetAsync(new Uri("/glossary", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("none", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "10.1.2.3")]
    public async Task Nobody_else_is_believed(string proxies, string peer)
    {
        site.Settings["Site:Proxies"] = proxies;
        site.Peer = IPAddress.Parse(peer);

        Assert.Equal(HttpStatusCode.Forbidden, await EmptyPost("203.0.113.1"));
        using var browser = site.Browser("https");
        Assert.Equal(HttpStatusCode.PermanentRedirect, (await browser.GetAsync(new Uri("/glossary", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Who_is_not_believed_cannot_be_somebody_else_for_the_limits()
    {
        site.Settings["Site:PublicUrl"] = "http://localhost";
        site.Settings["Site:Proxies"] = "none";

        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EmptyPost("203.0.113.2"));
    }

    async Task<HttpStatusCode> EmptyPost(string visitor, string cameOver = "https")
    {
        using var browser = site.Browser(cameOver);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", visitor);
        using var nothing = new FormUrlEncodedContent([]);
        return (await browser.PostAsync(FormBrowser.Address, nothing)).StatusCode;
    }

    public void Dispose() => site.Dispose();
}
