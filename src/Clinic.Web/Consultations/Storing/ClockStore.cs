namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// Which time was seen last, and since when the clock has gone steadily, over restarts and in all programs.
/// </summary>
public sealed class ClockStore(Database database)
{
    // A restart takes less; after more, nobody can tell whether time passed or the clock was set.
    static readonly TimeSpan LongestAbsence = TimeSpan.FromHours(2);

    /// <summary>
    /// Writes down which time it is, and tells since when the clock has gone steadily. When it was set, mails that
    /// waited by the old time are due.
    /// </summary>
    public Task<DateTimeOffset> Sight(ClockSighting sighting, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var now = sighting.Now;
        var known = await Find(session);
        // In a new store there is nothing that a wrong clock could take.
        var seen = known?.Seen ?? await session.Value<DateTimeOffset?>("SELECT MAX(at) FROM audit") ?? now;
        var steadySince = known?.SteadySince ?? DateTimeOffset.UnixEpoch;
        var wasSet = sighting.WasSet || now < seen - ClockWatch.Tolerance
            || (sighting.IsFirst && now > seen + LongestAbsence);
        if (wasSet || now < steadySince) steadySince = now;
        await Write(session, now, steadySince);
        // What was to wait until a time by the old clock is tried now.
        if (wasSet)
            await session.Execute("UPDATE outbox SET due_at = @now WHERE state = 'Waiting' AND due_at > @now",
                new { now });
        return steadySince;
    }, cancel);

    /// <summary>A person says that the clock is right.</summary>
    public Task Confirm(string by, DateTimeOffset now, CancellationToken cancel) => database.Write(async session =>
    {
        session.Audit(new(now, AuditEvent.ClockConfirmed, null, by, ""));
        await Write(session, now, DateTimeOffset.UnixEpoch);
    }, cancel);

    /// <summary>Null when no program has looked at its clock yet.</summary>
    public Task<ClockRecord?> Seen(CancellationToken cancel) => database.Read(Find, cancel);

    static Task<ClockRecord?> Find(SqlSession session) =>
        session.Row<ClockRecord>("SELECT seen_at AS seen, steady_since FROM clock");

    static Task<int> Write(SqlSession session, DateTimeOffset now, DateTimeOffset steadySince) => session.Execute(
        """
        INSERT INTO clock (one, seen_at, steady_since) VALUES (1, @now, @steadySince)
        ON CONFLICT (one) DO UPDATE SET seen_at = excluded.seen_at, steady_since = excluded.steady_since
        """, new { now, steadySince });
}
