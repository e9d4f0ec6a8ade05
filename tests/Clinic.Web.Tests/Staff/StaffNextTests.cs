namespace Clinic.Web.Tests.Staff;

/// <summary>A link in a mail leads to its page, whoever is signed in where it is opened, and to no other website.</summary>
[Trait("Pace", "Slow")]
public sealed class StaffNextTests : IDisposable
{
    const string Request = "/staff/requests/kc-00000-00000";

    readonly ClinicSite site = new() { IsProduction = true };

    [Theory]
    [InlineData(Request, Request)]
    [InlineData("/staff", "/staff")]
    [InlineData("", "/staff")]
    [InlineData("//evil.example", "/staff")]
    [InlineData("https://evil.example/staff/requests", "/staff")]
    [InlineData("/staff/../is-ketamine-right-for-me", "/staff")]
    [InlineData("/staff/\\evil.example", "/staff")]
    [InlineData("/articles", "/staff")]
    public async Task Who_signs_in_goes_on_to_a_page_of_the_clinics_side_and_nowhere_else(string asked, string led)
    {
        await StaffBrowser.Person(site, Web.Staff.StaffRoles.Owner);
        using var browser = StaffBrowser.SignedOut(site);

        var page = await browser.Page($"/staff/sign-in?next={Uri.EscapeDataString(asked)}");

        Assert.Equal(led, page.QuerySelector("form.passkey")!.GetAttribute("data-next"));
    }

    [Theory]
    [InlineData("cross-site", true)]
    [InlineData("same-site", true)]
    [InlineData("same-origin", false)]
    [InlineData("none", false)]
    public async Task A_link_from_elsewhere_may_be_opened_by_who_is_signed_in_already(string from, bool isOffered)
    {
        await StaffBrowser.Person(site, Web.Staff.StaffRoles.Owner);
        using var client = site.Browser();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", from);

        using var answer = await client.GetAsync(new Uri(StaffNextOf(Request), UriKind.Relative));

        Assert.Equal(isOffered, (await ClinicSite.Html(answer)).QuerySelector("main a.button.primary")?.GetAttribute("href") == Request);
    }

    public void Dispose() => site.Dispose();

    static string StaffNextOf(string page) => Web.Pages.StaffNext.To("/staff/sign-in", page);
}
