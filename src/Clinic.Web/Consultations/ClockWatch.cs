using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations;

/// <param name="SteadyFor">Since the clock was set, or the program was away so long that it may have been.</param>
public sealed record ClockVerdict(DateTimeOffset Now, TimeSpan SteadyFor)
{
    /// <summary>Whether something may be given up or erased because its time is over.</summary>
    public bool IsBelieved => SteadyFor >= ClockWatch.UntilBelieved;
}

/// <summary>
/// Compares the clock on the wall with the time that really passed, and over a restart with what was seen before. A
/// clock that was set, in either direction, is not believed until it went steadily for a day, or a person says that it
/// is right.
/// </summary>
public sealed class ClockWatch(ClockStore store, TimeProvider clock, ILogger<ClockWatch> log)
{
    public static readonly TimeSpan UntilBelieved = TimeSpan.FromDays(1);

    /// <summary>Clocks that are kept right are moved by less at once.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    static readonly TimeSpan WriteDownEvery = TimeSpan.FromMinutes(10);

    readonly Lock gate = new();
    Since? last;
    Since written;
    DateTimeOffset steadySince = DateTimeOffset.MaxValue;

    /// <summary>As of the last look.</summary>
    public ClockVerdict Verdict
    {
        get
        {
            lock (gate)
            {
                var now = clock.GetUtcNow();
                return new(now, WasSet(now) ? TimeSpan.Zero : SteadyFor(now));
            }
        }
    }

    /// <param name="isThorough">Also asks the store, where a person may have confirmed the clock, or another program
    /// seen another time.</param>
    /// <exception cref="StoreUnavailableException">The store is away, and nothing can be believed.</exception>
    public async Task<ClockVerdict> Look(CancellationToken cancel, bool isThorough = false)
    {
        DateTimeOffset now;
        bool isFirst, wasSet;
        lock (gate)
        {
            now = clock.GetUtcNow();
            isFirst = last is null;
            wasSet = WasSet(now);
            if (!isFirst && !wasSet && !isThorough && !written.IsOver(WriteDownEvery, clock))
            {
                last = Since.Now(clock);
                return new(now, SteadyFor(now));
            }
            // Not believed while it is asked about, nor when nobody can be asked.
            if (wasSet) steadySince = now;
        }
        var since = await store.Sight(new(now, isFirst, wasSet), cancel);
        lock (gate)
        {
            if (wasSet || (isFirst && now - since < Tolerance))
                log.LogWarning("The clock was set, or the program was away for long: nothing is given up or erased "
                    + "until it has gone steadily for a day");
            (last, written, steadySince) = (Since.Now(clock), Since.Now(clock), since);
            return new(now, SteadyFor(now));
        }
    }

    // Where the steady clock is one that goes back, too, the wall's is enough.
    bool WasSet(DateTimeOffset now) => last is { } before
        && (now < before.Wall - Tolerance
            || (now - before.Wall - clock.GetElapsedTime(before.Steady)).Duration() > Tolerance);

    TimeSpan SteadyFor(DateTimeOffset now) => now > steadySince ? now - steadySince : TimeSpan.Zero;
}
