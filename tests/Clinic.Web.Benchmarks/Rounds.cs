namespace Clinic.Web.Benchmarks;

/// <summary>The same measured again and again, because one lot alone swings by half.</summary>
static class Rounds
{
    /// <summary>The middle one of what the rounds tell, each by itself.</summary>
    public static T Middle<TRound, T>(this IEnumerable<TRound> rounds, Func<TRound, T> what)
    {
        T[] told = [.. rounds.Select(what).Order()];
        return told[told.Length / 2];
    }
}
