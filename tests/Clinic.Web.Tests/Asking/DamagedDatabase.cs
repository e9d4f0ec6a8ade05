using Microsoft.Data.Sqlite;

namespace Clinic.Web.Tests.Asking;

/// <summary>A disk that lost the first bytes of the database: SQLite refuses to read or write it until they are back.</summary>
public sealed class DamagedDatabase : IDisposable
{
    const int HeaderLength = 100;

    readonly FileStream file;
    readonly byte[] header = new byte[HeaderLength];

    public DamagedDatabase(string path)
    {
        // A writer in the background that had begun would put the first bytes back when it commits, so none may be under way.
        using var nobodyElse = new SqliteConnection($"Data Source={path};Pooling=False");
        nobodyElse.Open();
        using var statement = nobodyElse.CreateCommand();
        statement.CommandText = "BEGIN EXCLUSIVE";
        statement.ExecuteNonQuery();
        file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        file.ReadExactly(header);
        Write(new byte[HeaderLength]);
        statement.CommandText = "ROLLBACK";
        statement.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Write(header);
        file.Dispose();
    }

    void Write(byte[] bytes)
    {
        file.Position = 0;
        file.Write(bytes);
        file.Flush();
    }
}
