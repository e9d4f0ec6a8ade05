using Clinic.Web.Commands;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Tests.Asking;

namespace Clinic.Web.Tests.Commands;

public sealed class BackupTests : IDisposable
{
    const int Before = 10;
    const int Rounds = 3;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backup-");

    [Fact]
    public async Task A_copy_made_while_posts_come_in_is_whole_and_holds_every_request_acknowledged_before()
    {
        using var site = new AskingSite().WithAQuietLog();
        site.Settings["Mail:Heartbeat"] = "false";
        var acknowledged = new List<string>();
        for (var i = 0; i < Before; i++) acknowledged.Add(await Send(site));
        using var enough = new CancellationTokenSource();
        var posting = Task.Run(async () =>
        {
            var count = 0;
            for (; !enough.IsCancellationRequested; count++)
            {
                var reference = await Send(site);
                lock (acknowledged) acknowledged.Add(reference);
            }
            return count;
        });

        for (var round = 0; round < Rounds; round++)
        {
            string[] promised;
            lock (acknowledged) promised = [.. acknowledged];
            var copy = Path.Combine(folder.FullName, $"copy-{round}");
            Assert.Equal(0, await Run(site.CommandContext, "backup", copy));

            using var restored = new AskingSite().WithAQuietLog();
            // A store that no site has opened yet.
            restored.Settings["Mail:Transport"] = "Pickup";
            SqliteRestore(restored, copy);
            var listed = (await restored.Store.Reader.List(CancellationToken.None)).Select(request => request.Reference).ToHashSet(StringComparer.Ordinal);
            Assert.All(promised, reference => Assert.Contains(reference, listed));
            Assert.Equal(["ok"], restored.Rows<string>("PRAGMA integrity_check"));
            Assert.True((await restored.Store.Audit.Verify(CancellationToken.None)).IsWhole);
            using var words = new StringWriter();
            Assert.Equal(0, await CommandLine.Run(["requests", "show", promised[^1]], restored.CommandContext, words));
            Assert.Contains("Name: ", words.ToString(), StringComparison.Ordinal);
        }
        await enough.CancelAsync();
        Assert.NotEqual(0, await posting);
    }

    [Fact]
    public async Task Nothing_is_written_over_and_no_half_is_taken_for_a_whole()
    {
        using var site = new AskingSite().WithAQuietLog();
        await Send(site);
        var copy = Path.Combine(folder.FullName, "copy");
        Assert.Equal(0, await Run(site.CommandContext, "backup", copy));

        Assert.Equal(2, await Run(site.CommandContext, "backup", copy));
        Assert.Equal(2, await Run(site.CommandContext, "restore", copy));
        var damaged = Path.Combine(copy, "requests.db");
        await File.WriteAllTextAsync(damaged, new string('x', 8192));
        var empty = new StoreSettings(StoreProvider.Sqlite, Directory.CreateDirectory(Path.Combine(folder.FullName, "empty")).FullName);
        Assert.Throws<BackupFailedException>(() => SqliteBackup.Restore(empty, copy));
        Assert.False(File.Exists(empty.DatabaseFile));
    }

    public void Dispose() => folder.Delete(recursive: true);

    static void SqliteRestore(AskingSite site, string copy) =>
        Assert.NotEqual(0, SqliteBackup.Restore(new(StoreProvider.Sqlite, site.StoreFolder), copy));

    static Task<int> Run(CommandContext bench, params string[] arguments) => CommandLine.Run(arguments, bench, TextWriter.Null, TextWriter.Null);

    static async Task<string> Send(AskingSite site)
    {
        using var form = await FormBrowser.At(site);
        return await form.SendAndFollow();
    }
}
