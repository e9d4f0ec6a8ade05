namespace Clinic.Web.Consultations.Storing;

/// <summary>The store of several programs on one database.</summary>
public sealed class PostgresRequestStore(PostgresDatabase database, ILogger<PostgresRequestStore> log) : SqlRequestStore(log)
{
    protected override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    protected override Task Upgrade(CancellationToken cancel) => database.Upgrade(cancel);

    protected override Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Write(work, cancel);

    protected override Task<T> Take<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.WriteBesides(work, cancel);

    protected override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Read(work, cancel);
}
