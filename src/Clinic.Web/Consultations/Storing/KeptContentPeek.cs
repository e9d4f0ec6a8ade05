using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// Whether an earlier run has kept content, asked before the store is opened and without changing it. One that cannot
/// be asked may have some.
/// </summary>
public static class KeptContentPeek
{
    const string Some = "SELECT EXISTS (SELECT 1 FROM content_file)";
    const int NoSuchTable = 1;

    public static bool IsThere(StoreSettings settings) =>
        settings.Provider == StoreProvider.Postgres
            ? InPostgres(settings) : File.Exists(settings.DatabaseFile) && InSqlite(settings);

    static bool InSqlite(StoreSettings settings)
    {
        try
        {
            using var database = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = settings.DatabaseFile,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false
                }.ToString());
            database.Open();
            return database.ExecuteScalar<bool>(Some);
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode != NoSuchTable;
        }
    }

    static bool InPostgres(StoreSettings settings)
    {
        try
        {
            using var source = settings.Postgres!.Open();
            using var database = source.OpenConnection();
            return database.ExecuteScalar<bool>(Some);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
        catch (Exception e) when (
            e is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException)
        {
            return true;
        }
    }
}
