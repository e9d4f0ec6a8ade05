namespace Clinic.Web.Consultations.Storing;

/// <summary>The embedded store: one file, one writer.</summary>
public sealed class SqliteRequestStore(SqliteDatabase database, ILogger<SqliteRequestStore> log) : SqlRequestStore(log)
{
    protected override Task Upgrade(CancellationToken cancel) => database.Upgrade(cancel);

    protected override Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Write(work, cancel);

    protected override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Read(work, cancel);
}
