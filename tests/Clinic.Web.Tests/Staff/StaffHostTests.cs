using System.Net;
using Clinic.Web.Staff;

namespace Clinic.Web.Tests.Staff;

/// <summary>The clinic's side at an address of its own.</summary>
public sealed class StaffHostTests
{
    [Fact]
    public async Task The_public_address_has_no_clinics_side_and_the_other_has_nothing_else()
    {
        using var site = new ClinicSite { IsProduction = true, Settings = { ["Staff:PublicUrl"] = "http://127.0.0.1" } };
        await StaffBrowser.Person(site, StaffRoles.Owner);
        (string Address, HttpStatusCode Status)[] expected =
        [
            ("http://localhost/", HttpStatusCode.OK), ("http://localhost/staff", HttpStatusCode.NotFound), ("http://localhost/staff/sign-out", HttpStatusCode.NotFound),
            ("http://127.0.0.1/staff", HttpStatusCode.OK), ("http://127.0.0.1/", HttpStatusCode.NotFound), ("http://127.0.0.1/articles", HttpStatusCode.NotFound),
            ("http://127.0.0.1/is-ketamine-right-for-me", HttpStatusCode.NotFound), ("http://127.0.0.1/livez", HttpStatusCode.OK),
            ("http://elsewhere.example/staff", HttpStatusCode.BadRequest),
        ];
        using var browser = site.Browser();
        foreach (var (address, status) in expected)
        {
            using var answer = await browser.GetAsync(new Uri(address));
            Assert.Equal((address, status), (address, answer.StatusCode));
        }
    }
}
