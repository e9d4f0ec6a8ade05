using System.CommandLine;
using Clinic.Web.Tests.Proofs.Soaks;

namespace Clinic.Web.Campaigns;

static class SoakCampaign
{
    public static Command Command()
    {
        var days = new Option<int>("--days") { DefaultValueFactory = _ => 160, Description = "stretches in which people read, ask and edit" };
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 6, Description = "that each day takes" };
        var night = new Option<double>("--night") { DefaultValueFactory = _ => 3, Description = "minutes of rest after each, at whose end it is counted what the program holds" };
        var command = new Command("soak", "The site lives through many short days, a day and a night of ours as it stands; what it holds must not grow.") { days, minutes, night };
        command.SetAction((call, _) => Run(new(call.GetValue(days), TimeSpan.FromMinutes(call.GetValue(minutes)), TimeSpan.FromMinutes(call.GetValue(night)))));
        return command;
    }

    static async Task<int> Run(SoakPlan plan)
    {
        await using var run = new SoakRun(plan, Catalogue.Progress);
        return Catalogue.End(await run.Run());
    }
}
