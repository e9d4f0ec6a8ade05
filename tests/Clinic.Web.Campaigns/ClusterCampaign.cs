using System.CommandLine;
using Clinic.Web.Tests.Proofs.Clusters;

namespace Clinic.Web.Campaigns;

static class ClusterCampaign
{
    static readonly TimeSpan DrainPerRequest = TimeSpan.FromMilliseconds(200);

    public static Command Command()
    {
        var submissions = new Option<int>("--submissions") { DefaultValueFactory = _ => 10_000, Description = "forms that people open at one program and send to another" };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 300, Description = "of one of the three programs" };
        var databaseKills = new Option<int>("--database-kills") { DefaultValueFactory = _ => 20, Description = "of the PostgreSQL server" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Random.Shared.Next(), Description = "of the moments and choices" };
        var command = new Command("cluster", "Three programs share a PostgreSQL database; they and it are killed while people send forms.") { submissions, kills, databaseKills, seed };
        command.SetAction((call, _) => Run(new(call.GetValue(submissions), call.GetValue(kills), call.GetValue(databaseKills)) { Seed = call.GetValue(seed) }));
        return command;
    }

    static async Task<int> Run(ClusterPlan plan)
    {
        await using var run = new ClusterRun(plan with { DrainWithin = TimeSpan.FromMinutes(5) + plan.Submissions * DrainPerRequest }, Catalogue.Progress);
        return Catalogue.End(await run.Run());
    }
}
