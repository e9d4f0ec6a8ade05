namespace Clinic.Web.Tests.Proofs.Soaks;

/// <param name="Days">Stretches in which people come, a rest after each.</param>
/// <param name="Night">Long enough for the site to see that it is quiet and to give back what it can: three minutes, where memory is to be told.</param>
public sealed record SoakPlan(int Days, TimeSpan Day, TimeSpan Night)
{
    /// <summary>Nights from which on it is expected to hold no more than before: what the first visitors compile stays.</summary>
    public const int WarmUp = 2;

    /// <summary>Hours below which a slope says nothing.</summary>
    public static readonly TimeSpan Telling = TimeSpan.FromMinutes(45);

    public bool Tells => (Days - WarmUp) * (Day + Night) >= Telling;
}
