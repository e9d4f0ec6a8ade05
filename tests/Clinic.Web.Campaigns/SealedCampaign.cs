using System.CommandLine;
using Clinic.Web.Tests.Proofs.Sealing;

namespace Clinic.Web.Campaigns;

static class SealedCampaign
{
    public static Command Command()
    {
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 1_000, Description = "that are sealed for a reader, the recovery key and the clinic's certificate" };
        var command = new Command("sealed", "A full copy of a server that seals is searched and tried; then a reader's key, the recovery key and the certificate's open everything, these two through openssl.") { requests };
        command.SetAction((call, _) => Run(call.GetValue(requests)));
        return command;
    }

    static async Task<int> Run(int requests)
    {
        var folder = Directory.CreateTempSubdirectory("clinic-sealed-");
        try
        {
            using var copy = new SealedCopy(folder, "openssl", Catalogue.Progress);
            return Catalogue.End(await copy.Run(requests));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
