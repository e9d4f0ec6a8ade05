using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>The front desk at a phone and at a desktop, by keyboard, with scripts and without.</summary>
[Collection(nameof(OpenHouse))]
public sealed class DeskTests(OpenHouse house)
{
    [SkippableFact]
    public async Task Without_scripts_a_call_is_noted_by_keyboard_and_the_person_sees_it()
    {
        var (reference, person) = await Ask();
        var desk = await SignedIn(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 320, Height = 700 } });

        await desk.GotoAsync(house.Address($"/staff/requests?find={reference.Replace('-', ' ')}").AbsoluteUri);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Called, no answer" }).PressAsync("Enter");
        await desk.Locator(".desk-history").GetByText("Called, no answer").WaitForAsync();

        await person.ReloadAsync();
        Assert.Contains("We tried to reach you on", await person.Locator(".progress").TextContentAsync(), StringComparison.Ordinal);
        await desk.Context.CloseAsync();
        await person.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_a_small_phone()
    {
        const int Width = 320;
        var (reference, person) = await Ask();
        var (other, withdrawing) = await Ask();
        await withdrawing.Locator(".withdraw summary").ClickAsync();
        await withdrawing.Locator(".withdraw button").ClickAsync();
        await withdrawing.Locator("#withdrawn-title").WaitForAsync();
        var desk = await SignedIn(new() { BypassCSP = true, ViewportSize = new() { Width = Width, Height = 800 } });
        var violations = new List<string>();

        foreach (var path in new[] { "/staff/requests", "/staff/requests?find=nothing", $"/staff/requests/{reference}", $"/staff/requests/{other}" })
        {
            await desk.GotoAsync(house.Address(path).AbsoluteUri);
            // Before axe, which looks in windows of several widths.
            if (await desk.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var wide && wide > Width) violations.Add($"{path} is {wide} px wide");
            violations.AddRange(await Axe.Found(desk, path));
            await desk.SetViewportSizeAsync(Width, 800);
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
        foreach (var page in new[] { desk, person, withdrawing }) await page.Context.CloseAsync();
    }

    /// <summary>The reference as addresses spell it, and the person at their private page.</summary>
    async Task<(string Reference, IPage Person)> Ask()
    {
        var person = await house.Visit();
        await person.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        await person.Locator("#FullName").FillAsync("Ann Example");
        await person.Locator("#ContactMethod-Phone").CheckAsync();
        await person.Locator("#Phone").FillAsync("(202) 555-0143");
        await person.Locator("#State").SelectOptionAsync("MD");
        await person.Locator("#IsAdult").CheckAsync();
        await person.Locator("#ConsentContact").CheckAsync();
        await person.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        var reference = await person.Locator(".reference").TextContentAsync();
        await person.Locator("main a[href^='/request/']").ClickAsync();
        await person.Locator(".withdraw").WaitForAsync();
        return (reference!.Trim().ToLowerInvariant(), person);
    }

    async Task<IPage> SignedIn(BrowserNewContextOptions manner)
    {
        var desk = await house.Visit(manner);
        await desk.GotoAsync(house.Address("/staff").AbsoluteUri);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Continue as the demonstration owner" }).ClickAsync();
        await desk.Locator(".desk-filters").WaitForAsync();
        return desk;
    }
}
