using System.Data;
using Npgsql;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// The database of several programs. Writers go one at a time, by a lock on the head of the audit trail that every
/// write needs anyway: each sees all that was committed before it, as with the embedded store, and the chain cannot
/// fork.
/// </summary>
public sealed class PostgresDatabase(StoreSettings settings) : Database, IDisposable, IAsyncDisposable
{
    const long UpgradeLock = 0x636C_696E_6963;
    const long StartLock = UpgradeLock + 1;

    // The server may be set to answer before a commit is on its disk. A writer that hangs must not hold the others for
    // long.
    const string Durably =
        """
        SELECT set_config('synchronous_commit', 'on', true)
            WHERE current_setting('synchronous_commit') IN ('off', 'local');
        SELECT set_config('lock_timeout', '10s', true), set_config('idle_in_transaction_session_timeout', '15s', true);
        """;

    const string OneAtATime = Durably + "SELECT sequence FROM audit_head FOR UPDATE;";

    // By the server's clock, since those of several machines differ.
    const string Now = "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint";
    const string ServerStart = "(EXTRACT(EPOCH FROM pg_postmaster_start_time()) * 1000)::bigint";
    // After three heartbeats that did not come.
    const int SilenceOfTheDead = 30_000;
    const int Forgotten = 24 * 60 * 60_000;

    readonly PostgresAddress address = settings.Postgres
        ?? throw new InvalidOperationException("No connection string was read.");
    readonly Lazy<NpgsqlDataSource> source = new(settings.Postgres!.Open);

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public void Dispose()
    {
        if (source.IsValueCreated) source.Value.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (source.IsValueCreated) await source.Value.DisposeAsync();
    }

    /// <summary>
    /// All programs that start at once come here one after the other; a step that fails leaves nothing behind.
    /// </summary>
    public override Task Upgrade(CancellationToken cancel) => Transaction(Durably, async session =>
    {
        await session.Execute(
            "SELECT set_config('lock_timeout', '60s', true); SELECT pg_advisory_xact_lock(@UpgradeLock)",
            new { UpgradeLock });
        await session.Execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
        var version = await session.Value<int?>("SELECT MAX(version) FROM schema_version") ?? 0;
        if (version > PostgresSchema.Steps.Count)
            throw new StoreUnavailableException($"The database {address} was made by a newer version of this program.");
        foreach (var step in PostgresSchema.Steps.Skip(version)) await session.Execute(step);
        return await session.Execute("INSERT INTO schema_version SELECT @Count WHERE @Count > @version",
            new { PostgresSchema.Steps.Count, version });
    }, cancel);

    public override Task<T> OneStartAtATime<T>(Func<T> work, CancellationToken cancel) =>
        Transaction(Durably, async session =>
    {
        await session.Execute(
            "SELECT set_config('lock_timeout', '60s', true); SELECT pg_advisory_xact_lock(@StartLock)",
            new { StartLock });
        return work();
    }, cancel);

    public override Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) =>
        Transaction(OneAtATime, work, cancel);

    public override Task<T> WriteBesides<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) =>
        Transaction(Durably, work, cancel);

    public override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) =>
        Run(db => work(new(db, null)), cancel);

    public override Task SignalAlive(string program, CancellationToken cancel) => WriteBesides(async session =>
    {
        await session.Execute($"DELETE FROM program WHERE seen_at < {Now} - @Forgotten", new { Forgotten });
        await session.Execute(
            $"INSERT INTO program (owner, seen_at) VALUES (@program, {Now}) ON CONFLICT (owner) DO UPDATE SET seen_at = EXCLUDED.seen_at", new { program });
    }, cancel);

    // One that has no heartbeat is of an earlier version: its leases end by themselves. While the database was away
    // nobody's heart was heard.
    public override async Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs,
        CancellationToken cancel) => programs.Count == 0
        ? programs
        : await Read(session => session.Rows<string>(
            $"SELECT owner FROM program WHERE owner = ANY(@programs) AND GREATEST(seen_at, {ServerStart}) < {Now} - @SilenceOfTheDead",
            new { programs = programs.ToArray(), SilenceOfTheDead }), cancel);

    Task<T> Transaction<T>(string begin, Func<SqlSession, Task<T>> work, CancellationToken cancel) => Run(async db =>
    {
        await using var transaction = await db.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        var session = new SqlSession(db, transaction);
        await session.Execute(begin);
        var result = await work(session);
        await session.AppendAudit();
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e) when (IsOfTheDatabase(e))
        {
            // It may be kept or not; whoever asks again with the same submission learns which.
            throw Failed(e);
        }
        return result;
    }, cancel);

    async Task<T> Run<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            try
            {
                return await Once(work, cancel);
            }
            catch (NpgsqlException e) when (IsOfTheConnection(e))
            {
                // The server was started anew, or another took its place: what is in the pool leads nowhere.
                source.Value.Clear();
                return await Once(work, cancel);
            }
        }
        catch (Exception e) when (IsOfTheDatabase(e))
        {
            throw Failed(e);
        }
    }

    async Task<T> Once<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await using var db = await source.Value.OpenConnectionAsync(cancel);
        return await work(db);
    }

    StoreUnavailableException Failed(Exception e)
    {
        var kind = e is PostgresException { SqlState: var code }
            ? $"SQLSTATE {code}" : (e.InnerException ?? e).GetType().Name;
        return new($"The database {address} failed ({kind}).", e);
    }

    static bool IsOfTheConnection(NpgsqlException e) => e is PostgresException { SqlState: var code }
        ? code is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure
        : e.IsTransient;

    static bool IsOfTheDatabase(Exception e) =>
        e is NpgsqlException or TimeoutException or IOException or InvalidOperationException or System.Net.Sockets.SocketException;
}
