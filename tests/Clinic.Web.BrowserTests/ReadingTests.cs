using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests;

/// <summary>What a reader gets: help in a crisis within reach, paper, darkness, search, and a page that comes in one go.</summary>
[Collection(nameof(OpenHouse))]
public sealed class ReadingTests(OpenHouse house)
{
    const string Article = "/articles/side-effects";

    [SkippableFact]
    [Trait("Pace", "Long")]
    public async Task Crisis_lines_are_among_the_first_ten_stops_on_every_page_without_scripts()
    {
        var page = await house.Visit(new() { JavaScriptEnabled = false });
        foreach (var path in (await house.PublicPages()).Append("/no-such-page"))
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            var stops = await page.Locator("a[href], button, input:not([type=hidden]), select, textarea").EvaluateAllAsync<string[]>("all => all.slice(0, 10).map(e => e.getAttribute('href') ?? '')");
            Assert.Contains("tel:988", stops);
            Assert.Contains("sms:988", stops);
        }
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task On_paper_an_article_has_its_dates_and_addresses_and_no_navigation()
    {
        var page = await house.Visit();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync(house.Address(Article).AbsoluteUri);

        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Expect(page.Locator(".byline")).ToBeVisibleAsync();
        foreach (var gone in new[] { ".site-header nav", ".contents", ".breadcrumb", ".ask", ".related", ".share" }) await Expect(page.Locator(gone)).ToBeHiddenAsync();
        var address = await page.Locator(".sources li a[href^=https]").First.EvaluateAsync<string>("e => getComputedStyle(e, '::after').content");
        Assert.Contains("https://", address, StringComparison.Ordinal);
        Assert.True((await page.PdfAsync()).Length > 10_000);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task In_the_dark_the_page_is_dark()
    {
        foreach (var (scheme, isDark) in new[] { (ColorScheme.Light, false), (ColorScheme.Dark, true) })
        {
            var page = await house.Visit(new() { ColorScheme = scheme });
            await page.GotoAsync(house.Address(Article).AbsoluteUri);
            var brightness = await page.EvaluateAsync<double>("() => getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3");
            Assert.Equal(isDark, brightness < 128);
            await page.Context.CloseAsync();
        }
    }

    [SkippableFact]
    public async Task Search_forgives_a_slip_and_despair_brings_help_first()
    {
        var page = await house.Visit(new() { JavaScriptEnabled = false });
        await page.GotoAsync(house.Address("/search").AbsoluteUri);
        await page.Locator("main input[type=search]").FillAsync("ketemine");
        await page.Locator("main form[role=search] button").ClickAsync();
        await Expect(page.Locator(".results mark").First).ToBeVisibleAsync();

        await page.Locator("main input[type=search]").FillAsync("want to die");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".crisis-card a[href='tel:988']")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [SkippableTheory, InlineData(24), InlineData(32)]
    [Trait("Pace", "Long")]
    public Task Large_text_still_fits(int text) => Fits(text, "");

    /// <summary>As a reader's own style sheet enlarges it, and a browser that enlarges text alone: media queries then know nothing of it.</summary>
    [SkippableFact]
    [Trait("Pace", "Long")]
    public Task Text_of_twice_its_size_still_fits() => Fits(16, "document.documentElement.style.fontSize = '200%'");

    /// <summary>Letters only, as accessibility tools try it: what is measured in rem stays as it was.</summary>
    [SkippableFact]
    [Trait("Pace", "Long")]
    public Task Letters_of_twice_their_size_still_fit() => Fits(16,
        """
        const all = [...document.querySelectorAll('body, body *')];
        all.forEach(e => e.style.fontSize = '');
        const sizes = all.map(e => parseFloat(getComputedStyle(e).fontSize));
        all.forEach((e, i) => e.style.setProperty('font-size', `${sizes[i] * 2}px`, 'important'));
        """);

    async Task Fits(int text, string enlarge)
    {
        var page = await house.Visit(null, text);
        var wide = new List<string>();
        async Task Measure(string where)
        {
            foreach (var screen in new[] { 320, 390, 640 })
            {
                await page.SetViewportSizeAsync(screen, 900);
                await page.EvaluateAsync($"() => {{ {enlarge} }}");
                var over = await page.EvaluateAsync<int>("screen => document.scrollingElement.scrollWidth - screen", screen);
                if (over > 0) wide.Add($"{where} is {over} px too wide for {screen}");
            }
        }

        foreach (var path in (await house.PublicPages()).Concat(AccessibilityTests.Unlinked).Append("/search?q=bladder"))
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            Assert.Equal($"{text}px", await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).fontSize"));
            await Measure(path);
        }
        await foreach (var state in RequestStates.Of(page, house)) await Measure(state);

        Assert.True(wide.Count == 0, string.Join('\n', wide));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task With_forced_colors_numbers_can_be_read_and_buttons_are_seen()
    {
        var page = await house.Visit(new() { ForcedColors = Microsoft.Playwright.ForcedColors.Active });
        var unseen = new List<string>();
        foreach (var path in new[] { "/", "/is-ketamine-right-for-me", "/search" })
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            unseen.AddRange(await page.EvaluateAsync<string[]>(
                """
                () => {
                    const numbers = [...document.querySelectorAll('.step-number')].map(e => getComputedStyle(e))
                        .concat([...document.querySelectorAll('.lane li')].map(e => getComputedStyle(e, '::before')));
                    const buttons = [...document.querySelectorAll('.button')].map(e => getComputedStyle(e));
                    const paper = getComputedStyle(document.body).backgroundColor;
                    return numbers.filter(style => style.color === style.backgroundColor).map(() => `${location.pathname} a number`)
                        .concat(buttons.filter(style => style.borderTopColor === paper).map(() => `${location.pathname} a button`))
                        .concat(numbers.length + buttons.length === 0 ? [`${location.pathname} has neither`] : []);
                }
                """));
        }

        Assert.Empty(unseen);
        await page.Context.CloseAsync();
    }

    /// <summary>Links within a sentence may be as high as its line; everything else that can be pressed is 24 px each way at least.</summary>
    [SkippableTheory, InlineData(390), InlineData(1280)]
    [Trait("Pace", "Long")]
    public async Task Links_and_controls_are_large_enough_to_touch(int screen)
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = screen, Height = 844 } });
        var small = new List<string>();
        async Task Measure() => small.AddRange(await page.EvaluateAsync<string[]>(
            """
            () => {
                const inSentence = a => a.closest('.cite') || a.closest('p, li, dd, td, caption')?.textContent.trim().length > a.textContent.trim().length + 8;
                return [...document.querySelectorAll('a[href], button, select, textarea, summary, input:not([type=hidden], [tabindex])')]
                    .filter(e => e.checkVisibility() && !(getComputedStyle(e).display === 'inline' && inSentence(e)))
                    .map(e => [e, (e.labels?.[0]?.closest('.choice') ?? e).getBoundingClientRect()])
                    .filter(([e, r]) => r.width > 0 && (r.width < 24 || r.height < 24))
                    .map(([e, r]) => `${location.pathname} ${e.outerHTML.slice(0, 80)} ${r.width}x${r.height}`);
            }
            """));

        foreach (var path in (await house.PublicPages()).Concat(AccessibilityTests.Unlinked))
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            await Measure();
        }
        await foreach (var _ in RequestStates.Of(page, house)) await Measure();

        Assert.True(small.Count == 0, string.Join('\n', small));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task An_article_comes_in_four_requests_without_script_and_stands_still()
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add($"{request.ResourceType} {new Uri(request.Url).AbsolutePath}");
        await page.AddInitScriptAsync("window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });");

        await page.GotoAsync(house.Address(Article).AbsoluteUri, new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.InRange(asked.Count, 1, 4);
        Assert.DoesNotContain(asked, request => request.StartsWith("script", StringComparison.Ordinal));
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal(0, await page.EvaluateAsync<double>("() => window.shifts"));
        await page.Context.CloseAsync();
    }
}
