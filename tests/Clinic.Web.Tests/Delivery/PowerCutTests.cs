using Clinic.Web.Tests.Proofs.PowerCuts;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The power is cut at every moment of a recorded life. The long version is tests/Clinic.Web.Campaigns power-cut.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed class PowerCutTests(ITestOutputHelper output) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-power-");

    [SkippableFact]
    public async Task No_request_that_was_acknowledged_is_lost_when_the_power_goes()
    {
        Needs.Strace();
        var recording = await RecordedSite.Record(folder, requests: 2);
        using var run = new PowerCutRun(recording, new(Subsets: 2), output.WriteLine);

        var figures = await run.Run("The power is cut");

        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
        Assert.Equal(3, run.Acknowledged);
    }

    [SkippableFact]
    public async Task The_same_replay_finds_losses_where_the_journal_is_weaker_than_the_sites()
    {
        Needs.Strace();
        var recording = await Keeper.Record(folder, requests: 4, "WAL", "NORMAL");
        using var run = new PowerCutRun(recording, new(Subsets: 1, Every: 5), output.WriteLine, mustLose: true);

        var figures = await run.Run("The power is cut under WAL/NORMAL");

        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
        Assert.Equal(4, run.Acknowledged);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
