using System.CommandLine;
using Clinic.Web.Tests.Proofs.Writing;

namespace Clinic.Web.Campaigns;

static class WritersCampaign
{
    public static Command Command()
    {
        var seeds = new Option<int>("--seeds") { DefaultValueFactory = _ => 50, Description = "orders of what the writers, the disk and the kills do" };
        var first = new Option<int>("--first") { DefaultValueFactory = _ => 1, Description = "the first of them" };
        var command = new Command("writers",
            "Two people write one text, its file is edited by hand, and the site is killed meanwhile; no word may be lost.") { seeds, first };
        command.SetAction((call, _) => Run(new(call.GetValue(first), call.GetValue(seeds))));
        return command;
    }

    static async Task<int> Run(WritersPlan plan)
    {
        await using var run = new WritersRun(plan, Catalogue.Progress);
        return Catalogue.End(await run.Run());
    }
}
