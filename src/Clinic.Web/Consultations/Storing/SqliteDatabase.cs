using Clinic.Web.Files;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The database file. One connection writes, behind a lock. Rollback journal with EXTRA sync: the WAL mode of this
/// SQLite version has a corruption bug, and weaker syncing loses rows that were acknowledged when the power goes.
/// </summary>
public sealed class SqliteDatabase(StoreSettings settings) : Database, IDisposable
{
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    readonly StoreThread thread = new();
    readonly LivingPrograms living = new(settings.Folder);
    SqliteConnection? connection;

    /// <summary>What is under way ends first; what comes later is told that nothing can be kept.</summary>
    public void Dispose()
    {
        oneAtATime.Wait();
        thread.Dispose();
        living.Dispose();
        connection?.Dispose();
        connection = null;
        oneAtATime.Release();
    }

    public override Task Upgrade(CancellationToken cancel) => Write(async session =>
    {
        PrivateFiles.ShutFolder(settings.Folder);
        if (await session.Value<string>("PRAGMA quick_check(1)") is var verdict and not "ok")
            throw new StoreUnavailableException(
                $"The database {settings.DatabaseFile} is damaged ({verdict}); restore a backup.");
        var version = await session.Value<int>("PRAGMA user_version");
        if (version > SqliteSchema.Steps.Count)
            throw new StoreUnavailableException(
                $"The database {settings.DatabaseFile} was made by a newer version of this program.");
        foreach (var step in SqliteSchema.Steps.Skip(version)) await session.Execute(step);
        return await session.Execute($"PRAGMA user_version = {SqliteSchema.Steps.Count}");
    }, cancel);

    public override Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => Run(async db =>
    {
        await using var transaction = db.BeginTransaction(deferred: false);
        var session = new SqlSession(db, transaction);
        var result = await work(session);
        await session.AppendAudit();
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }, cancel);

    public override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) =>
        Run(db => work(new(db, null)), cancel);

    public override Task SignalAlive(string program, CancellationToken cancel) => Run(_ =>
    {
        living.Join(program);
        return Task.FromResult(0);
    }, cancel);

    public override Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. programs.Where(program => !living.Has(program))]);

    // Microsoft.Data.Sqlite works synchronously, whatever its methods are called.
    async Task<T> Run<T>(Func<SqliteConnection, Task<T>> work, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            return await thread.Run(() => work(connection ??= Connect()).GetAwaiter().GetResult());
        }
        catch (Exception e) when (
            e is SqliteException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // After an I/O error or a full disk the connection may hold a broken journal: the next call starts anew.
            connection?.Dispose();
            connection = null;
            var code = e is SqliteException failure ? $" (SQLite error {failure.SqliteErrorCode})" : "";
            throw new StoreUnavailableException($"The database {settings.DatabaseFile} failed{code}.", e);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    SqliteConnection Connect()
    {
        PrivateFiles.MakeFolder(settings.Folder);
        // SQLite gives its journal the mode of the database. Only while there is none: to close a file drops every lock
        // on it.
        if (!File.Exists(settings.DatabaseFile))
            new FileStream(settings.DatabaseFile, PrivateFiles.New(FileMode.OpenOrCreate)).Dispose();
        var opened = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = settings.DatabaseFile,
                Pooling = false,
                DefaultTimeout = 10
            }.ToString());
        try
        {
            opened.Open();
            opened.Execute("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;");
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}
