namespace Clinic.Web.Consultations.Storing;

/// <summary>A word that each key sealed once.</summary>
public sealed class KeySentinelStore(Database database)
{
    public Task<IReadOnlyList<KeySentinel>> All(CancellationToken cancel) =>
        database.Read(session =>
            session.Rows<KeySentinel>("SELECT key, sealed FROM key_sentinel ORDER BY key"), cancel);

    public Task Keep(IReadOnlyList<KeySentinel> made, CancellationToken cancel) => database.Write(async session =>
    {
        foreach (var one in made)
            await session.Execute(
                "INSERT INTO key_sentinel (key, sealed) VALUES (@Key, @Sealed) ON CONFLICT DO NOTHING", one);
    }, cancel);

    /// <summary>Forgets keys that a person says are lost for good.</summary>
    public Task Forget(IReadOnlyList<string> lost, string by, DateTimeOffset at, CancellationToken cancel) =>
        database.Write(async session =>
    {
        foreach (var key in lost)
            if (await session.Execute("DELETE FROM key_sentinel WHERE key = @key", new { key }) > 0)
                session.Audit(new(at, AuditEvent.KeyForgotten, null, by, key));
    }, cancel);
}
