using Clinic.Web.Tests.Proofs.Clusters;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The short version of tests/Clinic.Web.Campaigns cluster.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed class ClusterTests(ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Three_programs_on_one_database_lose_nothing_when_they_and_the_database_are_killed()
    {
        await using var run = new ClusterRun(new(Submissions: 300, MemberKills: 9, DatabaseKills: 3), output.WriteLine);

        var figures = await run.Run();

        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
    }
}
