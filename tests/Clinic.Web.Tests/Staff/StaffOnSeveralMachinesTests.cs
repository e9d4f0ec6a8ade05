using System.Net;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff.People;
using Clinic.Web.Tests.Consultations;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>Programs that share a database are one clinic's side, whichever of them answers.</summary>
[Trait("Pace", "Long")]
public sealed class StaffOnSeveralMachinesTests : IDisposable
{
    readonly PostgresPlace place = new();
    readonly KeyCertificate certificate = new();
    readonly List<ClinicSite> sites = [];

    [SkippableFact]
    public async Task Who_signs_in_at_one_works_at_another_and_who_is_removed_at_one_is_out_at_all()
    {
        var (one, other) = (Site(), Site());
        using var owner = new PasskeyBrowser(one);
        using var passkey = await owner.JoinAsInvited(await PasskeyBrowser.InviteOnServer(one, "ann@clinic.example"));
        using var desk = new PasskeyBrowser(one);
        using var joined = await desk.Join(await PasskeyBrowser.InviteOnServer(one, "dee@clinic.example", "front-desk"), new());
        var session = joined.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("staff=", StringComparison.Ordinal)).Split(';')[0];

        Assert.Equal(HttpStatusCode.OK, await Account(other, session));
        var members = one.Services.GetRequiredService<StaffMembers>();
        var (ann, dee) = (await members.At("ann@clinic.example", one.Clock.Now, default), await members.At("dee@clinic.example", one.Clock.Now, default));
        Assert.Equal(PeopleChange.Done, await members.Remove(dee!.Person.Id, ann!.Person.Id, one.Clock.Now, default));

        Assert.Equal(HttpStatusCode.SeeOther, await Account(other, session));
        Assert.Equal(HttpStatusCode.SeeOther, await Account(one, session));
        // A passkey that was made at one signs in at the other.
        using var elsewhere = new PasskeyBrowser(other);
        using var signedIn = await elsewhere.SignIn(passkey);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.True((await other.Services.GetRequiredService<AuditTrail>().Verify(default)).IsWhole);
    }

    public void Dispose()
    {
        sites.ForEach(site => site.Dispose());
        place.Dispose();
        certificate.Dispose();
    }

    static async Task<HttpStatusCode> Account(ClinicSite site, string session)
    {
        using var browser = site.Browser(keepsCookies: false);
        browser.DefaultRequestHeaders.Add("Cookie", session);
        using var answer = await browser.GetAsync(new Uri("/staff/account", UriKind.Relative));
        return answer.StatusCode;
    }

    ClinicSite Site()
    {
        var site = new ClinicSite();
        site.Settings["Store:Provider"] = "Postgres";
        site.Settings["Store:ConnectionString"] = place.ConnectionString;
        site.Settings["Store:KeyCertificate"] = certificate.File;
        site.Settings["Store:KeyCertificatePassword"] = certificate.Password;
        sites.Add(site);
        return site;
    }
}
