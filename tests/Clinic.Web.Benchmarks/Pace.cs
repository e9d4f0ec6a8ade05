namespace Clinic.Web.Benchmarks;

/// <summary>How often and how long things are measured. <c>Sites</c> are started one after the other to be asked for an article, <c>Starts</c> only until their first page.</summary>
sealed record Pace(int Sites, TimeSpan WarmUp, int Rounds, TimeSpan Round, TimeSpan Posting, int Starts, IReadOnlyList<int> Sizes)
{
    public static readonly Pace Full = new(3, TimeSpan.FromSeconds(40), 7, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20), 9, [5, 200, 10_000]);

    public static readonly Pace Quick = new(1, TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), 3, [5, 200, 10_000]);
}
