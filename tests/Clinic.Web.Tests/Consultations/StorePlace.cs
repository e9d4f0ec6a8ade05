using System.Data.Common;
using System.Text;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Tests.Consultations;

/// <summary>A real database of one test's own. Two stores opened in it are two programs, or one program before and after a restart.</summary>
public interface IStorePlace : IDisposable
{
    Task<OpenStore> Open();

    /// <summary>The programs end.</summary>
    void Stop();

    /// <summary>The programs end, and so long ago that it is known.</summary>
    void Die();

    /// <summary>As an operator with the database's own tools.</summary>
    DbConnection Connect();

    string LetTheTrailBeChanged { get; }

    /// <summary>From now on the table has no room for another row.</summary>
    void Fill(string table);

    void MakeRoom(string table);

    /// <summary>From now on each row that the table gets is counted in the table "counted".</summary>
    void Count(string table);
}

public sealed class SqlitePlace : IStorePlace
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("store-");
    readonly List<SqliteDatabase> opened = [];

    public string File => Path.Combine(folder.FullName, "requests.db");

    public string Folder => folder.FullName;

    public string LetTheTrailBeChanged => "DROP TRIGGER IF EXISTS audit_unchanged; DROP TRIGGER IF EXISTS audit_undeleted";

    public async Task<OpenStore> Open()
    {
        var database = new SqliteDatabase(new(StoreProvider.Sqlite, folder.FullName));
        opened.Add(database);
        var store = new OpenStore(database);
        await store.Open([]);
        return store;
    }

    public void Stop()
    {
        opened.ForEach(database => database.Dispose());
        opened.Clear();
    }

    public void Die() => Stop();

    public DbConnection Connect()
    {
        var database = new SqliteConnection($"Data Source={File};Pooling=False");
        database.Open();
        database.Execute("PRAGMA synchronous = OFF");
        return database;
    }

    public void Fill(string table) => Execute($"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no room'); END");

    public void MakeRoom(string table) => Execute($"DROP TRIGGER full_{table}");

    public void Count(string table) => Execute($"CREATE TABLE counted (one INTEGER); CREATE TRIGGER count_{table} AFTER INSERT ON {table} BEGIN INSERT INTO counted VALUES (1); END");

    public void Dispose()
    {
        Stop();
        folder.Delete(recursive: true);
    }

    void Execute(string sql)
    {
        using var database = Connect();
        database.Execute(sql);
    }
}

/// <summary>What the store's tests keep in it.</summary>
static class Requests
{
    public static readonly DateTimeOffset Noon = new(2026, 10, 21, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(20);

    public static SealedRequest One(DateTimeOffset? received = null) =>
        new(SubmissionId.Next(), RequestReference.Next(), received ?? Noon, new("test", Encoding.UTF8.GetBytes("sealed")), [new("contact", "Phone", "v1", "abc", "en-US")]);
}
