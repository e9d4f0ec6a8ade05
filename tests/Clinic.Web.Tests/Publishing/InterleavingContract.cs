using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Tests.Consultations;

namespace Clinic.Web.Tests.Publishing;

/// <summary>
/// Three machines publish, are edited by hand, get older files restored, and end in the middle, in an order drawn from a seed. In the end all have
/// the same bytes, nothing older stands over anything newer, and every word that anybody wrote is kept.
/// </summary>
[Trait("Pace", "Long")]
public abstract class InterleavingContract : IDisposable
{
    const string Path = ContentCopy.Sample;
    const int Steps = 6;

    readonly List<ContentCopy> folders = [];
    readonly List<ClinicMachine> machines = [];
    readonly HashSet<string> written = new(StringComparer.Ordinal);

    protected abstract IStorePlace Place { get; }

    protected abstract StoreProvider Provider { get; }

    protected abstract int Seeds { get; }

    [SkippableFact]
    public async Task Every_order_ends_with_the_newest_bytes_everywhere_and_no_words_are_lost()
    {
        for (var i = 0; i < 3; i++)
        {
            folders.Add(new());
            machines.Add(new((await Place.Open()).Database, folders[i].Folder, Provider));
        }
        await LookAll();
        for (var seed = 0; seed < Seeds; seed++) await Run(seed);
    }

    async Task Run(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < Steps; step++)
        {
            await Do(random.Next(7), random.Next(machines.Count), ContentCopy.Article($"Words of seed {seed} and step {step}."), random);
            if (random.Next(4) == 0) await LookAll();
        }
        // What is broken on a disk stays there until something newer comes.
        await LookAll();
        var last = ContentCopy.Article($"The last words of seed {seed}.");
        var ended = await machines[0].Publish(Path, last);
        Assert.True(ended is PublishResult.Published, ended is PublishResult.Refused refused ? $"Seed {seed}: {string.Join('\n', refused.Problems)}" : $"{ended}");
        await LookAll();
        await LookAll();

        Assert.All(machines, machine => Assert.Equal(last, machine.Text(Path)));
        var versions = await machines[0].History.Of(Path, default);
        Assert.Equal(versions.DistinctBy(version => version.Sha256).Count(), versions.Count);
        foreach (var words in written) Assert.True(await IsKept(words), $"Seed {seed} lost these words: {words}");
        written.Clear();
    }

    async Task Do(int what, int at, string words, Random random)
    {
        var machine = machines[at];
        switch (what)
        {
            case 0 or 1:
                var opened = (await machine.History.Newest(Path, default))!.Sha256;
                if (random.Next(3) == 0) await LookAll();
                if (await machine.Publish(Path, words, opened, "robin") is PublishResult.Published) written.Add(words);
                break;
            case 2:
                await Save(machine, words);
                break;
            case 3:
                await Save(machine, "no top " + words);
                break;
            case 4:
                var versions = await machine.History.Of(Path, default);
                var old = await machine.History.Bytes(versions[random.Next(versions.Count)].Number, default);
                await Save(machine, System.Text.Encoding.UTF8.GetString(old!));
                break;
            case 5:
                await EndAfterTheTransaction(machine, words);
                Restart(at);
                break;
            default:
                EndWhileReplacing(machine);
                Restart(at);
                break;
        }
    }

    // Whoever saves over words by hand that the site has not seen means it.
    async Task Save(ClinicMachine machine, string words)
    {
        if (machine.Text(Path) is { } before && !await IsKept(before)) written.Remove(before);
        machine.Save(Path, words);
        written.Add(words);
    }

    async Task EndAfterTheTransaction(ClinicMachine machine, string words)
    {
        await machine.Look();
        await machine.Database.Write(session => ContentHistory.Add(session, new(Path, ClinicMachine.Bytes(words), null),
            new("robin", VersionCause.Published, []), Guid.NewGuid().ToString("N"), DateTimeOffset.UtcNow), default);
        written.Add(words);
    }

    // The new file is in its place, what was there lies hidden beside it, and nobody has looked at that yet.
    static void EndWhileReplacing(ClinicMachine machine)
    {
        var (file, hidden) = (System.IO.Path.Combine(machine.Folder, Path), System.IO.Path.Combine(machine.Folder, "articles/.sample.md.was"));
        if (!File.Exists(hidden)) File.Copy(file, hidden);
    }

    void Restart(int at)
    {
        machines[at].Dispose();
        machines[at] = new(machines[at].Database, folders[at].Folder, Provider);
    }

    async Task LookAll() => await Task.WhenAll(machines.Select(machine => Task.Run(machine.Look)));

    Task<bool> IsKept(string words) => machines[0].Database.Read(session => session.Exists(
        "SELECT 1 FROM content_version WHERE sha256 = @hash UNION ALL SELECT 1 FROM content_conflict WHERE sha256 = @hash",
        new { hash = ClinicMachine.Hash(words) }), default);

    public void Dispose()
    {
        machines.ForEach(machine => machine.Dispose());
        folders.ForEach(folder => folder.Dispose());
        Place.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class InterleavingsOnSqliteTests : InterleavingContract
{
    protected override IStorePlace Place { get; } = new SqlitePlace();

    protected override StoreProvider Provider => StoreProvider.Sqlite;

    protected override int Seeds => 15;
}

public sealed class InterleavingsOnPostgresTests : InterleavingContract
{
    protected override IStorePlace Place { get; } = new PostgresPlace();

    protected override StoreProvider Provider => StoreProvider.Postgres;

    protected override int Seeds => 50;
}
