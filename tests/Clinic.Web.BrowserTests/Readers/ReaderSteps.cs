using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Readers;

static class ReaderSteps
{
    /// <summary>The recovery file is saved, chosen again, and its words are typed; what is left is to finish.</summary>
    public static async Task<(string File, string Words)> MakeFirst(IPage page, StaffHouse staff)
    {
        await page.Locator("#make-first").ClickAsync();
        return await Save(page, staff, "saved.pem");
    }

    /// <summary>What the page offers is saved, chosen again, and its words are typed.</summary>
    public static async Task<(string File, string Words)> Save(IPage page, StaffHouse staff, string name)
    {
        var saving = page.WaitForDownloadAsync();
        await page.Locator("#recovery-file").ClickAsync();
        var file = staff.In(name);
        await (await saving).SaveAsAsync(file);
        await page.Locator("#saved-file").SetInputFilesAsync(file);
        var words = await page.Locator("#recovery-words").InnerTextAsync();
        await page.Locator("#typed-words").FillAsync(words);
        return (file, words);
    }

    /// <summary>Somebody asks to be called; gives the reference.</summary>
    public static async Task<string> Send(OpenHouse house, StaffHouse staff, string name, string message)
    {
        var page = await house.Visit();
        await staff.Go(page, "/is-ketamine-right-for-me");
        await page.Locator("#FullName").FillAsync(name);
        await page.Locator("#ContactMethod-Phone").PressAsync("Space");
        await page.Locator("#Phone").FillAsync("(202) 555-0143");
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("#IsAdult").PressAsync("Space");
        await page.Locator("#ConsentContact").PressAsync("Space");
        await page.Locator("details:has(#Message) summary").ClickAsync();
        await page.Locator("#Message").FillAsync(message);
        await page.Locator(".send button[type=submit]").ClickAsync();
        var reference = (await page.Locator(".reference").TextContentAsync())!.Trim();
        await page.Context.CloseAsync();
        return reference;
    }

    public static async Task Reloads(IPage page, string button)
    {
        await page.EvaluateAsync("() => { globalThis.isOld = true; }");
        await page.Locator(button).First.ClickAsync();
        await page.WaitForFunctionAsync("() => !globalThis.isOld && document.readyState === 'complete'");
    }
}
