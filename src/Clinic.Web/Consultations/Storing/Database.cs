namespace Clinic.Web.Consultations.Storing;

/// <summary>The database could not be read or written, so nobody may be told that something was kept.</summary>
public sealed class StoreUnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>
/// SQLite or PostgreSQL. Above it each store class has the statements of one meaning, which both understand alike, and
/// runs them by Write and Read. When a write returns, what it did is on the disk, and so are its entries in the audit
/// trail.
/// </summary>
public abstract class Database
{
    /// <summary>What makes a claim pass over rows that another program is claiming just now.</summary>
    public virtual string SkipLocked => "";

    /// <summary>Creates the tables, or brings those of an earlier version up to date.</summary>
    public abstract Task Upgrade(CancellationToken cancel);

    /// <summary>Runs the work in one transaction, one at a time in all programs.</summary>
    public abstract Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel);

    public Task Write(Func<SqlSession, Task> work, CancellationToken cancel) => Write(Counting(work), cancel);

    /// <summary>
    /// The same beside other writers, for work that locks the rows it needs and has nothing for the audit trail.
    /// </summary>
    public virtual Task<T> WriteBesides<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) =>
        Write(work, cancel);

    public Task WriteBesides(Func<SqlSession, Task> work, CancellationToken cancel) =>
        WriteBesides(Counting(work), cancel);

    public abstract Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel);

    /// <summary>Makes it known that the program lives; called again and again.</summary>
    public abstract Task SignalAlive(string program, CancellationToken cancel);

    /// <summary>Those of these programs that have ended.</summary>
    public abstract Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs, CancellationToken cancel);

    /// <summary>What programs that start at once on one database do one after the other.</summary>
    public virtual Task<T> OneStartAtATime<T>(Func<T> work, CancellationToken cancel) => Task.FromResult(work());

    static Func<SqlSession, Task<int>> Counting(Func<SqlSession, Task> work) => async session =>
    {
        await work(session);
        return 0;
    };
}
