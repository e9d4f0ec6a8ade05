using System.Data.Common;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Dapper;
using Npgsql;

namespace Clinic.Web.Tests.Consultations;

/// <summary>A schema of one test's own on the tests' server.</summary>
public sealed class PostgresPlace : IStorePlace
{
    readonly string schema = $"s{Guid.NewGuid():N}";
    readonly Lazy<string> address;
    readonly List<PostgresDatabase> opened = [];

    public PostgresPlace() => address = new(() =>
    {
        using var database = new NpgsqlConnection(PostgresServer.Shared.Address + ";Pooling=false");
        database.Execute($"CREATE SCHEMA {schema}");
        return $"{PostgresServer.Shared.Address};Search Path={schema};Application Name={schema};Maximum Pool Size=20";
    });

    public string ConnectionString => address.Value;

    public StoreSettings Settings => new(StoreProvider.Postgres, "") { Postgres = PostgresAddress.Read(ConnectionString, out _) };

    public string LetTheTrailBeChanged => "DROP TRIGGER IF EXISTS audit_only_grows ON audit";

    public async Task<OpenStore> Open()
    {
        var database = new PostgresDatabase(Settings);
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

    public void Die()
    {
        Stop();
        Execute("UPDATE program SET seen_at = seen_at - 60000");
    }

    public DbConnection Connect()
    {
        var database = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        database.Open();
        return database;
    }

    public void Fill(string table) => Execute(
        $"CREATE FUNCTION full_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$; CREATE TRIGGER full_{table} BEFORE INSERT ON {table} EXECUTE FUNCTION full_{table}()");

    public void MakeRoom(string table) => Execute($"DROP TRIGGER full_{table} ON {table}; DROP FUNCTION full_{table}");

    public void Count(string table) => Execute(
        $"CREATE TABLE counted (one INTEGER); CREATE FUNCTION count_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO counted VALUES (1); RETURN NULL; END $$; CREATE TRIGGER count_{table} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION count_{table}()");

    public void Dispose()
    {
        Stop();
        if (!address.IsValueCreated) return;
        using var database = Connect();
        database.Execute($"DROP SCHEMA {schema} CASCADE");
    }

    void Execute(string sql)
    {
        using var database = Connect();
        database.Execute(sql);
    }
}
