using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;

namespace Clinic.Web.Benchmarks;

/// <summary>The front desk's list while a thousand requests are open, and the form while the list is looked at.</summary>
static class Desk
{
    const int Open = 1_000;
    const int Writers = 8;
    const double Pace = 20;

    static readonly TimeSpan Round = TimeSpan.FromSeconds(30);
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    static readonly string[] Lists = ["/staff/requests", "/staff/requests?number=20", "/staff/requests?filter=late", "/staff/requests?filter=new"];

    /// <param name="postgres">Where an empty PostgreSQL database is, for a second table.</param>
    public static async Task Print(string? postgres)
    {
        using var content = new ManyArticles(5);
        await Measure("SQLite", content.Folder, NoLimits(), folder => new SqliteDatabase(new(StoreProvider.Sqlite, folder)));
        if (postgres is null) return;
        using var keys = new TemporaryCertificate();
        var settings = NoLimits();
        foreach (var (name, value) in new[] { ("Provider", "Postgres"), ("ConnectionString", postgres),
            ("KeyCertificate", keys.File), ("KeyCertificatePassword", keys.Password) })
            settings[$"Store__{name}"] = value;
        await Measure("PostgreSQL", content.Folder, settings, _ => new PostgresDatabase(
            new(StoreProvider.Postgres, "") { Postgres = PostgresAddress.Read(postgres, out var _) }));
    }

    static Dictionary<string, string> NoLimits() => new[] { "PostsPerAddress", "KeptPerAddress", "KeptInAll" }
        .ToDictionary(limit => $"Limits__{limit}", _ => "1000000", StringComparer.Ordinal);

    static async Task Measure(string store, string content, Dictionary<string, string> settings, Func<string, Database> open)
    {
        await using var site = await PublishedSite.Start(content, core: null, settings);
        await Fill(site);
        using var desk = site.Browser();
        desk.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"__Host-staff={await SignedIn(open(site.StoreFolder))}");
        await Read(desk, Lists[0], WarmUp);
        await Visitors.Ask(site.Port, Pace, (int)(Pace * 5), "198.51.100.3");
        await site.IsQuiet();

        Table.Say($"### The list with {Open:#,0} open requests on {store}, {Pace:0} visits/s for {Round.TotalSeconds:0} s each\n");
        Table.Row("What", "p50", "p99", "slowest", "Answers");
        Table.Row("---", "--:", "--:", "--:", "--:");
        foreach (var list in Lists) Say(list, await Read(desk, list, Round));
        Say("one request, its reading written down each time", await Read(desk, await One(desk), Round));
        var forms = await Ask(site);
        Say($"a form, {Pace:0}/s, nobody at the desk", forms);
        using var stop = new CancellationTokenSource();
        var reading = Visitors.Read(desk, Lists[0], Pace, stop.Token);
        var beside = await Ask(site);
        await stop.CancelAsync();
        Say($"the list, while forms are sent {Pace:0}/s", (await reading).Times);
        Say($"a form, {Pace:0}/s, while the list is looked at {Pace:0}/s", beside);
        Table.Say("");
    }

    static void Say(string what, Times times) => Table.Row(what, times.At(0.5), times.At(0.99), times.At(1), times.Count);

    static async Task<Times> Read(HttpClient desk, string path, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        var (times, errors) = await Visitors.Read(desk, path, Pace, stop.Token);
        return errors == 0 ? times : throw new InvalidOperationException($"{errors} of {times.Count} answers of {path} were wrong.");
    }

    static async Task<Times> Ask(PublishedSite site)
    {
        var (times, statuses) = await Visitors.Ask(site.Port, Pace, (int)(Pace * Round.TotalSeconds), "198.51.100.3");
        return statuses.EndsWith($"{(int)HttpStatusCode.SeeOther}", StringComparison.Ordinal)
            ? times : throw new InvalidOperationException($"The posts were answered {statuses}.");
    }

    static async Task<string> One(HttpClient desk)
    {
        var list = await desk.GetStringAsync(new Uri(Lists[0], UriKind.Relative));
        var at = list.IndexOf("/staff/requests/", StringComparison.Ordinal);
        return list[at..list.IndexOf('"', at)];
    }

    static async Task Fill(PublishedSite site)
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            using var browser = PublishedSite.Browser(site.Port, "198.51.100.5");
            for (var i = 0; i < Open / Writers; i++) await (await Visitors.Form.Open(browser)).Send(browser);
        }));
    }

    static async Task<string> SignedIn(Database database)
    {
        using var closing = (IDisposable)database;
        var now = DateTimeOffset.UtcNow;
        return (await database.Write(async session =>
        {
            await session.Execute(
                "INSERT INTO staff_person (id, name, email, roles, invited_at, joined_at) "
                + "VALUES ('dee', 'Dee', 'dee@clinic.example', 'front-desk', @now, @now)", new { now });
            return await StaffSessions.Begin(session, "dee", "Chrome on Linux", now);
        }, default)).Value;
    }

    sealed class TemporaryCertificate : IDisposable
    {
        public TemporaryCertificate()
        {
            using var key = RSA.Create(2048);
            using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
            System.IO.File.WriteAllBytes(File, certificate.Export(X509ContentType.Pfx, Password));
        }

        public string File { get; } = Path.Combine(Path.GetTempPath(), $"bench-keys-{Guid.NewGuid():N}.pfx");

        public string Password => "measuring";

        public void Dispose() => System.IO.File.Delete(File);
    }
}
