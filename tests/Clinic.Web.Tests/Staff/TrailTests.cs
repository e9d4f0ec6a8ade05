using Clinic.Web.Staff;
using Clinic.Web.Tests.Asking;

namespace Clinic.Web.Tests.Staff;

public sealed class TrailTests : IDisposable
{
    readonly AskingSite site = new();

    [Fact]
    public async Task An_entry_reads_in_plain_words_and_holds_its_hash_for_who_verifies_it()
    {
        await site.Ask();
        var hash = Assert.Single(site.Rows<string>("SELECT detail FROM audit WHERE event = 'Received'"));
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner);

        var cell = (await owner.Page("/staff/trail")).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Request received", StringComparison.Ordinal)).Children[2];

        Assert.Equal("Request received", cell.FirstChild!.TextContent.Trim());
        Assert.Equal(hash, cell.QuerySelector("details code")!.TextContent);
    }

    public void Dispose() => site.Dispose();
}
