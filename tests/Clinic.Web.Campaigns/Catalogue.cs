using System.CommandLine;
using Clinic.Web.Tests.Proofs;

namespace Clinic.Web.Campaigns;

/// <summary>The long proofs, one command each: progress on standard error, a table at the end, and exit code 0 only when every promise holds.</summary>
static class Catalogue
{
    static Task<int> Main(string[] args)
    {
        var root = new RootCommand("What the clinic's website promises, tried for longer than a test may take.")
        {
            KillCampaign.Command(),
            ClusterCampaign.Command(),
            TroubleCampaign.Command(),
            PowerCutCampaign.Command(),
            SealedCampaign.Command(),
            PostsCampaign.Command(),
            StaffKillCampaign.Command(),
            SoakCampaign.Command(),
            WritersCampaign.Command(),
        };
        return root.Parse(args).InvokeAsync();
    }

    public static void Progress(string line) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {line}");

    public static int End(params Figures[] tables)
    {
        foreach (var table in tables) Console.WriteLine(table);
        return Array.TrueForAll(tables, table => table.Hold) ? 0 : 1;
    }
}
