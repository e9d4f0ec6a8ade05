using System.CommandLine;
using Clinic.Web.Tests.Proofs;
using Clinic.Web.Tests.Proofs.PowerCuts;

namespace Clinic.Web.Campaigns;

static class PowerCutCampaign
{
    public static Command Command()
    {
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 100, Description = "that are sent, mailed and erased while the calls are recorded" };
        var subsets = new Option<int>("--subsets") { DefaultValueFactory = _ => 6, Description = "random choices of what reached the disk, at each moment" };
        var command = new Command("power-cut", "Every state is rebuilt that a power cut could leave on the disk, and opened; the same with a weaker journal must find losses.") { requests, subsets };
        command.SetAction((call, _) => Run(call.GetValue(requests), new(call.GetValue(subsets))));
        return command;
    }

    static async Task<int> Run(int requests, CrashPlan plan) => Catalogue.End(
    [
        await Replay("The power is cut: the site", plan, folder => RecordedSite.Record(folder, requests)),
        await Replay("The power is cut: the site's statements alone", plan with { Every = 3 }, folder => Keeper.Record(folder, requests, "TRUNCATE", "EXTRA")),
        await Replay("The power is cut: the same under WAL/NORMAL", plan with { Every = 3 }, folder => Keeper.Record(folder, requests, "WAL", "NORMAL"), mustLose: true),
    ]);

    static async Task<Figures> Replay(string title, CrashPlan plan, Func<DirectoryInfo, Task<Recording>> record, bool mustLose = false)
    {
        var folder = Directory.CreateTempSubdirectory("clinic-power-");
        try
        {
            using var run = new PowerCutRun(await record(folder), plan, Catalogue.Progress, mustLose);
            return await run.Run(title);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
