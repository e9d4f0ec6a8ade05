using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;
using MimeKit;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>A site of its own, to which people are invited by the command and come with the browser's virtual passkeys.</summary>
sealed class StaffHouse : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-readers-");
    readonly Dictionary<string, string> settings;
    readonly OpenHouse house;
    SiteProcess? site;

    StaffHouse(OpenHouse house, IReadOnlyDictionary<string, string> more)
    {
        this.house = house;
        var port = FreePort();
        Address = new($"http://localhost:{port}");
        settings = new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Site:PublicUrl"] = Address.GetLeftPart(UriPartial.Authority),
            ["Site:Preview"] = "false",
            ["Log:File"] = In("log.json"),
            ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
            ["Mail:PickupFolder"] = Mails,
        };
        foreach (var (name, value) in more) settings[name] = value;
    }

    public Uri Address { get; }

    public string Folder => folder.FullName;

    public SiteProcess Site => site!;

    string Mails => In("mail");

    /// <summary>Errors of scripts, which a page shows nobody.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <param name="content">A content folder that may be changed; else the texts of the repository are shown.</param>
    /// <param name="more">Settings beside or in place of the usual ones.</param>
    public static async Task<StaffHouse> Open(OpenHouse house, string? content = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var staff = new StaffHouse(house, more ?? new Dictionary<string, string>());
        if (content is not null) staff.settings["Site:ContentFolder"] = content;
        staff.site = await SiteProcess.Start("Development", "http", staff.settings);
        return staff;
    }

    public string In(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Somebody who was invited, has made a passkey and is signed in.</summary>
    public async Task<IPage> Join(string name, string role, bool hasPrf = true, BrowserNewContextOptions? manner = null) =>
        await Enter(name, await Invite(name, role), manner, hasPrf);

    /// <summary>Somebody who comes by the link of an invitation, with a passkey of their own.</summary>
    public async Task<IPage> Enter(string name, string link, BrowserNewContextOptions? manner = null, bool hasPrf = true)
    {
        var page = await house.Visit(manner);
        page.PageError += (_, error) => Problems.Enqueue($"{name}: {error}");
        await ReaderPage.AddAuthenticator(page, hasPrf);
        await page.GotoAsync(link);
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

    /// <summary>The first mail of that kind, sent already or yet to be.</summary>
    public async Task<MimeMessage> Mail(Func<MimeMessage, bool> wanted)
    {
        while (true)
        {
            var said = site!.Log.Count;
            if (Sent().FirstOrDefault(wanted) is { } mail) return mail;
            await site.LoggedFrom(said, "delivered by");
        }
    }

    IEnumerable<MimeMessage> Sent() => Directory.Exists(Mails) ? Directory.EnumerateFiles(Mails, "*.eml").Select(file => MimeMessage.Load(file)) : [];

    /// <summary>What a command of the program says, run on the site's store.</summary>
    public async Task<string> Command(params string[] words)
    {
        var built = typeof(global::Program).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [built, .. words])
        {
            WorkingDirectory = Path.GetDirectoryName(built)!,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var command = Process.Start(start)!;
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return said.Trim();
    }

    Task<string> Invite(string name, string role) =>
        Command("staff", "invite", $"{name.ToLowerInvariant()}@clinic.example", "--role", role, "--name", name);

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
