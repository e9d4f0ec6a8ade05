using System.Net;
using Clinic.Web.Search;
using Clinic.Web.Tests.Asking;

namespace Clinic.Web.Tests.Search;

/// <summary>A flood of searches is asked to wait, with a way to help in sight, and nobody else notices.</summary>
public sealed class SearchLimitTests : IDisposable
{
    readonly AskingSite site = new();

    [Fact]
    public async Task Past_the_limit_of_an_address_a_page_says_so_and_keeps_the_words_and_the_help()
    {
        site.Settings["Limits:SearchesPerAddress"] = "2";
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await Search("bladder")).StatusCode);

        var refused = await Search("i want to die");
        var page = await ClinicSite.Html(refused);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(10), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("i want to die", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Contains("Please try again in ten minutes", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".crisis-card a[href='tel:988']"));
        site.Visitor = IPAddress.Parse("198.51.100.7");
        Assert.Equal(HttpStatusCode.OK, (await Search("bladder")).StatusCode);
    }

    [Fact]
    public async Task Who_goes_on_gets_a_sentence_that_costs_nothing_and_names_the_help()
    {
        site.Settings["Limits:SearchesPerAddress"] = "1";
        HttpResponseMessage last = null!;
        for (var i = 0; i < 62; i++) last = await Search("bladder");

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.Equal("text/plain", last.Content.Headers.ContentType?.MediaType);
        Assert.Contains("988", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_too_many_others_nobody_waits()
    {
        using var turns = new SearchTurns();
        Assert.True(await turns.TryTake(default));
        var waiting = Enumerable.Range(0, SearchTurns.MostWaiting).Select(_ => turns.TryTake(default)).ToList();

        Assert.False(await turns.TryTake(default));

        for (var turn = 0; turn < waiting.Count; turn++) turns.GiveBack();
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    public void Dispose() => site.Dispose();

    async Task<HttpResponseMessage> Search(string typed)
    {
        using var browser = site.CreateClient();
        return await browser.GetAsync(new Uri($"/search?q={Uri.EscapeDataString(typed)}", UriKind.Relative));
    }
}
