using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Pages;
using Clinic.Web.Settings;
using Clinic.Web.Site;
using Clinic.Web.Site.Caching;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Delivery;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>A site that has a reader: what lies on it is shut, and stays so.</summary>
[Trait("Pace", "Long")]
public sealed class ReadersSiteTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("readers-site-");

    [SkippableFact]
    public async Task Whoever_has_a_copy_of_the_server_reads_none_of_fifty_requests_and_a_reader_and_the_recovery_file_read_all()
    {
        const int Requests = 50;
        var openssl = Needs.Program("openssl", "openssl");
        using var site = new AskingSite().WithAQuietLog();
        using var first = await FirstReader.At(site.Services);
        var words = Enumerable.Range(0, Requests).Select(_ => $"Quokka{RandomNumberGenerator.GetHexString(12)}").ToList();
        foreach (var word in words) await site.Ask(("Message", word));
        var mails = await site.Mails();
        var kept = site.Rows<byte[]>("SELECT payload FROM request");

        // All that the server has: database, key files, mails, log, and its own parts with its own keys.
        Assert.Equal(Requests, kept.Count);
        Assert.All(site.Rows<string>("SELECT seal FROM request"), format => Assert.Equal(AuthEnvelope.Format, format));
        Assert.Empty(site.Rows<long>("SELECT id FROM outbox WHERE payload IS NOT NULL"));
        var traces = new Traces([.. words]);
        foreach (var place in new[] { site.StoreFolder, site.PickupFolder, site.LogFolder })
            Assert.All(Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories), file => Assert.Empty(traces.In(AskingSite.Bytes(file))));
        var protector = site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Clinic.Web.ConsultationRequest.v1");
        Assert.All(kept, payload => Assert.Throws<CryptographicException>(() => protector.Unprotect(payload)));
        Assert.All(mails, mail => Assert.Contains("To read it", SentMails.BodyOf(mail), StringComparison.Ordinal));

        Assert.Equal(words.Order(StringComparer.Ordinal), kept.Select(payload => EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), first.Ann.Private).Message).Order(StringComparer.Ordinal));
        var pem = first.Recovery.WritePem(folder);
        var opened = new List<string>();
        foreach (var payload in kept) opened.Add(await OpenedByOpenSsl(openssl, payload, pem));
        Assert.All(words, word => Assert.Single(opened, request => request.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task With_the_readers_taken_out_of_the_database_requests_are_sealed_for_the_recovery_key_and_health_is_red()
    {
        using var site = new AskingSite();
        using var first = await FirstReader.At(site.Services);
        Assert.DoesNotContain(ReadersHealth.Name, (await Health(site)).Alarming);
        Execute(site, "DELETE FROM reader_list; DELETE FROM reader_key");

        await site.Ask(("Message", "Wombat"));

        var payload = Assert.Single(site.Rows<byte[]>("SELECT payload FROM request"));
        Assert.Equal("Wombat", EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), first.Recovery.Private).Message);
        Assert.Throws<CryptographicException>(() => EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), first.Ann.Private));
        Assert.Contains(ReadersHealth.Name, (await Health(site)).Alarming);
        Assert.Contains("The list of readers is gone from the database", site.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nobody_is_left_to_seal_for_the_form_refuses_with_the_phone_number_and_keeps_what_was_typed()
    {
        using var site = new AskingSite();
        using var first = await FirstReader.At(site.Services);
        Execute(site, "DELETE FROM reader_list");
        await File.WriteAllTextAsync(Path.Combine(site.StoreFolder, "readers.mark"), "not what was written");
        using var form = await FormBrowser.At(site);

        var refused = await form.Send(("Message", "Wallaby"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Equal(["Wallaby"], refused.Typed("Message"));
        Assert.Contains("(202) 555-0143", refused.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(site.Rows<string>("SELECT reference FROM request"));
        Assert.DoesNotContain("Wallaby", site.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_would_show_the_answers_says_only_that_they_came_once_there_is_a_reader()
    {
        using var site = new AskingSite();
        site.Settings["Mail:Mode"] = "Full";
        using var first = await FirstReader.At(site.Services);

        await site.Ask(("Message", "Numbat"));

        var mail = Assert.Single(await site.Mails());
        Assert.DoesNotContain("Numbat", SentMails.BodyOf(mail), StringComparison.Ordinal);
        Assert.Contains("New consultation request", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_there_was_a_reader_or_a_certificate_mails_in_the_clear_stop_the_start(bool wasReader)
    {
        var store = Path.Combine(folder.FullName, "store");
        using var certificates = new TestCertificates();
        using (var site = new ClinicSite { IsProduction = true, StoreAt = store })
        {
            if (!wasReader) site.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
            using var browser = site.Browser();
            if (wasReader) using (await FirstReader.At(site.Services)) { }
        }

        var all = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddConsultations(new(StoreProvider.Sqlite, store),
            ConsentWordings.Load(Repository.Path("content/consent")), NoLimits.Settings, SealingSettings.None with { Host = "localhost", IsMailInTheClear = true });
        await using var again = all.BuildServiceProvider();
        var refused = await Assert.ThrowsAsync<InvalidSettingsException>(() => again.OpenConsultations(needsKeys: true));

        Assert.StartsWith("The setting Mail:Mode is Full, but requests here were sealed for readers or a certificate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_was_taken_away_leaves_nobody_to_seal_for()
    {
        var store = Path.Combine(folder.FullName, "store");
        using var certificates = new TestCertificates();
        using (var site = new ClinicSite { StoreAt = store })
        {
            site.Settings["Mail:Mode"] = "Notice";
            site.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
            using var browser = site.Browser();
        }

        using var again = new ClinicSite { StoreAt = store };
        using var form = await FormBrowser.At(again);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await form.Send(("Message", "Wallaby"))).Status);
        Assert.Contains(ReadersHealth.Name, (await Health(again)).Alarming);
    }

    [Fact]
    public async Task A_request_that_was_kept_before_mails_were_sealed_is_told_of_without_its_answers()
    {
        var store = Path.Combine(folder.FullName, "store");
        using var certificates = new TestCertificates();
        AskingSite Site(string mode)
        {
            var made = new AskingSite { StoreAt = store };
            made.Settings["Mail:Mode"] = mode;
            made.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
            return made;
        }

        using (var before = Site("Notice").WithSlowMail()) await before.Ask(("Message", "Numbat"));
        using var after = Site("Sealed");
        using var browser = after.Browser();
        var mail = Assert.Single(await after.Mails());

        Assert.Contains("To read it", SentMails.BodyOf(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_does_not_name_the_certificate_of_the_settings_is_a_warning()
    {
        using var certificates = new TestCertificates();
        var store = Path.Combine(folder.FullName, "store");
        using (var site = new ClinicSite { StoreAt = store })
        using (await FirstReader.At(site.Services)) { }

        using var again = new AskingSite { StoreAt = store };
        again.Settings["Mail:Mode"] = "Notice";
        again.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
        await again.Ask(("Message", "Numbat"));

        Assert.Equal(Condition.Warning, (await Health(again)).Checks.Single(check => check.Name == ReadersHealth.Name).State);
        Assert.Equal(2, AuthEnvelope.Decode(Assert.Single(again.Rows<byte[]>("SELECT payload FROM request"))).Keys.Count);
    }

    [Fact]
    public async Task The_morning_mail_names_the_scripts_that_open_requests_and_another_script_has_another_name()
    {
        using var site = new AskingSite { Clock = new(new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero)) };
        site.Settings["Mail:Heartbeat"] = "true";
        await site.Ask();
        await site.Mails();
        var seal = site.Services.GetRequiredService<StaffScripts>().Fingerprint;
        await Eventually.Holds(() => Directory.EnumerateFiles(site.PickupFolder).Select(File.ReadAllText).Any(mail =>
            SentMails.BodyOf(mail).Contains($"Scripts of the clinic's side: {seal}. If this changes", StringComparison.Ordinal)), SentMails.Patience, "the mail of the morning");

        var assets = Directory.CreateTempSubdirectory("assets-");
        foreach (var file in Directory.EnumerateFiles(Repository.Path("wwwroot"))) File.Copy(file, Path.Combine(assets.FullName, Path.GetFileName(file)));
        await File.AppendAllTextAsync(Path.Combine(assets.FullName, "staff-keys.js"), "// changed");
        Assert.NotEqual(seal, Served(site, assets.FullName).Fingerprint);
        assets.Delete(recursive: true);
    }

    static StaffScripts Served(Asking.AskingSite site, string folder)
    {
        var (all, environment) = (site.Services, site.Services.GetRequiredService<IHostEnvironment>());
        return new(new(all.GetRequiredService<SiteSettings>() with { AssetFolder = folder }, environment, all.GetRequiredService<BestCompression>()), environment);
    }

    [Fact]
    public async Task The_morning_mail_names_the_list_by_number_and_hash()
    {
        using var site = new AskingSite { Clock = new(new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero)) };
        site.Settings["Mail:Heartbeat"] = "true";
        using var first = await FirstReader.At(site.Services);
        var list = (await site.Services.GetRequiredService<CurrentReaders>().Look(default)).Good!.List;
        site.Clock.Now += TimeSpan.FromDays(1);

        await site.Ask();
        var mails = await site.Mails();
        await Eventually.Holds(() => Directory.EnumerateFiles(site.PickupFolder).Select(File.ReadAllText).Any(mail =>
            SentMails.BodyOf(mail).Contains($"Readers: list 1 with 1 keys, {list.Hash}.", StringComparison.Ordinal)), SentMails.Patience, "the mail of the next morning");
        Assert.NotEmpty(mails);
    }

    [Fact]
    public async Task The_mark_outside_the_database_goes_into_a_backup_and_comes_back_with_it()
    {
        var (store, backup) = (Path.Combine(folder.FullName, "store"), Path.Combine(folder.FullName, "backup"));
        using (var site = new ClinicSite { StoreAt = store })
        using (await FirstReader.At(site.Services))
        {
            SqliteBackup.Make(site.Services.GetRequiredService<StoreSettings>(), backup);
        }
        Directory.Delete(store, recursive: true);

        SqliteBackup.Restore(new(StoreProvider.Sqlite, store), backup);

        using var restored = new ClinicSite { StoreAt = store };
        Assert.Equal(1, (await restored.Services.GetRequiredService<CurrentReaders>().Look(default)).Good!.List.Number);
        Assert.True(File.Exists(Path.Combine(backup, "readers.mark")));
    }

    public void Dispose() => folder.Delete(recursive: true);

    static Task<HealthReport> Health(ClinicSite site) => site.Services.GetRequiredService<DeliveryHealth>().Look(default);

    static void Execute(AskingSite site, string sql)
    {
        using var database = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False");
        database.Execute(sql);
    }

    static async Task<string> OpenedByOpenSsl(string openssl, byte[] cms, string pem)
    {
        using var opening = Process.Start(new ProcessStartInfo(openssl, ["cms", "-decrypt", "-inform", "DER", "-binary", "-inkey", pem])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        await opening.StandardInput.BaseStream.WriteAsync(cms);
        opening.StandardInput.Close();
        var opened = await opening.StandardOutput.ReadToEndAsync();
        await opening.WaitForExitAsync();
        using var request = JsonDocument.Parse(opened);
        return request.RootElement.GetProperty("Message").GetString()!;
    }
}
