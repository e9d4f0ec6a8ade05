using Clinic.Web.Staff;

namespace Clinic.Web.Tests.Staff;

/// <summary>A mail that tells nothing of a request but where to read it.</summary>
public sealed class NoticeTests : IDisposable
{
    readonly ClinicSite site = new() { Settings = { ["Mail:Mode"] = "Notice", ["Staff:PublicUrl"] = "http://127.0.0.1" } };

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task It_names_the_address_of_the_request_once_somebody_was_invited()
    {
        using var form = await FormBrowser.At(site);
        await form.Send();
        Assert.Contains("To read it, on the server: requests show", Assert.Single(await Bodies()), StringComparison.Ordinal);

        await StaffBrowser.Person(site, StaffRoles.Owner);
        using var another = await FormBrowser.At(site);
        await another.Send();

        var told = Assert.Single(await Bodies(), body => body.Contains("To read and answer it: http://127.0.0.1/staff/requests/kc-", StringComparison.Ordinal));
        Assert.DoesNotContain("Robin", told, StringComparison.Ordinal);
    }

    async Task<IReadOnlyList<string>> Bodies() => [.. (await site.Mails()).Select(SentMails.BodyOf)];
}
