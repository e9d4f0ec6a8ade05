using System.Globalization;
using System.Net;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Publishing;

/// <summary>Three programs, each with its own content folder, on one PostgreSQL: real processes, ended by SIGKILL.</summary>
[Trait("Pace", "Long")]
public sealed class ThreeMachinesTests : IDisposable
{
    const string Costs = "costs.yaml";
    const string Faq = "pages/faq.md";

    readonly PostgresPlace place = new();
    readonly KeyCertificate certificate = new();
    readonly List<Search.ContentCopy> folders = [];

    [SkippableFact]
    public async Task Published_at_one_another_killed_and_edited_by_hand_at_the_third_all_end_with_the_same_bytes_and_each_version_once()
    {
        var store = await place.Open();
        var history = new ContentHistory(store.Database);
        for (var i = 0; i < 3; i++) folders.Add(new());
        var machines = await Task.WhenAll(folders.Select(Start));
        try
        {
            await Eventually.Holds(async () => (await history.Since(0, default)).Count == Content(folders[0]).Count, RestartedSite.Patience, "the history begins");
            await Eventually.Holds(() => folders.TrueForAll(folder => File.Exists(Path.Combine(folder.Path, ".published"))), RestartedSite.Patience, "all know it");

            // By hand at the first: seen at all within two seconds of its version.
            File.WriteAllText(PathOf(0, Costs), File.ReadAllText(PathOf(0, Costs)).Replace("price: 420", "price: 435", StringComparison.Ordinal));
            await Eventually.Holds(async () => (await history.Of(Costs, default)).Count == 2, RestartedSite.Patience, "the edit is a version");
            await Eventually.Holds(() => IsSame(Costs), TimeSpan.FromSeconds(2), "the other machines have it");

            // Published at the first in the browser, while the second is killed and the third edited.
            var number = (await history.Newest(Costs, default))!.Number;
            var publishing = Undo(store, machines[0].Address, number);
            await machines[1].Kill();
            File.AppendAllText(PathOf(2, Faq), "\nOne more line.\n");
            Assert.Equal(HttpStatusCode.SeeOther, await publishing);
            await Eventually.Holds(() => Shows(machines[2].Address, "/costs", "$420"), TimeSpan.FromSeconds(2), "the page of another machine shows what was published");
            await machines[1].DisposeAsync();
            machines[1] = await Start(folders[1]);

            await Eventually.Holds(async () => (await history.Of(Faq, default)).Count == 2 && IsSame(Costs) && IsSame(Faq), RestartedSite.Patience, "all have the same");
            foreach (var path in Content(folders[0])) Assert.True(IsSame(path), $"{path} differs");
            Assert.Contains("price: 420", File.ReadAllText(PathOf(1, Costs)), StringComparison.Ordinal);
            var versions = (await history.Since(0, default)).GroupBy(version => version.Path).ToDictionary(path => path.Key, path => path.Count());
            Assert.Equal((3, 2), (versions[Costs], versions[Faq]));
            Assert.All(versions.Where(path => path.Key is not Costs and not Faq), path => Assert.Equal(1, path.Value));
            Assert.Empty(await new ContentConflicts(store.Database).Open(default));

            // A machine without any content gets everything.
            folders.Add(new());
            Directory.Delete(folders[3].Path, recursive: true);
            await using var fresh = await Start(folders[3]);
            await Eventually.Holds(() => Directory.Exists(folders[3].Path) && Content(folders[3]).Count == Content(folders[0]).Count
                && Content(folders[0]).All(IsSame), RestartedSite.Patience, "the new machine is filled");
        }
        finally
        {
            foreach (var machine in machines) await machine.DisposeAsync();
        }
    }

    async Task<HttpStatusCode> Undo(OpenStore store, Uri address, long number)
    {
        var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var token = await store.Database.Write(async session =>
        {
            await session.Execute("INSERT INTO staff_person (id, name, email, roles, invited_at, joined_at) VALUES (@id, 'Robin', 'r@clinic.example', 'owner', @now, @now)",
                new { id, now = DateTimeOffset.UtcNow });
            return await StaffSessions.Begin(session, id, "Chrome on Linux", DateTimeOffset.UtcNow);
        }, default);
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        using var page = await browser.SendAsync(Ask(HttpMethod.Get, $"/staff/history/{number}", $"staff={token.Value}"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var form = (await ClinicSite.Html(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookies = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Append($"staff={token.Value}"));
        using var request = Ask(HttpMethod.Post, $"/staff/history/{number}?handler=undo", cookies);
        request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", form)]);
        request.Headers.Add("Origin", "http://localhost");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }

    static async Task<bool> Shows(Uri address, string page, string words)
    {
        using var browser = new HttpClient { BaseAddress = address };
        using var answer = await browser.SendAsync(Ask(HttpMethod.Get, page, ""));
        return (await answer.Content.ReadAsStringAsync()).Contains(words, StringComparison.Ordinal);
    }

    static HttpRequestMessage Ask(HttpMethod method, string address, string cookies)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Host = "localhost";
        if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        return request;
    }

    Task<SiteProcess> Start(Search.ContentCopy folder) => SiteProcess.Start("Production", "http", new Dictionary<string, string>
    {
        ["Site:PublicUrl"] = "http://localhost",
        ["Site:ContentFolder"] = folder.Path,
        ["Store:Provider"] = "Postgres",
        ["Store:ConnectionString"] = place.ConnectionString,
        ["Store:KeyCertificate"] = certificate.File,
        ["Store:KeyCertificatePassword"] = certificate.Password,
        ["Mail:Mode"] = "Notice",
        ["Mail:Host"] = "localhost",
        ["Mail:From"] = "website@clinic.example",
        ["Mail:To"] = "desk@clinic.example",
        ["Mail:Heartbeat"] = "false",
    });

    static IReadOnlyList<string> Content(Search.ContentCopy folder) => new ContentFolder(folder.Path).Files();

    bool IsSame(string path) => folders.Select((_, i) => File.Exists(PathOf(i, path)) ? FileChange.HashOf(File.ReadAllBytes(PathOf(i, path))) : "").Distinct().Count() == 1;

    string PathOf(int machine, string path) => Path.Combine(folders[machine].Path, path);

    public void Dispose()
    {
        foreach (var folder in folders.Where(folder => Directory.Exists(folder.Path))) folder.Dispose();
        certificate.Dispose();
        place.Dispose();
    }
}
