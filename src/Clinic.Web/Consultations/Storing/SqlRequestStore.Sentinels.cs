namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    public Task<IReadOnlyList<KeySentinel>> KeySentinels(CancellationToken cancel) => Read<IReadOnlyList<KeySentinel>>(async session =>
        [.. (await session.Rows<SentinelRow>("SELECT key AS Name, sealed AS Bytes FROM key_sentinel ORDER BY key")).Select(row => new KeySentinel(row.Name, row.Bytes))], cancel);

    public Task KeepSentinels(IReadOnlyList<KeySentinel> made, CancellationToken cancel) => Write(async session =>
    {
        foreach (var one in made) await session.Execute("INSERT INTO key_sentinel (key, sealed) VALUES (@Key, @Sealed) ON CONFLICT DO NOTHING", one);
        return 0;
    }, cancel);

    public Task ForgetSentinels(IReadOnlyList<string> lost, string by, DateTimeOffset at, CancellationToken cancel) => Write(async session =>
    {
        foreach (var key in lost)
            if (await session.Execute("DELETE FROM key_sentinel WHERE key = @key", new { key }) > 0) session.Tell(new(at, AuditEvent.KeyForgotten, null, by, key));
        return 0;
    }, cancel);

    sealed class SentinelRow
    {
        public string Name { get; init; } = "";
        public byte[] Bytes { get; init; } = [];
    }
}
