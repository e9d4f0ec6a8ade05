using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>Whom the site answers: its own name, over https, and requests that read carry nothing.</summary>
public sealed class FrontDoorTests : IClassFixture<SecureSite>
{
    static readonly Uri Articles = new("/articles", UriKind.Relative);

    readonly SecureSite site;

    public FrontDoorTests(SecureSite site)
    {
        this.site = site;
        site.Settings["Site:PublicUrl"] = "https://clinic.example";
        site.Peer = null;
    }

    [Theory]
    [InlineData("clinic.example")]
    [InlineData("clinic.example:443")]
    [InlineData("CLINIC.example")]
    public async Task The_configured_host_answers(string host) => Assert.Equal(HttpStatusCode.OK, await StatusFor(host));

    [Theory]
    [InlineData("evil.example")]
    [InlineData("clinic.example:80")]
    [InlineData("clinic.example:8443")]
    [InlineData("clinic.example:0443")]
    [InlineData("clinic.example:")]
    [InlineData("clinic.example.")]
    [InlineData("clinic.example.:443")]
    [InlineData(".clinic.example")]
    [InlineData("www.clinic.example")]
    [InlineData("clinic.example.evil.example")]
    [InlineData("evil.example.clinic.example")]
    [InlineData("evilclinic.example")]
    [InlineData("clinic-example")]
    [InlineData("clinic")]
    [InlineData("clinic.example,evil.example")]
    [InlineData("clinic.example evil.example")]
    [InlineData("evil.example@clinic.example")]
    [InlineData("clinic.example@evil.example")]
    [InlineData("clinic.example/evil")]
    [InlineData("clinic.example#evil.example")]
    [InlineData("clinic.example?evil.example")]
    [InlineData("https://clinic.example")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]:443")]
    [InlineData("*")]
    [InlineData("xn--bcher-kva.example")]
    [InlineData("clinic%2eexample")]
    [InlineData("")]
    public async Task No_other_spelling_does(string host) => Assert.Equal(HttpStatusCode.BadRequest, await StatusFor(host));

    [Fact]
    public async Task An_address_made_for_others_to_follow_never_holds_what_the_request_said_of_itself()
    {
        using var browser = site.Browser("https");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sitemap.xml") { Headers = { Host = "clinic.example:443" } };
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        var map = await (await browser.SendAsync(request)).Content.ReadAsStringAsync();

        Assert.Contains("<loc>https://clinic.example/articles</loc>", map, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", map, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/articles", "https://clinic.example/articles")]
    [InlineData("/search?q=side%20effects", "https://clinic.example/search?q=side%20effects")]
    [InlineData("//evil.example/", "https://clinic.example//evil.example/")]
    [InlineData("/%0d%0aX-Evil:%201", "https://clinic.example/%0D%0AX-Evil:%201")]
    [InlineData("/is-ketamine-right-for-me", "https://clinic.example/is-ketamine-right-for-me")]
    public async Task A_page_over_http_leads_to_itself_over_https(string address, string leadsTo)
    {
        var answer = await Send("http", new(HttpMethod.Get, new Uri("http://localhost" + address)));

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(leadsTo, answer.Headers.GetValues("Location").Single());
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "this header has no meaning over http");
        Assert.False(answer.Headers.Contains("X-Evil"));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ftp")]
    [InlineData("httpss")]
    [InlineData(null)]
    public async Task A_form_over_http_is_refused_and_not_redirected(string? cameOver)
    {
        var answer = await Send(cameOver, new(HttpMethod.Post, FormBrowser.Address) { Content = new FormUrlEncodedContent([KeyValuePair.Create("FullName", "Quokkaname")]) });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Location"));
        Assert.Contains("nothing was kept", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_visitor_came_over_https_is_a_question_for_the_proxy_alone()
    {
        site.Peer = IPAddress.Parse("198.51.100.7");

        Assert.Equal(HttpStatusCode.PermanentRedirect, (await Send("https", new(HttpMethod.Get, Articles))).StatusCode);
    }

    [Fact]
    public async Task Probes_on_this_machine_need_no_https() =>
        Assert.Equal(HttpStatusCode.OK, (await Send(null, new(HttpMethod.Get, "/livez"))).StatusCode);

    [Theory]
    [InlineData("/articles")]
    [InlineData("/is-ketamine-right-for-me")]
    [InlineData("/search?q=cost")]
    public async Task A_request_that_reads_has_no_body(string address)
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send("https", new(HttpMethod.Get, address) { Content = new StringContent("x") })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send("https", new(HttpMethod.Get, address) { Content = new ByteArrayContent([]) })).StatusCode);
    }

    async Task<HttpStatusCode> StatusFor(string host)
    {
        using var browser = site.Browser("https");
        using var request = new HttpRequestMessage(HttpMethod.Get, Articles);
        request.Headers.TryAddWithoutValidation("Host", host);
        return (await browser.SendAsync(request)).StatusCode;
    }

    async Task<HttpResponseMessage> Send(string? cameOver, HttpRequestMessage request)
    {
        using var browser = site.Browser();
        request.Headers.Host ??= "clinic.example";
        if (cameOver is not null) request.Headers.Add("X-Forwarded-Proto", cameOver);
        return await browser.SendAsync(request);
    }
}
