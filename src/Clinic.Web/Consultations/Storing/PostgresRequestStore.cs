namespace Clinic.Web.Consultations.Storing;

/// <summary>The store of several programs on one database.</summary>
public sealed class PostgresRequestStore(PostgresDatabase database, ILogger<PostgresRequestStore> log) : SqlRequestStore(log)
{
    // By the server's clock, since those of several machines differ.
    const string Now = "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint";
    const string ServerStart = "(EXTRACT(EPOCH FROM pg_postmaster_start_time()) * 1000)::bigint";
    // After three heartbeats that did not come.
    const int SilenceOfTheDead = 30_000;
    const int Forgotten = 24 * 60 * 60_000;

    protected override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    protected override Task Upgrade(CancellationToken cancel) => database.Upgrade(cancel);

    protected override Task<T> Write<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Write(work, cancel);

    protected override Task<T> Take<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.WriteBesides(work, cancel);

    protected override Task<T> Read<T>(Func<SqlSession, Task<T>> work, CancellationToken cancel) => database.Read(work, cancel);

    protected override Task Join(string program, CancellationToken cancel) => database.WriteBesides(async session =>
    {
        await session.Execute($"DELETE FROM program WHERE seen_at < {Now} - @Forgotten", new { Forgotten });
        return await session.Execute(
            $"INSERT INTO program (owner, seen_at) VALUES (@program, {Now}) ON CONFLICT (owner) DO UPDATE SET seen_at = EXCLUDED.seen_at", new { program });
    }, cancel);

    // One that has no heartbeat is of an earlier version: its leases end by themselves. While the database was away nobody's heart was heard.
    protected override async Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs, CancellationToken cancel) => programs.Count == 0
        ? programs
        : await database.Read(session => session.Rows<string>(
            $"SELECT owner FROM program WHERE owner = ANY(@programs) AND GREATEST(seen_at, {ServerStart}) < {Now} - @SilenceOfTheDead",
            new { programs = programs.ToArray(), SilenceOfTheDead }), cancel);
}
