using Clinic.Web.Commands;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>The commands for people, the letters that they and the pages send, and the host that passkeys hang on.</summary>
[Trait("Pace", "Long")]
public sealed class StaffCommandTests : IDisposable
{
    readonly ClinicSite site = new();

    [Fact]
    public async Task Invite_list_and_remove_tell_what_they_did()
    {
        using var browser = new PasskeyBrowser(site);
        using var passkey = await browser.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example"));
        await PasskeyBrowser.InviteOnServer(site, "dee@clinic.example", "front-desk,writer");

        var list = await Run("list");
        Assert.Matches("ann@clinic.example  owner  joined .*, passkeys: 1", list.Output);
        Assert.Matches("dee@clinic.example  front-desk,writer  invited until ", list.Output);
        Assert.Equal((2, ""), await Run("remove", "ann@clinic.example") is var last ? (last.Code, last.Output) : default);
        Assert.Equal(0, (await Run("remove", "Dee@clinic.example")).Code);
        Assert.Equal(1, (await Run("remove", "dee@clinic.example")).Code);
    }

    [Theory]
    [InlineData("nobody", "owner", "Ann")]
    [InlineData("ann@clinic.example", "boss", "Ann")]
    [InlineData("ann@clinic.example", "owner", "https://evil.example/")]
    public async Task An_invitation_that_makes_no_sense_says_why(string address, string role, string name)
    {
        var (code, output, errors) = await Run("invite", address, "--role", role, "--name", name);

        Assert.Equal((2, ""), (code, output));
        Assert.NotEmpty(errors);
    }

    [Fact]
    public async Task Who_is_invited_in_the_browser_gets_the_link_by_mail_and_people_are_told_of_passkeys()
    {
        using var browser = new PasskeyBrowser(site);
        using var passkey = await browser.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example"));
        using var invited = await browser.Press("/staff/people", "invite", ("name", "Dee Desk"), ("email", "dee@clinic.example"), ("role", "front-desk"));

        var letter = (await site.Mails()).Single(mail => SentMails.HeaderOf(mail).Contains("To: dee@clinic.example", StringComparison.Ordinal));
        var secret = SentMails.BodyOf(letter).Split("/staff/join#")[1].Split()[0];
        using var other = new PasskeyBrowser(site);
        using var desk = await other.JoinAsInvited(secret);

        var told = (await site.Mails()).Where(mail => mail.Contains("Subject: A passkey was added", StringComparison.Ordinal)).Select(SentMails.HeaderOf).ToList();
        Assert.Equal(2, told.Count(mail => mail.Contains("To: ann@clinic.example", StringComparison.Ordinal)));
        Assert.Single(told, mail => mail.Contains("To: dee@clinic.example", StringComparison.Ordinal));
        var entries = new List<AuditEntry>();
        await foreach (var entry in site.Services.GetRequiredService<AuditTrail>().Entries(default)) entries.Add(entry);
        Assert.DoesNotContain(entries, entry => entry.ToString().Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_host_would_lose_the_passkeys_and_says_how_many()
    {
        using var browser = new PasskeyBrowser(site);
        using var passkey = await browser.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example"));
        await site.Services.RequireStaffHost();

        await site.Services.GetRequiredService<Database>().Write(session => session.Execute("UPDATE staff_passkey SET host = 'desk.clinic.example'"), default);

        var refused = await Assert.ThrowsAsync<InvalidSettingsException>(site.Services.RequireStaffHost);
        Assert.Contains("1 passkey of the clinic's people would be lost, which work at desk.clinic.example only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_where_passkeys_work_and_that_another_host_stops_the_start()
    {
        async Task<string> Doctor()
        {
            using var says = new StringWriter();
            await CommandLine.Run(["doctor"], site.CommandContext, says, says);
            return says.ToString();
        }
        Assert.Contains("ok       passkeys: none yet; the first one fixes the host", await Doctor(), StringComparison.Ordinal);
        using var browser = new PasskeyBrowser(site);
        using var passkey = await browser.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example"));
        Assert.Contains("ok       passkeys: 1 works at localhost", await Doctor(), StringComparison.Ordinal);

        await site.Services.GetRequiredService<Database>().Write(session => session.Execute("UPDATE staff_passkey SET host = 'desk.clinic.example'"), default);

        var told = await Doctor();
        Assert.Contains("FAILING  passkeys: 1 works at desk.clinic.example alone", told, StringComparison.Ordinal);
        Assert.Contains("Set Staff:PublicUrl to the address at desk.clinic.example", told, StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run(["staff", .. arguments], site.CommandContext, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
