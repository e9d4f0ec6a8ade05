using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>As on a server: the public address is https, and a proxy speaks plain http with the site.</summary>
public sealed class BehindProxyTests : IDisposable
{
    readonly ClinicSite site = new() { IsProduction = true };

    public BehindProxyTests() => site.Settings["Site:PublicUrl"] = "https://localhost";

    [Fact]
    public async Task The_form_opens_with_a_cookie_for_https_only()
    {
        using var browser = site.Browser();

        var answer = await browser.GetAsync(FormBrowser.Address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-form=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure;", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_count_the_visitor_and_not_the_proxy()
    {
        site.Settings["Limits:PostsPerAddress"] = "1";

        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await EmptyPost("203.0.113.1"));
        Assert.Equal(HttpStatusCode.BadRequest, await EmptyPost("203.0.113.2"));
    }

    async Task<HttpStatusCode> EmptyPost(string visitor)
    {
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", visitor);
        using var nothing = new FormUrlEncodedContent([]);
        return (await browser.PostAsync(FormBrowser.Address, nothing)).StatusCode;
    }

    public void Dispose() => site.Dispose();
}
