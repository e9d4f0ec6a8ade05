using System.CommandLine;
using Clinic.Web.Tests.Proofs.Troubles;

namespace Clinic.Web.Campaigns;

static class TroubleCampaign
{
    public static Command Command()
    {
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 4, Description = "that each phase of each mode takes" };
        var mode = new Option<string?>("--mode") { Description = "a part of the name of the modes to try; all without it" };
        var command = new Command("trouble", "The mail server fails in every way while people read and send forms; both are timed, and what the program holds is counted.") { seconds, mode };
        command.SetAction((call, _) => Run(TimeSpan.FromSeconds(call.GetValue(seconds)), call.GetValue(mode)));
        return command;
    }

    static async Task<int> Run(TimeSpan phase, string? mode)
    {
        await using var run = new TroubleRun(phase, mode, Catalogue.Progress);
        return Catalogue.End(await run.Run());
    }
}
