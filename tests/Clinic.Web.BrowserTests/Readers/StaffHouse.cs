using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>A site of its own, to which people are invited by the command and come with the browser's virtual passkeys.</summary>
sealed class StaffHouse : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-readers-");
    readonly Dictionary<string, string> settings;
    readonly OpenHouse house;
    SiteProcess? site;

    StaffHouse(OpenHouse house)
    {
        this.house = house;
        var port = FreePort();
        Address = new($"http://localhost:{port}");
        settings = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Site:PublicUrl"] = Address.GetLeftPart(UriPartial.Authority),
            ["Site:Preview"] = "false",
            ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
            ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail"),
        };
    }

    public Uri Address { get; }

    /// <summary>Errors of scripts, which a page shows nobody.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <param name="content">A content folder that may be changed; else the texts of the repository are shown.</param>
    public static async Task<StaffHouse> Open(OpenHouse house, string? content = null)
    {
        var staff = new StaffHouse(house);
        if (content is not null) staff.settings["Site:ContentFolder"] = content;
        staff.site = await SiteProcess.Start("Development", "http", staff.settings);
        return staff;
    }

    public string In(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Somebody who was invited, has made a passkey and is signed in.</summary>
    public async Task<IPage> Join(string name, string role, bool hasPrf = true, BrowserNewContextOptions? manner = null)
    {
        var page = await house.Visit(manner);
        page.PageError += (_, error) => Problems.Enqueue($"{name}: {error}");
        await ReaderPage.AddAuthenticator(page, hasPrf);
        await page.GotoAsync(Invite(name, role));
        await page.Locator("form.passkey button").ClickAsync();
        await page.WaitForURLAsync("**/staff/account**");
        return page;
    }

    public Task Go(IPage page, string path) => page.GotoAsync(new Uri(Address, path).AbsoluteUri);

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        folder.Delete(recursive: true);
    }

    string Invite(string name, string role)
    {
        var built = typeof(global::Program).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [built, "staff", "invite", $"{name.ToLowerInvariant()}@clinic.example", "--role", role, "--name", name])
        {
            WorkingDirectory = Path.GetDirectoryName(built)!,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var inviting = Process.Start(start)!;
        var link = inviting.StandardOutput.ReadToEnd().Trim();
        inviting.WaitForExit();
        return link;
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
