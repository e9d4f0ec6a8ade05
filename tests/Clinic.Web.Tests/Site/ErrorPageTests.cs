using System.Net;

namespace Clinic.Web.Tests.Site;

/// <summary>The error page speaks in the place of a page that failed and has no address of its own.</summary>
public sealed class ErrorPageTests : IDisposable
{
    readonly ClinicSite site = new() { IsProduction = true };

    [Fact]
    public async Task It_is_not_there_for_who_asks_for_it()
    {
        using var browser = site.Browser();
        using var nothing = new FormUrlEncodedContent([]);
        foreach (var address in new[] { "/error/500", "/error/503", "/error/400", "/error/404", "/error/200", "/error/-1" })
            foreach (var answer in new[] { await browser.GetAsync(new Uri(address, UriKind.Relative)), await browser.PostAsync(new Uri(address, UriKind.Relative), nothing) })
            {
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                var page = await ClinicSite.Html(answer);
                Assert.Equal("This lane ends here.", page.QuerySelector("h1")!.TextContent);
                Assert.DoesNotContain("our side", page.DocumentElement.TextContent, StringComparison.Ordinal);
            }
    }

    public void Dispose() => site.Dispose();
}
