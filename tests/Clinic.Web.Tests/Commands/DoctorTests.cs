using System.Text.Json;
using Clinic.Web.Commands;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Settings;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Delivery;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Clinic.Web.Tests.Commands;

[Trait("Pace", "Slow")]
public sealed class DoctorTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("doctor-");

    [Fact]
    public async Task A_healthy_site_has_nothing_failing()
    {
        using var site = new AskingSite();
        await site.Ask();
        await site.Mails();

        var (code, checks, text) = await Ask(site.CommandContext, "--send-test-mail");

        Assert.True(code == 0, text);
        Assert.Equal(["settings", "certificate", "mail server", "test mail", "alarm", "disk", "clock", "store",
            "key ring", "passkeys", "readers", "kept requests", "audit trail", "delivery", "steady time", "content",
            "content folder"], checks.Keys);
        Assert.Contains(await site.Mails(), mail => mail.Contains("Subject: Test mail from the website", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_settings_are_named_and_the_rest_is_looked_at_all_the_same()
    {
        var (code, checks, text) = await Ask(Bench([new("Store:Folder", folder.FullName)]));

        Assert.Equal(1, code);
        Assert.Equal("failing", checks["settings"]);
        Assert.Contains("The setting Mail:Mode is missing", text, StringComparison.Ordinal);
        Assert.Equal("failing", checks["store"]);
        Assert.Contains("disk", checks.Keys);
        Assert.Equal("warning", checks["alarm"]);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_said_so()
    {
        var bench = Bench([.. Whole(WaitingSite.FreePort())], () => throw new StoreUnavailableException("The database requests.db is damaged."));

        var (code, checks, text) = await Ask(bench);

        Assert.Equal((1, "ok", "failing"), (code, checks["settings"], checks["store"]));
        Assert.Contains("The database requests.db is damaged.", text, StringComparison.Ordinal);
        Assert.Contains("To do: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_is_away_takes_no_test_mail_either()
    {
        var bench = Bench([.. Whole(WaitingSite.FreePort())], () => throw new StoreUnavailableException("away"));

        var (_, checks, _) = await Ask(bench, "--send-test-mail");

        Assert.Equal(("failing", "failing"), (checks["mail server"], checks["test mail"]));
    }

    [Fact]
    public async Task A_certificate_that_soon_ends_is_a_warning()
    {
        using var certificates = new TestCertificates();
        var bench = Bench([.. Whole(WaitingSite.FreePort()), new("Mail:Certificate", certificates.Clinic.Certificate)],
            () => throw new StoreUnavailableException("away"));

        Assert.Equal("warning", (await Ask(bench)).Checks["certificate"]);
    }

    [Fact]
    public async Task A_changed_audit_entry_and_an_old_request_are_found()
    {
        using var site = new AskingSite { Clock = new(DateTimeOffset.UtcNow.AddHours(-1)) }.WithBrokenMail();
        await site.Ask();
        await site.MailFails();
        using (var database = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False"))
            Assert.Equal(1, database.Execute("DROP TRIGGER audit_unchanged; UPDATE audit SET who = 'nobody' WHERE sequence = 1"));

        site.Clock.Now = site.Clock.Now.AddHours(1);
        var (code, checks, _) = await Ask(site.CommandContext);

        Assert.Equal((1, "failing", "failing"), (code, checks["audit trail"], checks["delivery"]));
    }

    public void Dispose() => folder.Delete(recursive: true);

    IEnumerable<KeyValuePair<string, string?>> Whole(int port) =>
    [
        new("Site:PublicUrl", "https://clinic.example"), new("Store:Folder", folder.FullName), new("Mail:Mode", "Notice"), new("Mail:Host", "localhost"),
        new("Mail:Port", $"{port}"), new("Mail:Security", "None"), new("Mail:From", "website@clinic.example"), new("Mail:To", "desk@clinic.example"),
    ];

    static CommandContext Bench(KeyValuePair<string, string?>[] settings, Func<Task<IServiceProvider>>? open = null) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("Site:ContentFolder", Repository.Path("content")), .. settings]).Build(),
        new HostingEnvironment { ContentRootPath = Repository.Path("src/Clinic.Web"), EnvironmentName = "Production" }, TimeProvider.System,
        open ?? (() => throw new InvalidSettingsException(["The setting Mail:Mode is missing."])));

    static async Task<(int Code, Dictionary<string, string> Checks, string Text)> Ask(CommandContext bench, params string[] options)
    {
        using var json = new StringWriter();
        using var text = new StringWriter();
        var code = await CommandLine.Run(["doctor", "--json", .. options], bench, json);
        Assert.Equal(code, await CommandLine.Run(["doctor"], bench, text));
        using var report = JsonDocument.Parse(json.ToString());
        var checks = report.RootElement.GetProperty("checks").EnumerateArray()
            .ToDictionary(check => check.GetProperty("name").GetString()!, check =>
                check.GetProperty("state").GetString()!, StringComparer.Ordinal);
        return (code, checks, text.ToString());
    }
}
