using System.Net;
using System.Text.Json;
using Clinic.Web.Commands;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Tests.Publishing;

/// <summary>One clinic's content folder and store, and the site that is started on them again and again.</summary>
public sealed class RestartedSite : IDisposable
{
    readonly Search.ContentCopy content = new();
    readonly DirectoryInfo store = Directory.CreateTempSubdirectory("store-");

    /// <summary>Also on a machine that does much else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Content => content.Path;

    public string Store => store.FullName;

    /// <summary>Today at noon by the clinic's clock: what the pages say of opening hours is the same an hour later.</summary>
    public ManualClock Clock { get; } = new(new(DateTime.UtcNow.Date.AddHours(17), TimeSpan.Zero));

    public string PathOf(string file) => Path.Combine(Content, file);

    public void Edit(string file, string old, string with)
    {
        var text = File.ReadAllText(PathOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf(file), text.Replace(old, with, StringComparison.Ordinal));
    }

    public ClinicSite Start()
    {
        var site = new ClinicSite { IsProduction = true, Clock = Clock };
        site.Settings["Site:ContentFolder"] = Content;
        site.Settings["Store:Folder"] = Store;
        return site;
    }

    /// <summary>A site that ran until it had kept what is good.</summary>
    public async Task RunOnce()
    {
        await using var site = Start();
        await ShownAt(site, "/");
        await IsKept();
    }

    public Task IsKept() => Eventually.Holds(() => Rows("SELECT COUNT(*) FROM content_file WHERE path LIKE 'consent/%'") == 2, Patience, "the last good versions are kept");

    public long Rows(string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(Store, "requests.db")};Pooling=False");
        return database.ExecuteScalar<long>(sql);
    }

    public static async Task<string> ShownAt(ClinicSite site, string address)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} is answered with {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    public static async Task<JsonElement> Health(ClinicSite site)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri("/healthz", UriKind.Relative));
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return report.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "content").Clone();
    }

    public static async Task<string> Doctor(ClinicSite site)
    {
        using var text = new StringWriter();
        await CommandLine.Run(["doctor"], site.CommandContext, text);
        return text.ToString();
    }

    public void Dispose()
    {
        content.Dispose();
        store.Delete(recursive: true);
    }
}
