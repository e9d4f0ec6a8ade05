namespace Clinic.Web.Tests.Proofs.Clusters;

/// <param name="MemberKills">SIGKILL to one of the programs, whichever is up.</param>
/// <param name="DatabaseKills">SIGKILL to all processes of the database server.</param>
public sealed record ClusterPlan(int Submissions, int MemberKills, int DatabaseKills)
{
    public int Members { get; init; } = 3;

    /// <summary>Randomness of the moments and choices, told so that a run can be looked into.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    public TimeSpan DrainWithin { get; init; } = TimeSpan.FromMinutes(5);
}
