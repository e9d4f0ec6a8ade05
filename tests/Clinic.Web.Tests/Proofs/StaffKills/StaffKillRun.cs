using System.Net;
using System.Net.Sockets;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Consultations;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Consultations.Sealing;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Proofs.StaffKills;

public enum StaffKill
{
    /// <summary>kill -9 of the running site, its database a file.</summary>
    SiteOnSqlite,
    /// <summary>The same on a PostgreSQL server.</summary>
    SiteOnPostgres,
    /// <summary>kill -9 of all processes of the PostgreSQL server; the site goes on.</summary>
    Postgres,
}

/// <summary>The running site or its database is killed in the middle of what the clinic's people do: each action is done, with its entry, or not at all.</summary>
public sealed class StaffKillRun(StaffKill kind, int seed, Action<string>? progress = null) : IDisposable
{
    // As many actions as fill a round and a half.
    const int Longest = 60;
    // More people would join from one address than the site allows in ten minutes.
    const int KillsOfOneSite = 8;

    static readonly TimeSpan Middle = TimeSpan.FromMilliseconds(12);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("staff-kills-");
    readonly KeyCertificate certificate = new();
    readonly PostgresServer? server = kind == StaffKill.SiteOnSqlite ? null : PostgresServer.Start(isDurable: true);
    readonly ListSigner signer = new();
    readonly TestReaders readers = new(2);
    readonly Uri address = new($"http://localhost:{FreePort()}");

    public async Task<Figures> Run(int kills)
    {
        var random = new Random(seed);
        var figures = new Figures($"{kills} kills in the middle of what the clinic's people do: {kind}");
        var (faults, middles) = (new List<string>(), 0);
        var counts = new Dictionary<string, (int Begun, int Done)>(StringComparer.Ordinal);
        SiteProcess? site = null;
        var letIn = new LettingIn(readers);
        for (var kill = 0; kill < kills; kill++)
        {
            site ??= await SiteProcess.Start("Development", "http", Settings());
            var database = Database();
            using var closing = (IDisposable)database;
            var store = new OpenStore(database);
            await store.Open([]);
            using var staff = new OpenStaff(store, new ManualClock(DateTimeOffset.UtcNow));
            var due = new CountdownEvent(random.Next(3, Longest));
            using var day = new StaffDay(store, staff, signer, readers, letIn, () =>
            {
                if (!due.IsSet) due.Signal();
            });
            var work = day.Work(address);
            await Task.WhenAny(work, Task.Run(due.Wait));
            if (work.IsCompleted && work.Exception is null) faults.Add($"stopped by itself after {string.Join(", ", day.Counts.Where(one => one.Value.Begun > one.Value.Done).Select(one => one.Key))}");
            await Task.Delay(Middle * random.NextDouble());
            if (kind == StaffKill.Postgres)
            {
                server!.Kill();
                await work;
                server.StartAgain();
            }
            if (kind != StaffKill.Postgres || kill % KillsOfOneSite == KillsOfOneSite - 1)
            {
                await site.Kill();
                await work;
                await site.DisposeAsync();
                site = null;
            }
            if (!due.IsSet) due.Signal(due.CurrentCount);
            foreach (var (action, count) in day.Counts)
            {
                counts[action] = (counts.GetValueOrDefault(action).Begun + count.Begun, counts.GetValueOrDefault(action).Done + count.Done);
                if (count.Begun > count.Done) middles++;
            }
            var after = Database();
            using var closingAfter = (IDisposable)after;
            var there = await Opened(after);
            IReadOnlyList<string> found = [.. await StaffWhole.Faults(there), .. await letIn.Faults(there)];
            faults.AddRange(found);
            progress?.Invoke($"kill {kill + 1}: {string.Join(", ", day.Counts.Where(one => one.Value.Begun > one.Value.Done).Select(one => one.Key))} {string.Join("; ", found)}");
        }
        if (site is not null) await site.DisposeAsync();
        foreach (var (action, count) in counts.OrderBy(one => one.Key, StringComparer.Ordinal)) figures.Tell(action, $"{count.Done} done, {count.Begun - count.Done} cut off");
        figures.AtLeast("kills in the middle of an action", middles, kills / 2);
        figures.AtMost("half of an action, without its entry, or with an entry alone", faults.Count, 0);
        foreach (var fault in faults.Distinct().Take(10)) figures.Tell(fault, "");
        return figures;
    }

    public void Dispose()
    {
        server?.Dispose();
        certificate.Dispose();
        signer.Dispose();
        readers.Dispose();
        folder.Delete(recursive: true);
    }

    Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{address.Port}",
            ["Site:PublicUrl"] = address.GetLeftPart(UriPartial.Authority),
            ["Site:Preview"] = "false",
            ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
            ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail"),
        };
        if (server is null) return settings;
        settings["Store:Provider"] = "Postgres";
        settings["Store:ConnectionString"] = server.Address;
        settings["Store:KeyCertificate"] = certificate.File;
        settings["Store:KeyCertificatePassword"] = certificate.Password;
        return settings;
    }

    Database Database() => server is null
        ? new SqliteDatabase(new(StoreProvider.Sqlite, Path.Combine(folder.FullName, "store")))
        : new PostgresDatabase(new(StoreProvider.Postgres, "") { Postgres = PostgresAddress.Read(server.Address, out _) });

    static async Task<OpenStore> Opened(Database database)
    {
        var store = new OpenStore(database);
        // A server that was killed first reads its log.
        await Eventually.Holds(async () =>
        {
            try
            {
                await store.Open([]);
                return true;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }, TimeSpan.FromMinutes(1), "the database is there again");
        return store;
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
