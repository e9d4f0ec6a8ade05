using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Clinic.Web.Commands;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests;

/// <summary>The whole site in memory, with its own store and pickup folder; settings and clock may be given before the first request.</summary>
public class ClinicSite : WebApplicationFactory<Program>
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-");

    public string StoreFolder => StoreAt ?? Path.Combine(folder.FullName, "store");

    /// <summary>A store that outlives this site.</summary>
    public string? StoreAt { get; init; }

    public string PickupFolder => Path.Combine(folder.FullName, "mail");

    public Dictionary<string, string> Settings { get; } = [];

    public ManualClock Clock { get; init; } = new(DateTimeOffset.UtcNow);

    /// <summary>Runs as on a server, with its page cache; its mail would go to a server that nobody started.</summary>
    public bool IsProduction { get; init; }

    /// <summary>For commands that are run beside this site.</summary>
    public CommandContext CommandContext => new(Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>(), Services.GetRequiredService<IHostEnvironment>(), Clock, () => Task.FromResult(Services));

    public HttpClient Browser() => Browser(keepsCookies: true);

    public HttpClient Browser(bool keepsCookies) => CreateClient(new() { HandleCookies = keepsCookies, AllowAutoRedirect = false, BaseAddress = new("http://localhost") });

    public async Task<IHtmlDocument> Page(string address)
    {
        using var browser = Browser();
        return await Html(await browser.GetAsync(new Uri(address, UriKind.Relative)));
    }

    public static async Task<IHtmlDocument> Html(HttpResponseMessage response) =>
        new HtmlParser(new(), BrowsingContext.New()).ParseDocument(await response.Content.ReadAsStringAsync());

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(IsProduction ? "Production" : "Development");
        if (IsProduction)
        {
            foreach (var (key, value) in new[] { ("Site:PublicUrl", "http://localhost"), ("Mail:Mode", "Notice"), ("Mail:Host", "localhost"), ("Mail:From", "website@clinic.example"), ("Mail:To", "desk@clinic.example"), ("Mail:Heartbeat", "false") })
                builder.UseSetting(key, value);
        }
        // As readers see it; the tests of the preview put it on again.
        builder.UseSetting("Site:Preview", "false");
        builder.UseSetting("Store:Folder", StoreFolder);
        builder.UseSetting("Mail:PickupFolder", PickupFolder);
        // All tests of a class come from one address.
        foreach (var limit in new[] { "PostsPerAddress", "KeptPerAddress", "KeptInAll", "SuspectedInAll", "SuspectedADay", "SearchesPerAddress" }) builder.UseSetting($"Limits:{limit}", "100000");
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && folder.Exists) folder.Delete(recursive: true);
    }
}

/// <summary>A clock that stands still until it is moved. Timers run in real time.</summary>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    readonly DateTimeOffset began = now;
    TimeSpan set;

    /// <summary>Time passes until then.</summary>
    public DateTimeOffset Now { get; set; } = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>As when somebody sets the clock: no time passes.</summary>
    public void SetTo(DateTimeOffset time)
    {
        set += time - Now;
        Now = time;
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => (Now - set - began).Ticks;
}
