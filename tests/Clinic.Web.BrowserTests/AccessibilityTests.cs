using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>Axe finds nothing on any page and in any state of the form, by the rules of WCAG 2.0 to 2.2, A and AA, and by good practice.</summary>
[Collection(nameof(OpenHouse))]
public sealed class AccessibilityTests(OpenHouse house)
{
    static readonly string[] Unlinked = ["/no-such-page", "/search?q=ketemine", "/search?q=want%20to%20die", "/search?q=zzzzqq", "/is-ketamine-right-for-me/received"];

    // Axe is a script, and the site's policy allows none but its own.
    static readonly BrowserNewContextOptions Unguarded = new() { BypassCSP = true };

    [SkippableFact]
    public async Task Axe_finds_nothing_on_any_page()
    {
        var page = await house.Visit(Unguarded);
        var violations = new List<string>();
        foreach (var path in (await house.PublicPages()).Concat(Unlinked))
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            violations.AddRange(await Axe.Found(page, path));
        }

        await page.Context.CloseAsync();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [SkippableFact]
    public async Task Axe_finds_nothing_in_any_state_of_a_request()
    {
        var page = await house.Visit(Unguarded);
        var violations = new List<string>();
        await page.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the form with errors"));

        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("#ContactMethod-Email").CheckAsync();
        await page.Locator("#Email").FillAsync("ann@gmial.com");
        await page.Locator("#State").SelectOptionAsync("CA");
        await page.Locator("#IsAdult").CheckAsync();
        await page.Locator("#ConsentContact").CheckAsync();
        await page.Locator("#ConsentPlainChannel").CheckAsync();
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("#EmailIsRight").WaitForAsync();
        await page.Locator("#Message").FillAsync("I want to die");
        await page.Locator(".panel").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the form with its questions back and its panel"));

        await page.Locator("#EmailIsRight").CheckAsync();
        await page.Locator("#ContinueOutside").CheckAsync();
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(".reference").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the page with the reference"));

        await page.Locator("main a[href^='/request/']").ClickAsync();
        await page.Locator(".withdraw").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the status page"));
        await page.Context.ClearCookiesAsync();
        await page.Locator(".withdraw button").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the status page that asks to press once more"));
        await page.Locator(".withdraw button").ClickAsync();
        await page.Locator("#withdrawn-title").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the status page of a withdrawn request"));

        await page.Context.CloseAsync();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [SkippableFact]
    public async Task Wherever_the_focus_stops_it_can_be_seen()
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = 390, Height = 844 }, ReducedMotion = ReducedMotion.Reduce });
        var unseen = new List<string>();
        foreach (var path in (await house.PublicPages()).Concat(Unlinked))
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            // From here on the browser takes its reader for one with a keyboard.
            await page.Keyboard.PressAsync("Tab");
            unseen.AddRange(await page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]):not([tabindex="-1"]), select, textarea, summary, [tabindex="0"]')]
                    .filter(e => e.checkVisibility())
                    .filter(e => {
                        e.focus();
                        if (document.activeElement !== e) return true;
                        return ![e, ...e.labels ?? []].map(shown => getComputedStyle(shown)).some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
                    })
                    .map(e => `${location.pathname} ${e.outerHTML.slice(0, 80)}`)
                """));
            Assert.Equal("auto", await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).scrollBehavior"));
        }

        Assert.Empty(unseen);
        await page.Context.CloseAsync();
    }
}
