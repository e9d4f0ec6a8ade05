using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Readers;

static class ReaderSteps
{
    /// <summary>The recovery file is saved, chosen again, and its words are typed; what is left is to finish.</summary>
    public static async Task<(string File, string Words)> MakeFirst(IPage page, StaffHouse staff)
    {
        await page.Locator("#make-first").ClickAsync();
        var saving = page.WaitForDownloadAsync();
        await page.Locator("#recovery-file").ClickAsync();
        var file = staff.In("saved.pem");
        await (await saving).SaveAsAsync(file);
        await page.Locator("#saved-file").SetInputFilesAsync(file);
        var words = await page.Locator("#recovery-words").InnerTextAsync();
        await page.Locator("#typed-words").FillAsync(words);
        return (file, words);
    }

    public static async Task Reloads(IPage page, string button)
    {
        await page.EvaluateAsync("() => { globalThis.isOld = true; }");
        await page.Locator(button).First.ClickAsync();
        await page.WaitForFunctionAsync("() => !globalThis.isOld && document.readyState === 'complete'");
    }
}
