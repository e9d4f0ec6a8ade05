using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Staff;

/// <summary>From a person's form to the clinic's answer and back, as "dotnet run" shows it at once, on a phone and without scripts.</summary>
[Collection(nameof(OpenHouse))]
public sealed class DemonstrationTests(OpenHouse house)
{
    static readonly BrowserNewContextOptions PhoneWithoutScripts = new()
    {
        JavaScriptEnabled = false,
        ViewportSize = new() { Width = 390, Height = 844 },
    };

    [SkippableFact]
    public async Task A_request_is_on_the_list_at_once_and_the_person_sees_that_somebody_tried()
    {
        var person = await house.Visit(PhoneWithoutScripts);
        var reference = await Ask(person, "Mornings, please");
        var desk = await house.Visit(PhoneWithoutScripts);
        await desk.GotoAsync(house.Address("/staff").AbsoluteUri);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Continue as the demonstration owner" }).ClickAsync();

        await desk.GetByRole(AriaRole.Link, new() { Name = reference }).ClickAsync();
        await Expect(desk.Locator(".desk-words").First).ToHaveTextAsync("Mornings, please");
        await Expect(desk.Locator("a[href='tel:+12025550143']")).ToBeVisibleAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Left word" }).ClickAsync();
        await Expect(desk.Locator(".desk-history li").First).ToContainTextAsync("demonstration owner");

        await person.Locator("main a[href^='/request/']").ClickAsync();
        await Expect(person.Locator("main")).ToContainTextAsync("We tried to reach you");
        await desk.GetByRole(AriaRole.Radio, new() { Name = "Booked" }).CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "I reached them" }).ClickAsync();
        await person.ReloadAsync();
        await Expect(person.Locator("main")).ToContainTextAsync("answered", new() { IgnoreCase = true });
        await desk.Context.CloseAsync();
        await person.Context.CloseAsync();
    }

    [SkippableFact]
    [Trait("Pace", "Long")]
    public async Task Axe_finds_nothing_on_the_clinics_pages_and_none_is_wider_than_a_small_phone()
    {
        var person = await house.Visit(PhoneWithoutScripts);
        var reference = await Ask(person, "Mornings, please");
        await person.Context.CloseAsync();
        var desk = await house.Visit(new() { BypassCSP = true, ViewportSize = new() { Width = 320, Height = 640 } });
        await desk.GotoAsync(house.Address("/staff").AbsoluteUri);
        Assert.Empty(await Axe.Found(desk, "the entrance"));
        await desk.GetByRole(AriaRole.Button, new() { Name = "Continue as the demonstration owner" }).ClickAsync();

        foreach (var address in new[] { "/staff/requests", $"/staff/requests/{reference}", "/staff/people", "/staff/account", "/staff/trail", "/staff/sign-out" })
            foreach (var dark in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await desk.EmulateMediaAsync(new() { ColorScheme = dark });
                await desk.SetViewportSizeAsync(320, 640);
                await desk.GotoAsync(house.Address(address).AbsoluteUri);
                Assert.Equal((address, 320), (address, await desk.EvaluateAsync<int>("document.documentElement.scrollWidth")));
                Assert.Empty(await Axe.Found(desk, $"{address}, {dark}"));
            }
        await desk.Context.CloseAsync();
    }

    async Task<string> Ask(IPage page, string message)
    {
        await page.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("#ContactMethod-Phone").CheckAsync();
        await page.Locator("#Phone").FillAsync("(202) 555-0143");
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("#IsAdult").CheckAsync();
        await page.Locator("#ConsentContact").CheckAsync();
        await page.Locator("details.more > summary").ClickAsync();
        await page.Locator("#Message").FillAsync(message);
        await page.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        return (await page.Locator(".reference").InnerTextAsync()).Trim();
    }
}
