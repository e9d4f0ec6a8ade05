using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Staff;

/// <summary>From the command that invites the owner to the removal of the front desk, in Chromium with passkeys of its own.</summary>
[Trait("Pace", "Long")]
public sealed partial class StaffJourneyTests : IAsyncLifetime
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-staff-");
    readonly List<IAsyncDisposable> opened = [];
    readonly ConcurrentBag<string> troubles = [];
    IPlaywright? playwright;
    SiteProcess? site;

    [SkippableFact]
    public async Task An_owner_invites_the_front_desk_and_removes_it_again()
    {
        var chromium = Needs.Program("chromium", "chromium", "chromium-browser", "google-chrome");
        site = await SiteProcess.Start("Development", "http", Settings());
        opened.Add(site);
        playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-background-networking"] });
        opened.Add(browser);
        var owner = await Visitor(browser, new());
        var desk = await Visitor(browser, new() { ViewportSize = new() { Width = 390, Height = 664 } });

        await Join(owner, await InvitedByCommand());
        await Expect(owner.Locator("h1")).ToHaveTextAsync("Ann Owner");
        await owner.GotoAsync(Address("/staff/people"));
        await owner.FillAsync("#name", "Dee Desk");
        await owner.FillAsync("#email", "dee@clinic.example");
        await owner.ClickAsync(".staff-invite button");
        await Expect(owner.Locator("[role=status]")).ToContainTextAsync("on its way by mail");

        await Join(desk, await Mailed(owner));
        await Expect(desk.Locator("h1")).ToHaveTextAsync("Dee Desk");
        Assert.True(await desk.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth") <= 390);
        await desk.ClickAsync(".staff-session button");
        await desk.GotoAsync(Address("/staff/account"));
        await Expect(desk).ToHaveURLAsync(Address("/staff/sign-in?next=%2Fstaff%2Faccount"));
        await desk.ClickAsync("form.passkey button");
        await Expect(desk.Locator("nav [href='/staff/account']")).ToBeVisibleAsync();

        // A touch leads back to where it was asked for.
        await desk.GotoAsync(Address("/staff/touch?next=/staff/account"));
        await desk.ClickAsync("form.passkey button");
        await Expect(desk).ToHaveURLAsync(Address("/staff/account"));

        await owner.GotoAsync(Address("/staff/people"));
        var row = owner.Locator(".staff-people > li", new() { HasText = "dee@clinic.example" });
        await row.Locator("summary").ClickAsync();
        await row.Locator("form[action$=remove] button").ClickAsync();
        await Expect(owner.Locator("[role=status]")).ToContainTextAsync("They are removed");
        await desk.ReloadAsync();
        await Expect(desk).ToHaveURLAsync(Address("/staff/sign-in?next=%2Fstaff%2Faccount"));
        await desk.ClickAsync("form.passkey button");
        await Expect(desk.Locator(".passkey-sentence")).ToContainTextAsync("not one that this website knows");

        await owner.GotoAsync(Address("/staff/trail"));
        await Expect(owner.Locator("main")).ToContainTextAsync("none is missing");
        await Expect(owner.Locator("tbody tr", new() { HasTextRegex = new("\\bRemoved\\b") })).ToContainTextAsync("Ann Owner");
        Assert.Empty(troubles);
    }

    [SkippableFact]
    public async Task Without_scripts_the_entrance_says_what_is_needed()
    {
        var chromium = Needs.Program("chromium", "chromium", "chromium-browser", "google-chrome");
        site = await SiteProcess.Start("Development", "http", Settings());
        opened.Add(site);
        playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-background-networking"] });
        opened.Add(browser);
        var page = await (await browser.NewContextAsync(new() { JavaScriptEnabled = false })).NewPageAsync();

        await page.GotoAsync(Address("/staff/sign-in"));

        await Expect(page.Locator(".passkey-without")).ToContainTextAsync("Allow scripts for this address");
        await Expect(page.Locator("form.passkey button")).ToBeHiddenAsync();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(opened)) await one.DisposeAsync();
        playwright?.Dispose();
        folder.Delete(recursive: true);
    }

    Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["Site:Preview"] = "false",
        ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
        ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail"),
    };

    string Address(string path) => new Uri(site!.Address, path).AbsoluteUri;

    /// <summary>A person with a device whose passkeys unlock with a finger.</summary>
    async Task<IPage> Visitor(IBrowser browser, BrowserNewContextOptions manner)
    {
        var context = await browser.NewContextAsync(manner);
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => troubles.Add(error);
        page.Console += (_, message) =>
        {
            // Answers that refuse are told here as well.
            if (message.Type == "error" && !message.Text.Contains("the server responded", StringComparison.Ordinal)) troubles.Add(message.Text);
        };
        var devtools = await context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["hasPrf"] = true,
            },
        });
        return page;
    }

    async Task Join(IPage page, string secret)
    {
        await page.GotoAsync(Address($"/staff/join#{secret}"));
        await page.ClickAsync("form.passkey button");
        await Expect(page).ToHaveURLAsync(Address("/staff/account?joined"));
    }

    async Task<string> InvitedByCommand()
    {
        var built = typeof(global::Program).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [built, "staff", "invite", "ann@clinic.example", "--role", "owner,front-desk", "--name", "Ann Owner"])
        {
            WorkingDirectory = Path.GetDirectoryName(built)!,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in Settings()) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        await using var command = ChildProgram.Start(start);
        return Secret().Match(await command.Lines.Find(line => Secret().IsMatch(line))).Groups["secret"].Value;
    }

    async Task<string> Mailed(IPage page)
    {
        await site!.Logged("letter to one of the staff", "delivered by");
        for (var i = 0; ; i++)
        {
            await page.GotoAsync(Address("/dev/mail"));
            var letter = page.Locator("a", new() { HasText = "Your invitation" });
            if (await letter.CountAsync() > 0)
            {
                await letter.First.ClickAsync();
                return Secret().Match((await page.Locator("pre").First.TextContentAsync())!).Groups["secret"].Value;
            }
            Assert.True(i < 100, "The invitation is mailed within the time that a hundred visits take.");
        }
    }

    [GeneratedRegex(@"/staff/join#(?<secret>[\w-]{22})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();
}
