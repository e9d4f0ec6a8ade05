using System.Net;

namespace Clinic.Web.Tests.Consultations;

/// <summary>The database server is killed under the site.</summary>
[Trait("Pace", "Long")]
public sealed class DatabaseAwayTests : IDisposable
{
    readonly KeyCertificate certificate = new();

    [SkippableFact]
    public async Task While_it_is_away_the_person_is_told_and_when_it_is_back_all_goes_on()
    {
        using var server = PostgresServer.Start();
        using var site = new ClinicSite();
        site.Settings["Store:Provider"] = "Postgres";
        site.Settings["Store:ConnectionString"] = server.Address;
        site.Settings["Store:KeyCertificate"] = certificate.File;
        site.Settings["Store:KeyCertificatePassword"] = certificate.Password;
        using var form = await FormBrowser.At(site);
        using var later = await FormBrowser.At(site);
        var before = await later.SendAndFollow();
        await site.Mails();

        server.Kill();
        var refused = await form.Send(("Message", "Wallaby"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains("We did not receive your request", refused.Trouble, StringComparison.Ordinal);
        Assert.Equal(["Wallaby"], refused.Typed("Message"));

        server.StartAgain();
        var after = await form.SendAndFollow(("Message", "Wallaby"));
        Assert.NotEqual(before, after);
        Assert.Equal(2, (await site.Mails()).Count);
    }

    public void Dispose() => certificate.Dispose();
}
