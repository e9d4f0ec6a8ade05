using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>Where things stand on a phone and on a desktop: help and the answer first, no line too long, no picture too large.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class LayoutTests(OpenHouse house)
{
    const string Top = "e => e.getBoundingClientRect().top";

    static readonly ViewportSize Phone = new() { Width = 390, Height = 664 };
    static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };

    [SkippableTheory, InlineData(360), InlineData(390), InlineData(430)]
    public async Task The_crisis_keys_and_the_links_of_the_header_stand_in_one_row_each(int width)
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = width, Height = 664 } });
        foreach (var path in await house.PublicPages())
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            foreach (var (row, least) in new[] { (".crisis a", 48), (".site-header nav a", 44) })
            {
                var links = await page.Locator(row).EvaluateAllAsync<double[][]>("all => all.map(e => { const r = e.getBoundingClientRect(); return [r.top, r.height, r.width]; })");
                Assert.Single(links.Select(link => link[0]).Distinct());
                Assert.All(links, link => Assert.True(link[1] >= least, $"{path} {row} is {link[1]} px high"));
                if (row == ".crisis a") Assert.InRange(links.Max(link => link[2]) - links.Min(link => link[2]), 0, 1);
            }
            Assert.Equal(0, await page.Locator(".site-header .button:visible").CountAsync());
        }
        await page.Context.CloseAsync();
    }

    [SkippableTheory, InlineData(768), InlineData(1024), InlineData(1280)]
    public async Task From_a_tablet_on_the_header_is_one_line(int width)
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = width, Height = 800 } });
        foreach (var path in new[] { "/", "/crisis-help", "/is-ketamine-right-for-me" })
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            var middles = await page.Locator(".site-header > :visible, .site-header nav a").EvaluateAllAsync<double[]>("all => all.map(e => { const r = e.getBoundingClientRect(); return Math.round((r.top + r.bottom) / 2); })");
            Assert.InRange(middles.Max() - middles.Min(), 0, 2);
        }
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task On_a_phone_the_answer_stands_on_the_first_screen()
    {
        var page = await house.Visit(new() { ViewportSize = Phone });
        foreach (var article in (await house.PublicPages()).Where(path => path.StartsWith("/articles/", StringComparison.Ordinal)))
        {
            await page.GotoAsync(house.Address(article).AbsoluteUri);
            Assert.InRange(await page.Locator(".in-short").EvaluateAsync<double>(Top), 0, 480);
        }
        await page.GotoAsync(house.Address("/faq").AbsoluteUri);
        Assert.InRange(await page.Locator(".faq h2").First.EvaluateAsync<double>(Top), 0, Phone.Height);
        await page.GotoAsync(house.Address("/crisis-help").AbsoluteUri);
        foreach (var key in new[] { "tel:911", "tel:988", "sms:988" })
        {
            var place = (await page.Locator($"main a[href='{key}']").First.BoundingBoxAsync())!;
            Assert.InRange(place.Y + place.Height, 0, Phone.Height);
            Assert.InRange(place.Width, Phone.Width - 41, Phone.Width);
        }
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Text_ends_at_one_measure_and_no_picture_is_larger_than_a_phones()
    {
        var page = await house.Visit(new() { ViewportSize = Desktop });
        var wide = new List<string>();
        foreach (var path in await house.PublicPages())
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            wide.AddRange(await page.EvaluateAsync<string[]>(
                """
                () => [['.prose > :not(.table-scroll, .with-note), .lede, .sources, .results, .crisis-card', 640], ['.prose figure', 448]]
                    .flatMap(([what, most]) => [...document.querySelectorAll(what)]
                        .filter(e => e.getBoundingClientRect().width > most + 1)
                        .map(e => `${location.pathname} ${e.outerHTML.slice(0, 60)} is ${e.getBoundingClientRect().width} px wide`))
                """));
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task On_paper_nothing_is_pale()
    {
        var page = await house.Visit(new() { ColorScheme = ColorScheme.Dark });
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var path in new[] { "/", "/crisis-help", "/articles/side-effects" })
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            var pale = await page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('body *')]
                    .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                    .filter(e => getComputedStyle(e).color.match(/\d+/g).slice(0, 3).some(part => part > 0))
                    .map(e => `${location.pathname} ${e.outerHTML.slice(0, 80)} ${getComputedStyle(e).color}`)
                """);
            Assert.True(pale.Length == 0, string.Join('\n', pale));
            foreach (var step in await page.Locator(".lane li").AllAsync())
                Assert.Equal("rgb(0, 0, 0)", await step.EvaluateAsync<string>("e => getComputedStyle(e, '::before').color"));
        }
        await page.Context.CloseAsync();
    }
}
