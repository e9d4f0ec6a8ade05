using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>Axe finds nothing on any page, by the rules of WCAG 2.0 to 2.2, A and AA, and by good practice.</summary>
[Collection(nameof(OpenHouse))]
public sealed class AccessibilityTests(OpenHouse house)
{
    [SkippableTheory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Axe_finds_nothing(int width, ColorScheme scheme)
    {
        // Axe is a script, and the site's policy allows none but its own.
        var page = await house.Visit(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, BypassCSP = true });
        var violations = new List<string>();
        foreach (var path in (await house.PublicPages()).Append("/no-such-page"))
        {
            await page.GotoAsync(house.Address(path).AbsoluteUri);
            violations.AddRange(await Axe.Found(page, path));
        }

        await page.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the form with errors"));

        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("#ContactMethod-Phone").CheckAsync();
        await page.Locator("#Phone").FillAsync("(202) 555-0143");
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("#IsAdult").CheckAsync();
        await page.Locator("#ConsentContact").CheckAsync();
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator(".reference").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the page with the reference"));

        await page.Locator("main a[href^='/request/']").ClickAsync();
        await page.Locator(".withdraw").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the status page"));
        await page.Locator(".withdraw button").ClickAsync();
        await page.Locator("#withdrawn-title").WaitForAsync();
        violations.AddRange(await Axe.Found(page, "the status page of a withdrawn request"));

        await page.Context.CloseAsync();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }
}
