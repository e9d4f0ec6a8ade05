namespace Clinic.Web.Benchmarks;

/// <summary>How often and how long things are measured.</summary>
sealed record Pace(TimeSpan WarmUp, int Rounds, TimeSpan Round, TimeSpan Posting, int Starts, IReadOnlyList<int> Sizes)
{
    public static readonly Pace Full = new(TimeSpan.FromSeconds(60), 9, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20), 9, [5, 200, 10_000]);

    public static readonly Pace Quick = new(TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), 3, [5, 200, 10_000]);
}
