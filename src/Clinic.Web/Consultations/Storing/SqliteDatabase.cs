using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The database file. One connection writes, behind a lock. Rollback journal with EXTRA sync: the WAL mode of this SQLite version
/// has a corruption bug, and weaker syncing loses rows that were acknowledged when the power goes.
/// </summary>
public sealed class SqliteDatabase(StoreSettings settings) : IDisposable
{
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    SqliteConnection? connection;

    public void Dispose()
    {
        connection?.Dispose();
        oneAtATime.Dispose();
    }

    public Task Upgrade(CancellationToken cancel) => Write((db, transaction) =>
    {
        if (db.ExecuteScalar<string>("PRAGMA quick_check(1)", transaction: transaction) is var verdict and not "ok")
            throw new RequestNotKeptException($"The database {settings.DatabaseFile} is damaged ({verdict}); restore a backup.");
        var version = db.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction);
        if (version > SqliteSchema.Steps.Count)
            throw new RequestNotKeptException($"The database {settings.DatabaseFile} was made by a newer version of this program.");
        foreach (var step in SqliteSchema.Steps.Skip(version)) db.Execute(step, transaction: transaction);
        return db.Execute($"PRAGMA user_version = {SqliteSchema.Steps.Count}", transaction: transaction);
    }, cancel);

    /// <summary>Runs the work in one transaction that is on the disk when this returns.</summary>
    public Task<T> Write<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancel) => Run(db =>
    {
        using var transaction = db.BeginTransaction(deferred: false);
        var result = work(db, transaction);
        transaction.Commit();
        return result;
    }, cancel);

    // Microsoft.Data.Sqlite works synchronously whatever its methods are called; the work is short.
    public async Task<T> Run<T>(Func<SqliteConnection, T> work, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            return work(connection ??= Connect());
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // After an I/O error or a full disk the connection may hold a broken journal: the next call starts anew.
            connection?.Dispose();
            connection = null;
            throw new RequestNotKeptException(e is SqliteException { SqliteErrorCode: var code } ? $"The database {settings.DatabaseFile} failed (SQLite error {code})." : $"The database {settings.DatabaseFile} failed.", e);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    SqliteConnection Connect()
    {
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = settings.DatabaseFile, Pooling = false, DefaultTimeout = 10 }.ToString());
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
