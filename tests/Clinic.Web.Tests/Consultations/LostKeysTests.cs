using System.Net;
using System.Text.Json;
using Clinic.Web.Commands;
using Clinic.Web.Tests.Asking;

namespace Clinic.Web.Tests.Consultations;

/// <summary>Keys that no longer open what they sealed are known before somebody needs them, and new requests are kept all the same.</summary>
[Trait("Pace", "Long")]
public sealed class LostKeysTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lost-keys-");

    string Store => Path.Combine(folder.FullName, "store");

    string Keys => Path.Combine(Store, "keys");

    string Aside => Path.Combine(folder.FullName, "aside");

    [Fact]
    public async Task A_key_folder_that_is_moved_away_under_the_site_is_red_until_it_is_back()
    {
        using var site = Site();
        await site.Ask();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Status(site, "/readyz"), await Status(site, "/healthz")));

        Directory.Move(Keys, Aside);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await Status(site, "/readyz"), await Status(site, "/healthz")));
        Assert.Equal("1", await Lost(site));
        await site.Ask();
        Assert.False(Directory.Exists(Keys));

        Directory.Move(Aside, Keys);
        Assert.Equal(HttpStatusCode.OK, await Status(site, "/healthz"));
    }

    [Fact]
    public async Task After_a_restart_without_them_new_requests_are_kept_and_health_doctor_and_backup_say_what_is_lost()
    {
        using (var before = Site()) await before.Ask();
        Directory.Move(Keys, Aside);
        using var site = Site();
        await site.Ask();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await Status(site, "/readyz"), await Status(site, "/healthz")));
        var (code, doctor) = await Run(site, "doctor");
        Assert.Equal(1, code);
        Assert.Contains("FAILING  key ring: 1 of the keys", doctor, StringComparison.Ordinal);
        var (saved, says) = await Run(site, "backup", Path.Combine(folder.FullName, "backup"));
        Assert.Equal(1, saved);
        Assert.Contains("keep the last backup that has them", says, StringComparison.Ordinal);

        foreach (var key in Directory.EnumerateFiles(Aside)) File.Copy(key, Path.Combine(Keys, Path.GetFileName(key)));
        Assert.Equal(HttpStatusCode.OK, await Status(site, "/healthz"));
        Assert.Equal(0, (await Run(site, "backup", Path.Combine(folder.FullName, "whole"))).Code);
    }

    [Fact]
    public async Task Keys_whose_certificate_is_another_are_lost_too()
    {
        using var one = new KeyCertificate();
        using var other = new KeyCertificate();
        using (var before = Site(one)) await before.Ask();

        using (var site = Site(other))
        {
            await site.Ask();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(site, "/healthz"));
            Assert.Equal(1, (await Run(site, "backup", Path.Combine(folder.FullName, "backup"))).Code);
        }
        using var both = Site(one, other);
        Assert.Equal(HttpStatusCode.OK, await Status(both, "/healthz"));
        Assert.Equal(0, (await Run(both, "backup", Path.Combine(folder.FullName, "whole"))).Code);
    }

    [Fact]
    public async Task A_person_may_say_that_they_are_lost_for_good()
    {
        using (var before = Site()) await before.Ask();
        Directory.Delete(Keys, recursive: true);
        using var site = Site();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(site, "/healthz"));

        Assert.Contains("ok       key ring", (await Run(site, "doctor", "--forget-lost-keys")).Says, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await Status(site, "/healthz"));
        Assert.Single(site.Rows<string>("SELECT detail FROM audit WHERE event = 'KeyForgotten'"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    AskingSite Site(params KeyCertificate[] certificates)
    {
        var site = new AskingSite { StoreAt = Store };
        if (certificates.Length == 0) return site;
        site.Settings["Store:KeyCertificate"] = string.Join(';', certificates.Select(certificate => certificate.File));
        site.Settings["Store:KeyCertificatePassword"] = certificates[0].Password;
        return site;
    }

    static async Task<HttpStatusCode> Status(AskingSite site, string address)
    {
        // Past what is known of the last look.
        site.Clock.Now += TimeSpan.FromSeconds(6);
        using var browser = site.Browser();
        return (await browser.GetAsync(new Uri(address, UriKind.Relative))).StatusCode;
    }

    static async Task<string> Lost(AskingSite site)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri("/healthz", UriKind.Relative));
        using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return health.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "keys").GetProperty("lost").GetRawText();
    }

    static async Task<(int Code, string Says)> Run(AskingSite site, params string[] arguments)
    {
        using var says = new StringWriter();
        return (await CommandLine.Run(arguments, site.CommandContext, says, says), says.ToString());
    }
}
