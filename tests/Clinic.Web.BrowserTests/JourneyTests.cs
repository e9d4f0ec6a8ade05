using Clinic.Web.Consultations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests;

/// <summary>From the home page over an article to the reference, and to the mail that the clinic gets.</summary>
[Collection(nameof(OpenHouse))]
public sealed class JourneyTests(OpenHouse house)
{
    [SkippableFact]
    public async Task A_reader_becomes_a_request_in_the_clinics_mail()
    {
        var page = await house.Visit();
        await Journey(page, new PointingHands(page));
    }

    [SkippableFact]
    public async Task It_works_without_scripts()
    {
        var page = await house.Visit(new() { JavaScriptEnabled = false });
        await Journey(page, new PointingHands(page));
    }

    [SkippableFact]
    public async Task It_works_by_keyboard_alone_on_the_narrowest_screen()
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = 320, Height = 640 } });
        await Journey(page, new TypingHands(page));
    }

    async Task Journey(IPage page, Hands hands)
    {
        await page.GotoAsync(house.Address("/").AbsoluteUri);
        await hands.Press("header nav a[href='/articles']");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Articles");
        await hands.Press("main a[href='/articles/side-effects']");
        await Expect(page).ToHaveURLAsync(house.Address("/articles/side-effects").AbsoluteUri);
        await hands.Press(".ask a[href='/is-ketamine-right-for-me']");

        await hands.Press("main form button[type=submit]");
        await Expect(page.Locator(".error-summary:focus")).ToBeVisibleAsync();
        Assert.StartsWith("Error: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(5, await page.Locator(".error-summary li").CountAsync());
        await hands.Press(".error-summary a[href='#FullName']");
        await Expect(page.Locator("#FullName:focus")).ToBeVisibleAsync();

        await page.Keyboard.TypeAsync("Ann Example");
        await hands.Press("#ContactMethod-Phone");
        await hands.Type("#Phone", "(202) 555-0143");
        await hands.Choose("#State", "Maryland");
        await hands.Press("#IsAdult");
        await hands.Press("#ConsentContact");
        await hands.Press("main form button[type=submit]");

        await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request");
        var reference = (await page.Locator(".reference").TextContentAsync())!.Trim();
        Assert.True(RequestReference.TryParse(reference, out _), reference);
        await house.Site.Logged(reference, "delivered by");
        await page.GotoAsync(house.Address("/dev/mail").AbsoluteUri);
        await page.Locator("a", new() { HasText = reference }).ClickAsync();
        await Expect(page.Locator("pre").First).ToContainTextAsync("Name: Ann Example");
        await page.Context.CloseAsync();
    }
}
