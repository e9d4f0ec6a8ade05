using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>Axe finds nothing on any page and in any state of the form, by the rules of WCAG 2.0 to 2.2, A and AA, and by good practice.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class AccessibilityTests(OpenHouse house)
{
    /// <summary>Pages to which no link leads.</summary>
    public static readonly string[] Unlinked = ["/no-such-page", "/search?q=ketemine", "/search?q=want%20to%20die", "/search?q=zzzzqq", "/is-ketamine-right-for-me/received"];

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
        await foreach (var state in RequestStates.Of(page, house)) violations.AddRange(await Axe.Found(page, state));

        await page.Context.CloseAsync();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }
}
