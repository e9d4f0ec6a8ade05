using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>The built site as Development serves it, without the writers' preview, and the machine's own Chromium to visit it. One for all tests, which take turns.</summary>
public sealed class OpenHouse : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-browser-");
    IPlaywright? playwright;
    readonly Dictionary<int, IBrowser> browsers = [];
    SiteProcess? site;
    IReadOnlyList<string>? pages;

    public SiteProcess Site => site!;

    public Uri Address(string path) => new(Site.Address, path);

    /// <summary>A new visitor with no cookies and an empty cache.</summary>
    /// <param name="text">The size of text, in pixels, that the visitor has set the browser to; browsers come with 16.</param>
    public async Task<IPage> Visit(BrowserNewContextOptions? manner = null, int text = 16)
    {
        var chromium = Needs.Program("chromium", "chromium", "chromium-browser", "google-chrome");
        site ??= await SiteProcess.Start("Development", "http", new Dictionary<string, string> { ["Site:Preview"] = "false", ["Store:Folder"] = Path.Combine(folder.FullName, "store"), ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail") });
        playwright ??= await Playwright.CreateAsync();
        if (!browsers.TryGetValue(text, out var browser))
            browsers[text] = browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-background-networking", $"--blink-settings=defaultFontSize={text}"] });
        var context = await browser.NewContextAsync(manner);
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>Every page that links lead to from the home page.</summary>
    public async Task<IReadOnlyList<string>> PublicPages()
    {
        if (pages is not null) return pages;
        var page = await Visit();
        var found = new List<string> { "/" };
        for (var i = 0; i < found.Count; i++)
        {
            await page.GotoAsync(Address(found[i]).AbsoluteUri);
            var links = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"/\"]')].map(a => new URL(a.href).pathname)");
            found.AddRange(links.Distinct().Where(path => !path.Contains('.', StringComparison.Ordinal)).Except(found));
        }
        await page.Context.CloseAsync();
        return pages = found;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var browser in browsers.Values) await browser.DisposeAsync();
        playwright?.Dispose();
        if (site is not null) await site.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

[CollectionDefinition(nameof(OpenHouse))]
public sealed class OpenHouseCollection : ICollectionFixture<OpenHouse>;
