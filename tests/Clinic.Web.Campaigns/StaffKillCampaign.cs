using System.CommandLine;
using Clinic.Web.Tests.Proofs;
using Clinic.Web.Tests.Proofs.StaffKills;

namespace Clinic.Web.Campaigns;

static class StaffKillCampaign
{
    public static Command Command()
    {
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 100, Description = "of each kind" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 28, Description = "of the moments" };
        var command = new Command("staff-kill",
            "kill -9 of the running site on SQLite and on PostgreSQL, and of the PostgreSQL server, in the middle of everything "
            + "that the clinic's people write: done with its entry, or not at all.") { kills, seed };
        command.SetAction((call, _) => Run(call.GetValue(kills), call.GetValue(seed)));
        return command;
    }

    static async Task<int> Run(int kills, int seed)
    {
        var tables = new List<Figures>();
        foreach (var kind in Enum.GetValues<StaffKill>())
        {
            using var run = new StaffKillRun(kind, seed, Catalogue.Progress);
            tables.Add(await run.Run(kills));
        }
        return Catalogue.End([.. tables]);
    }
}
