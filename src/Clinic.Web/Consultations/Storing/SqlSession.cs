using System.Data.Common;
using Dapper;

namespace Clinic.Web.Consultations.Storing;

/// <summary>The statements of one piece of work, and what it has to tell the audit trail before it is committed.</summary>
public sealed class SqlSession(DbConnection connection, DbTransaction? transaction)
{
    readonly List<AuditEntry> told = [];

    public void Tell(AuditEntry entry) => told.Add(entry);

    public Task WriteDown() => AuditTrail.Append(this, told);

    public Task<int> Execute(string sql, object? values = null) => AfterReaders().ExecuteAsync(sql, values, transaction);

    public Task<T?> Value<T>(string sql, object? values = null) => AfterReaders().ExecuteScalarAsync<T>(sql, values, transaction);

    public Task<T?> Row<T>(string sql, object? values = null) where T : class => AfterReaders().QuerySingleOrDefaultAsync<T>(sql, values, transaction);

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? values = null) => [.. await AfterReaders().QueryAsync<T>(sql, values, transaction)];

    public static object Join(object values, object more)
    {
        var joined = new DynamicParameters(values);
        joined.AddDynamicParams(more);
        return joined;
    }

    // SQLite works through its statements without waiting for anything but the disk.
    DbConnection AfterReaders()
    {
        Thread.Yield();
        return connection;
    }
}
