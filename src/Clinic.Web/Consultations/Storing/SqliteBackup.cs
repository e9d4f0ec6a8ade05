using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Files;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Consultations.Storing;

/// <summary>There is no backup, or nothing is restored, for a reason that the operator reads.</summary>
public sealed class BackupFailedException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>
/// Database and keys together in a folder of their own. The copy is made in one reading while the site goes on: a post
/// that comes meanwhile waits for it. A folder has its name only when it is whole.
/// </summary>
public static class SqliteBackup
{
    /// <summary>Tells how many requests the copy holds.</summary>
    /// <exception cref="BackupFailedException"/>
    public static long Make(StoreSettings settings, string folder) => Saying(() =>
    {
        if (!File.Exists(settings.DatabaseFile))
            throw new BackupFailedException($"There is no database {settings.DatabaseFile} to back up.");
        if (Path.Exists(folder))
            throw new BackupFailedException($"\"{folder}\" is there already: name a new folder for each backup.");
        var unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        PrivateFiles.MakeFolder(unfinished);
        var copy = settings with { Folder = unfinished };
        // SQLite writes into an empty file as into none, and this one is shut.
        new FileStream(copy.DatabaseFile, PrivateFiles.New()).Dispose();
        // Written anew, page by page: what was erased is in no page of the copy.
        using (var source = Connect(settings.DatabaseFile, SqliteOpenMode.ReadWrite)) source.Execute(
            "VACUUM INTO @DatabaseFile", new { copy.DatabaseFile });
        // After the database: every key that its rows need is there by now.
        CopyKeys(settings.KeyFolder, copy.KeyFolder);
        if (File.Exists(settings.ReaderMarkFile)) Copy(settings.ReaderMarkFile, copy.ReaderMarkFile);
        var requests = Check(copy);
        foreach (var file in Directory.EnumerateFiles(unfinished, "*", SearchOption.AllDirectories)) Flush(file);
        Directory.Move(unfinished, folder);
        return requests;
    });

    /// <summary>Puts a backup where no database is yet; tells how many requests it holds.</summary>
    /// <exception cref="BackupFailedException"/>
    public static long Restore(StoreSettings settings, string folder) => Saying(() =>
    {
        var backup = settings with { Folder = folder };
        if (!File.Exists(backup.DatabaseFile))
            throw new BackupFailedException($"\"{folder}\" is no backup: it holds no requests.db.");
        if (File.Exists(settings.DatabaseFile))
            throw new BackupFailedException(
                $"{settings.DatabaseFile} is there: stop the site and move Store:Folder aside first; nothing is written over.");
        var requests = Check(backup);
        CopyKeys(backup.KeyFolder, settings.KeyFolder);
        // One that is there may know of a later list.
        if (File.Exists(backup.ReaderMarkFile) && !File.Exists(settings.ReaderMarkFile))
            Copy(backup.ReaderMarkFile, settings.ReaderMarkFile);
        var unfinished = settings.DatabaseFile + ".unfinished";
        Copy(backup.DatabaseFile, unfinished);
        Flush(unfinished);
        File.Move(unfinished, settings.DatabaseFile);
        return requests;
    });

    /// <summary>How many keys are missing beside the database, or do not open what they sealed.</summary>
    public static int LostKeys(StoreSettings copy)
    {
        using var database = Connect(copy.DatabaseFile, SqliteOpenMode.ReadOnly);
        if (database.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'key_sentinel'") == 0)
            return 0;
        var kept = database.Query<(string Key, byte[] Sealed)>("SELECT key, sealed FROM key_sentinel")
            .Select(row => new KeySentinel(row.Key, row.Sealed)).ToList();
        var keys = new ServiceCollection().AddLogging().AddDataProtection().PersistKeysDurably(copy.KeyFolder);
        if (copy.KeyCertificates is { Count: > 0 } certificates)
            keys.UnprotectKeysWithAnyCertificate([.. certificates]);
        using var ring = keys.Services.BuildServiceProvider();
        return KeySentinels.Lost(ring.GetRequiredService<IKeyManager>(), kept).Count;
    }

    static long Check(StoreSettings copy)
    {
        using var database = Connect(copy.DatabaseFile, SqliteOpenMode.ReadOnly);
        if (database.ExecuteScalar<string>("PRAGMA integrity_check(1)") is var verdict and not "ok")
            throw new BackupFailedException($"{copy.DatabaseFile} is damaged ({verdict}); take another backup.");
        if (!Directory.Exists(copy.KeyFolder))
            throw new BackupFailedException($"The keys are missing: {copy.KeyFolder} is not there.");
        return database.ExecuteScalar<long>("SELECT COUNT(*) FROM request");
    }

    static void CopyKeys(string from, string to)
    {
        PrivateFiles.MakeFolder(to);
        if (!Directory.Exists(from)) return;
        foreach (var key in Directory.EnumerateFiles(from, "*.xml"))
        {
            var copy = Path.Combine(to, Path.GetFileName(key));
            if (!File.Exists(copy)) Copy(key, copy);
        }
    }

    static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new FileStream(to, PrivateFiles.New());
        source.CopyTo(copy);
    }

    static void Flush(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }

    static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var opened = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = 30
            }.ToString());
        opened.Open();
        return opened;
    }

    static long Saying(Func<long> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new BackupFailedException($"It could not be done: {e.Message}", e);
        }
    }
}
