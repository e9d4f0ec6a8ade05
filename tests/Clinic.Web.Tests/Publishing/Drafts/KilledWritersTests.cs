using Clinic.Web.Tests.Proofs.Writing;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>The short version of tests/Clinic.Web.Campaigns writers.</summary>
[Trait("Pace", "Long")]
public sealed class KilledWritersTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_word_is_lost_when_the_program_is_killed_under_two_writers()
    {
        await using var run = new WritersRun(new(FirstSeed: 1, Seeds: 5), output.WriteLine);

        var figures = await run.Run();

        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
    }
}
