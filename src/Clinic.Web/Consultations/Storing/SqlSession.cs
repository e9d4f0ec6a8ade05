using System.Data;
using System.Data.Common;
using Dapper;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The statements of one piece of work, and the audit entries that are committed with it. A column finds its property
/// without its underscores; times are Unix milliseconds, UTC.
/// </summary>
public sealed class SqlSession(DbConnection connection, DbTransaction? transaction)
{
    readonly List<AuditEntry> entries = [];

    static SqlSession()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Milliseconds());
    }

    public void Audit(AuditEntry entry) => entries.Add(entry);

    public Task AppendAudit() => AuditChain.Append(this, entries);

    public Task<int> Execute(string sql, object? values = null) =>
        AfterReaders().ExecuteAsync(sql, values, transaction);

    public async Task<bool> Exists(string query, object? values = null) =>
        await AfterReaders().ExecuteScalarAsync<bool>($"SELECT EXISTS ({query})", values, transaction);

    public Task<T?> Value<T>(string sql, object? values = null) =>
        AfterReaders().ExecuteScalarAsync<T>(sql, values, transaction);

    public Task<T?> Row<T>(string sql, object? values = null) where T : class =>
        AfterReaders().QuerySingleOrDefaultAsync<T>(sql, values, transaction);

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? values = null) =>
        [.. await AfterReaders().QueryAsync<T>(sql, values, transaction)];

    // SQLite works through its statements without waiting for anything but the disk.
    DbConnection AfterReaders()
    {
        Thread.Yield();
        return connection;
    }

    sealed class Milliseconds : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            (parameter.DbType, parameter.Value) = (DbType.Int64, value.ToUnixTimeMilliseconds());
    }
}
