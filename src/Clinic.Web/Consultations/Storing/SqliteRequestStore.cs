namespace Clinic.Web.Consultations.Storing;

/// <summary>The embedded store: one file, one writer.</summary>
public sealed class SqliteRequestStore(SqliteDatabase database, ILogger<SqliteRequestStore> log) : SqlRequestStore(log)
{
    protected override Task Upgrade(CancellationToken cancel) => database.Upgrade(cancel);

    protected override Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Write(work, cancel);

    protected override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Read(work, cancel);

    protected override Task Join(string program, CancellationToken cancel) => database.Join(program, cancel);

    protected override Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([.. programs.Where(program => !database.Lives(program))]);
}
