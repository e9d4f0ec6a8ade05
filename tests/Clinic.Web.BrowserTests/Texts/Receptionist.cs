using Clinic.Web.BrowserTests.Readers;
using Clinic.Web.Tests.Publishing.Pictures;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>Works the clinic's side by what the editors' guide says and by nothing else, with scripts or without.</summary>
sealed class Receptionist(IPage page, StaffHouse staff, bool hasScripts)
{
    ILocator Body => page.Locator("textarea#body");

    public async Task CorrectASentence(string title, string was, string now)
    {
        await OpenText(title);
        await Replace(was, now);
        await Press("Publish");
        await Said("Published. Readers see it now.");
    }

    public async Task ChangePrice(string name, string price)
    {
        await OpenFacts("Prices");
        await Follow(name);
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync(price);
        await Press("Publish");
        await Said("It is published: readers see it now.");
    }

    public async Task CloseEarlier(string day, string time)
    {
        await OpenFacts("Hours and holidays");
        await page.Locator("fieldset.facts-day", new() { HasText = day }).Locator("input[type=time]").Nth(1).FillAsync(time);
        await Press("Publish");
        await Said("It is published: readers see it now.");
    }

    public async Task AddHoliday(DateOnly date, string name)
    {
        await OpenFacts("Hours and holidays");
        await Follow("Add one more");
        await page.GetByLabel("Date", new() { Exact = true }).FillAsync($"{date:yyyy-MM-dd}");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Press("Publish");
        await Said("It is published: readers see it now.");
    }

    /// <summary>A photo as a telephone took it, lying on its side.</summary>
    public async Task AddPhoto(string title, string alt, string caption)
    {
        await staff.Go(page, "/staff/pictures");
        await page.Locator("#text").SelectOptionAsync(new SelectOptionValue { Label = title });
        await page.Locator("#alt").FillAsync(alt);
        await page.Locator("#caption").FillAsync(caption);
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "IMG_0042.jpg",
            MimeType = "image/jpeg",
            Buffer = TestPhoto.Jpeg(1600, 1200, orientation: 6),
        });
        await Press("Add the picture");
        var mark = await page.Locator("textarea.picture-mark").InputValueAsync();
        await OpenText(title);
        await Add($"\n\n{mark}\n");
        await AskForReview();
    }

    public async Task AddSource(string pasted, IReadOnlyDictionary<string, string> fields)
    {
        await OpenFacts("Sources");
        await Follow("Add one more");
        await page.Locator("#doi").FillAsync(pasted);
        await Press("Begin with it");
        foreach (var (name, value) in fields)
        {
            var field = page.Locator($"[name='v.{name}']");
            if (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'")) await field.SelectOptionAsync(value);
            else await field.FillAsync(value);
        }
        await Press("Ask for review");
        await Said("A clinician is asked to sign it.");
    }

    public async Task WriteText(string title, string description, string body)
    {
        await staff.Go(page, "/staff/texts");
        await page.GetByLabel("New text").FillAsync(title);
        await Press("Begin");
        await page.Locator("[name='top.description']").FillAsync(description);
        await Write(body);
        await AskForReview();
    }

    public async Task ChangeMedicine(string title, string was, string now)
    {
        await OpenText(title);
        await Replace(was, now);
        await Press("Publish");
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("a clinician signs it before readers see it");
        await AskForReview();
    }

    public async Task<IReadOnlyList<string>> History()
    {
        await staff.Go(page, "/staff/history");
        return await page.Locator("ol.history > li").AllInnerTextsAsync();
    }

    public async Task Undo(string change)
    {
        await staff.Go(page, "/staff/history");
        await page.Locator("ol.history > li", new() { HasText = change }).GetByRole(AriaRole.Link).ClickAsync();
        await Press("Undo this change");
        await Expect(page.Locator("main")).ToContainTextAsync("One change undone.");
    }

    async Task AskForReview()
    {
        await Press("Ask for review");
        await Said("A clinician is asked to read it.");
    }

    async Task OpenText(string title)
    {
        await staff.Go(page, "/staff/texts");
        await Follow(title);
        if (hasScripts) await page.Locator(".editor-text .cm-content").WaitForAsync();
    }

    async Task OpenFacts(string section)
    {
        await staff.Go(page, "/staff/facts");
        await Follow(section);
    }

    // In the editor by its search, as anybody would who looks for a word.
    async Task Replace(string was, string now)
    {
        if (!hasScripts)
        {
            var before = await Body.InputValueAsync();
            Assert.Contains(was, before, StringComparison.Ordinal);
            await Body.FillAsync(before.Replace(was, now, StringComparison.Ordinal));
            return;
        }
        await page.Locator(".editor-text .cm-content").PressAsync("Control+f");
        await page.Locator(".editor-text input[name=search]").FillAsync(was);
        await page.Locator(".editor-text input[name=replace]").FillAsync(now);
        await page.Locator(".editor-text button[name=replaceAll]").ClickAsync();
        await Expect(page.Locator(".editor-text .cm-content")).ToContainTextAsync(now);
    }

    async Task Add(string words)
    {
        if (!hasScripts)
        {
            await Body.FillAsync(await Body.InputValueAsync() + words);
            return;
        }
        await page.Locator(".editor-text .cm-content").PressAsync("Control+End");
        await page.Keyboard.InsertTextAsync(words);
    }

    async Task Write(string words)
    {
        if (!hasScripts)
        {
            await Body.FillAsync(words);
            return;
        }
        await page.Locator(".editor-text .cm-content").PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(words);
    }

    Task Press(string button) => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    Task Follow(string link) => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    Task Said(string words) => Expect(page.Locator(".staff-done")).ToContainTextAsync(words);
}
