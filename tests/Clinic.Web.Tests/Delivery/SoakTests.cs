using Clinic.Web.Tests.Proofs.Soaks;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The short version of tests/Clinic.Web.Campaigns soak, too short to tell of memory.</summary>
[Trait("Pace", "Long")]
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Through_days_of_readers_edits_and_absent_mail_every_answer_is_right_and_every_request_mailed()
    {
        await using var run = new SoakRun(new(Days: 2, Day: TimeSpan.FromSeconds(6), Night: TimeSpan.Zero), output.WriteLine);

        var figures = await run.Run();

        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
    }
}
