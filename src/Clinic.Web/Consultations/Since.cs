using System.Runtime.InteropServices;

namespace Clinic.Web.Consultations;

/// <summary>
/// A moment to wait from. What passed since is told by the steady clock or by the one on the wall, whichever says more:
/// the first stands still while a machine sleeps, the second may be set back. So a wait may end early, and never lasts
/// longer than it should.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Since(long Steady, DateTimeOffset Wall)
{
    public static Since Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    public TimeSpan Passed(TimeProvider clock) =>
        Told(clock) is { } told && told > TimeSpan.Zero ? told : TimeSpan.Zero;

    /// <summary>Also when both clocks went back: then nobody knows how long it was.</summary>
    public bool IsOver(TimeSpan wait, TimeProvider clock) =>
        Told(clock) is var told && (told < TimeSpan.Zero || told >= wait);

    TimeSpan Told(TimeProvider clock)
    {
        var (steady, wall) = (clock.GetElapsedTime(Steady), clock.GetUtcNow() - Wall);
        return steady > wall ? steady : wall;
    }
}
