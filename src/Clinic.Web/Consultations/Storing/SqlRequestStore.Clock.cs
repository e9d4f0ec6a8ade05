namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    // A restart takes less; after more, nobody can tell whether time passed or the clock was set.
    static readonly TimeSpan LongestAbsence = TimeSpan.FromHours(2);

    public Task<DateTimeOffset> SightClock(ClockSighting sighting, CancellationToken cancel) => Write(async session =>
    {
        var now = Ms(sighting.Now);
        // In a new store there is nothing that a wrong clock could take.
        var known = await session.Row<ClockRow>("SELECT seen_at AS Seen, steady_since AS Since FROM clock") ?? new() { Seen = await session.Value<long?>("SELECT MAX(at) FROM audit") ?? now };
        var wasSet = sighting.WasSet || now < known.Seen - Ms(ClockWatch.Tolerance) || (sighting.IsFirst && now > known.Seen + Ms(LongestAbsence));
        var since = wasSet ? now : Math.Min(known.Since, now);
        await session.Execute("INSERT INTO clock (one, seen_at, steady_since) VALUES (1, @now, @since) ON CONFLICT (one) DO UPDATE SET seen_at = @now, steady_since = @since", new { now, since });
        // What was to wait until a time by the old clock is tried now.
        if (wasSet) await session.Execute("UPDATE outbox SET due_at = @now WHERE state = 'Waiting' AND due_at > @now", new { now });
        return At(since);
    }, cancel);

    public Task ConfirmClock(string by, DateTimeOffset now, CancellationToken cancel) => Write(async session =>
    {
        session.Tell(new(now, AuditEvent.ClockConfirmed, null, by, ""));
        return await session.Execute("INSERT INTO clock (one, seen_at, steady_since) VALUES (1, @now, 0) ON CONFLICT (one) DO UPDATE SET seen_at = @now, steady_since = 0", new { now = Ms(now) });
    }, cancel);

    public Task<ClockRecord?> ClockSeen(CancellationToken cancel) => Read(async session =>
        await session.Row<ClockRow>("SELECT seen_at AS Seen, steady_since AS Since FROM clock") is { } row ? new ClockRecord(At(row.Seen), At(row.Since)) : null, cancel);

    static long Ms(TimeSpan time) => (long)time.TotalMilliseconds;

    sealed class ClockRow
    {
        public long Seen { get; init; }
        public long Since { get; init; }
    }
}
