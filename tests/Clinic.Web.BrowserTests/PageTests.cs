using System.Collections.Concurrent;

namespace Clinic.Web.BrowserTests;

/// <summary>What holds on every page, seen by a browser.</summary>
[Collection(nameof(OpenHouse))]
public sealed class PageTests(OpenHouse house)
{
    [SkippableFact]
    public async Task Links_from_the_home_page_lead_to_every_kind_of_page()
    {
        await (await house.Visit()).Context.CloseAsync();
        var pages = await house.PublicPages();

        Assert.Superset(new HashSet<string> { "/articles", "/articles/pain-and-crps", "/privacy", "/glossary", "/is-ketamine-right-for-me" }, pages.ToHashSet());
    }

    [SkippableFact]
    [Trait("Pace", "Long")]
    public async Task No_page_asks_for_anything_from_elsewhere_and_nothing_is_refused_or_missing()
    {
        var page = await house.Visit();
        var foreign = new ConcurrentBag<string>();
        var failed = new ConcurrentBag<string>();
        page.Context.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != house.Site.Address.Authority) foreign.Add($"{page.Url}: {request.Url}");
        };
        page.Context.Response += (_, response) =>
        {
            if (response.Status >= 400) failed.Add($"{page.Url}: {response.Status} {response.Url}");
        };
        // A blocked style, script or picture is told here, and an error in a script too.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") failed.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => failed.Add($"{page.Url}: {error}");

        foreach (var path in await house.PublicPages()) await page.GotoAsync(house.Address(path).AbsoluteUri, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });

        Assert.Empty(foreign);
        Assert.Empty(failed);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task No_page_scrolls_sideways_on_the_narrowest_screen()
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = 320, Height = 640 } });
        var wide = new List<string>();
        foreach (var path in await house.PublicPages())
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            var width = await page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth");
            if (width > 320) wide.Add($"{path} is {width} px wide");
        }

        Assert.Empty(wide);
        await page.Context.CloseAsync();
    }
}
