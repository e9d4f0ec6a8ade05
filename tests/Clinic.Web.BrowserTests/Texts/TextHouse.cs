using System.Collections.Concurrent;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Search;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>A site of its own whose content a test may change, with somebody signed in at the page of a text.</summary>
sealed class TextHouse : IAsyncDisposable
{
    public const string Text = "/staff/texts/articles/side-effects";

    const string TellsViolations = "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.effectiveDirective} ${e.blockedURI}`))";

    readonly ContentCopy content = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-texts-");
    readonly OpenHouse house;
    SiteProcess? site;

    TextHouse(OpenHouse house) => this.house = house;

    /// <summary>What the security policy refused, and errors of scripts, which a page shows nobody.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    public static async Task<TextHouse> Open(OpenHouse house)
    {
        var texts = new TextHouse(house);
        texts.site = await SiteProcess.Start("Development", "http", new Dictionary<string, string>
        {
            ["Site:Preview"] = "false",
            ["Site:ContentFolder"] = texts.content.Path,
            ["Store:Folder"] = Path.Combine(texts.folder.FullName, "store"),
            ["Mail:PickupFolder"] = Path.Combine(texts.folder.FullName, "mail"),
        });
        return texts;
    }

    public Uri Address(string path) => new(site!.Address, path);

    public string Written(string name) => File.ReadAllText(Path.Combine(content.Path, name));

    public async Task<IPage> SignIn(BrowserNewContextOptions? manner = null)
    {
        var page = await house.Visit(manner);
        page.PageError += (_, error) => Problems.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Text.StartsWith("policy: ", StringComparison.Ordinal)) Problems.Enqueue(message.Text);
        };
        await page.AddInitScriptAsync(TellsViolations);
        await SignIn(page);
        return page;
    }

    public async Task SignIn(IPage page)
    {
        await page.GotoAsync(Address("/staff").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as the demonstration owner" }).ClickAsync();
        await page.Locator(".staff-session").WaitForAsync();
    }

    /// <summary>The page of a text with CodeMirror, or the text area where <paramref name="isPlain"/>.</summary>
    public async Task<ILocator> Write(IPage page, bool isPlain = false)
    {
        await page.GotoAsync(Address(Text).AbsoluteUri);
        var words = isPlain ? page.Locator("textarea#body") : page.Locator(".editor-text .cm-content");
        await words.WaitForAsync();
        return words;
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        content.Dispose();
        folder.Delete(recursive: true);
    }
}
