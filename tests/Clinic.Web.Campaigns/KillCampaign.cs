using System.CommandLine;
using Clinic.Web.Tests.Proofs.Killing;

namespace Clinic.Web.Campaigns;

static class KillCampaign
{
    static readonly TimeSpan DrainPerRequest = TimeSpan.FromMilliseconds(200);

    public static Command Command()
    {
        var submissions = new Option<int>("--submissions") { DefaultValueFactory = _ => 10_000, Description = "forms that people send" };
        var kills = new Option<int>("--kills") { DefaultValueFactory = _ => 1_000, Description = "half of them at random moments, half at each system call of a start, a submission and a mail" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Random.Shared.Next(), Description = "of the random moments" };
        var command = new Command("kill", "The site is killed again and again while people send forms; what they were told is compared with what the clinic got.") { submissions, kills, seed };
        command.SetAction((call, _) => Run(new(call.GetValue(submissions), call.GetValue(kills), call.GetValue(kills) / 2) { Seed = call.GetValue(seed) }));
        return command;
    }

    static async Task<int> Run(KillPlan plan)
    {
        await using var run = new KillRun(plan with { DrainWithin = TimeSpan.FromMinutes(5) + plan.Submissions * DrainPerRequest }, Catalogue.Progress);
        return Catalogue.End(await run.Run());
    }
}
