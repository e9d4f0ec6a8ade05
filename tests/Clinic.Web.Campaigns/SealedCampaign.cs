using System.CommandLine;
using Clinic.Web.BrowserTests;
using Clinic.Web.BrowserTests.Readers;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Proofs.Sealing;

namespace Clinic.Web.Campaigns;

static class SealedCampaign
{
    public static Command Command()
    {
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 1_000, Description = "that are sealed for a reader, the recovery key and the clinic's certificate" };
        var command = new Command(
            "sealed",
            "A full copy of a server that seals is searched and tried; then a reader's key, the recovery key and the certificate's open everything, these two "
            + "through openssl. The same with a note about each request, readers' passkeys and the recovery file of a real Chromium.") { requests };
        command.SetAction((call, _) => Run(call.GetValue(requests)));
        return command;
    }

    static async Task<int> Run(int requests)
    {
        var folder = Directory.CreateTempSubdirectory("clinic-sealed-");
        try
        {
            using var copy = new SealedCopy(folder, "openssl", Catalogue.Progress);
            var kept = await copy.Run(requests);
            var house = new OpenHouse();
            try
            {
                return Catalogue.End(kept, await new SealedDesk(house, Needs.Program("openssl", "openssl"), Catalogue.Progress).Run(requests));
            }
            finally
            {
                await house.DisposeAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
