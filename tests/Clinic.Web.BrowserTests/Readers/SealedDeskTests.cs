using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.BrowserTests.Readers;

[Trait("Pace", "Long")]
[Collection(nameof(OpenHouse))]
public sealed class SealedDeskTests(OpenHouse house)
{
    [SkippableFact]
    public async Task A_copy_of_the_server_reads_no_request_and_no_note_and_every_key_of_the_clinics_reads_all()
    {
        var figures = await new SealedDesk(house, Needs.Program("openssl", "openssl")).Run(requests: 12);

        Assert.True(figures.Hold, figures.ToString());
    }
}
