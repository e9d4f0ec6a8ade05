using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>The states in which a person may see their request, from the empty form to the withdrawal, one after the other.</summary>
static class RequestStates
{
    const string Send = "main form button[type=submit] >> nth=0";

    public static async IAsyncEnumerable<string> Of(IPage page, OpenHouse house)
    {
        await page.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        await page.Locator(Send).ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        yield return "the form with errors";

        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("#ContactMethod-Email").CheckAsync();
        await page.Locator("#Email").FillAsync("ann@gmial.com");
        await page.Locator("#State").SelectOptionAsync("CA");
        await page.Locator("#IsAdult").CheckAsync();
        await page.Locator("#ConsentContact").CheckAsync();
        await page.Locator("#ConsentPlainChannel").CheckAsync();
        await page.Locator(Send).ClickAsync();
        await page.Locator("#EmailIsRight").WaitForAsync();
        await page.Locator("details.more > summary").ClickAsync();
        await page.Locator("#Message").FillAsync("I want to die");
        await page.Locator(".panel").WaitForAsync();
        yield return "the form with its questions back and its panel";

        await page.Locator("#EmailIsRight").CheckAsync();
        await page.Locator("#ContinueOutside").CheckAsync();
        await page.Locator(Send).ClickAsync();
        await page.Locator(".reference").WaitForAsync();
        yield return "the page with the reference";

        await page.Locator("main a[href^='/request/']").ClickAsync();
        await page.Locator(".withdraw").WaitForAsync();
        yield return "the status page";

        await page.Context.ClearCookiesAsync();
        await page.Locator(".withdraw summary").ClickAsync();
        await page.Locator(".withdraw button").ClickAsync();
        await page.Locator(".error-summary").WaitForAsync();
        yield return "the status page that asks to press once more";

        await page.Locator(".withdraw button").ClickAsync();
        await page.Locator("#withdrawn-title").WaitForAsync();
        yield return "the status page of a withdrawn request";
    }
}
