namespace Clinic.Web.Tests.Proofs.Killing;

/// <param name="AtCalls">Of the kills, those at a counted system call; the others come at random moments.</param>
public sealed record KillPlan(int Submissions, int Kills, int AtCalls)
{
    /// <summary>Where the site keeps its things.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Randomness of the moments, told so that a run can be looked into.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>Calls that lives are ended at, in turn; none to count through those of a start, a submission and a mail, each from the first to the last.</summary>
    public IReadOnlyList<int> CallsFromTheStart { get; init; } = [];

    public TimeSpan DrainWithin { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>What a counted kill waits for.</summary>
public enum Stage { Start, Submission, Mail }
