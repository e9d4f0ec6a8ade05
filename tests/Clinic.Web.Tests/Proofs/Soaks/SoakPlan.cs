namespace Clinic.Web.Tests.Proofs.Soaks;

/// <param name="Days">Stretches in which people come, a rest after each.</param>
/// <param name="Night">Long enough for the site to see that it is quiet and to give back what it can: three minutes, where memory is to be told.</param>
public sealed record SoakPlan(int Days, TimeSpan Day, TimeSpan Night)
{
    /// <summary>Nights from which on it is expected to hold no more than before: what the first visitors compile stays.</summary>
    public const int WarmUp = 2;

    // The site gives memory back where that is worth stopping everybody for, so a night may hold some megabytes more than the one before.
    static readonly TimeSpan LongEnough = TimeSpan.FromHours(8);

    /// <summary>Whether it lasts so long that a slope is more than chance.</summary>
    public bool IsLong => (Days - WarmUp) * (Day + Night) >= LongEnough;
}
