using System.Net;

namespace Clinic.Web.Tests.Site;

[Trait("Pace", "Slow")]
public sealed class MethodTests : IDisposable
{
    readonly ClinicSite site = new();

    [Theory]
    [InlineData("/")]
    [InlineData("/articles")]
    [InlineData("/articles/side-effects")]
    [InlineData("/faq")]
    [InlineData("/sitemap.xml")]
    public async Task A_page_that_only_shows_takes_no_post_even_with_a_good_token(string address)
    {
        using var browser = site.Browser();
        var form = await ClinicSite.Html(await browser.GetAsync(FormBrowser.Address));
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var post = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);

        var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), post);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
        Assert.Contains("tel:988", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();
}
