using System.Net;
using System.Text.Json;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;
using Clinic.Web.Tests.Asking;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Delivery;

[Trait("Pace", "Slow")]
public sealed class HealthTests
{
    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_site_that_works_says_so_without_a_word_of_anybodys()
    {
        await using var site = new ClinicSite();
        using var form = await FormBrowser.At(site);
        var reference = await form.SendAndFollow();
        await site.Mails();

        foreach (var (address, names) in new[] { ("/readyz", new[] { "store", "keys" }), ("/healthz", ["store", "keys", "worker", "intake", "mail-server", "delivery", "promises", "clock", "content"]) })
        {
            var (status, cache, body) = await Read(site, address);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal("no-store", cache);
            Assert.Equal("ok", body.RootElement.GetProperty("state").GetString());
            Assert.Equal(names, body.RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
            Assert.DoesNotContain(reference, body.RootElement.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_dead_mail_server_leaves_the_site_ready_and_its_health_red_after_a_quarter_of_an_hour()
    {
        await using var site = new WaitingSite(WaitingSite.FreePort());
        var reference = await site.Ask();
        await site.Logged(reference, "not delivered at attempt 1");
        Assert.Equal("warning", State(await Read(site, "/healthz")));
        site.Wait(TimeSpan.FromMinutes(15));

        await Eventually.Holds(async () => Failing(await Read(site, "/healthz")) is ["delivery"], SentMails.Patience, "only delivery fails");
        var (status, _, body) = await Read(site, "/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        var delivery = body.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "delivery");
        Assert.Equal(1, delivery.GetProperty("waiting").GetInt32());
        Assert.InRange(delivery.GetProperty("oldestWaitingSeconds").GetInt32(), 900, 930);
        Assert.Equal(HttpStatusCode.OK, (await Read(site, "/readyz")).Status);
    }

    [Fact]
    public async Task Content_that_is_older_is_a_warning_and_a_lost_folder_is_red_but_rings_no_alarm_about_requests()
    {
        ContentHealth content = new(1, IsFolderLost: false, Monday.AddHours(-2), ["The site shows an older version of costs.yaml."]);
        await using var rig = new DeliveryRig(Monday, new ObedientTransport(), content: () => content);
        await rig.Store.Open([]);

        var warning = (await rig.Health.Look(default)).Checks.Single(check => check.Name == "content");
        Assert.Equal((Condition.Warning, 1, 1, 7200), (warning.State, warning.Problems, warning.Older, warning.OldestOlderSeconds));
        Assert.DoesNotContain("costs", JsonSerializer.Serialize(warning, HealthAnswers.Json), StringComparison.Ordinal);

        content = content with { IsFolderLost = true };
        var report = await rig.Health.Look(default);
        Assert.Equal((Condition.Failing, false), (report.State, report.Alarming.Count > 0));
    }

    [Fact]
    public async Task A_dead_worker_is_red()
    {
        await using var site = new ClinicSite();
        using (site.Browser())
        {
            foreach (var worker in site.Services.GetServices<IHostedService>().OfType<DeliveryWorker>()) await worker.StopAsync(CancellationToken.None);
            site.Clock.Now += TimeSpan.FromMinutes(4);

            Assert.Equal(["worker"], Failing(await Read(site, "/healthz")));
        }
    }

    [Fact]
    public async Task What_fails_behind_does_not_stop_the_site()
    {
        await using var site = new FaultyBehind();
        var before = (await Read(site, "/healthz")).Status;
        await Assert.ThrowsAsync<InvalidOperationException>(() => site.Behind.ExecuteTask!);

        Assert.False(SpinWait.SpinUntil(() => site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested, TimeSpan.FromMilliseconds(500)));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before, (await Read(site, "/healthz")).Status));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_makes_the_site_not_ready()
    {
        await using var site = new ClinicSite();
        using (site.Browser())
        {
            using var damage = new DamagedDatabase(Path.Combine(site.StoreFolder, "requests.db"));

            // A probe that was under way may still have been well; the next one comes after five seconds.
            await Eventually.Holds(async () =>
            {
                site.Clock.Now += TimeSpan.FromSeconds(6);
                return Failing(await Read(site, "/readyz")) is ["store"];
            }, SentMails.Patience, "the store is not ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Read(site, "/healthz")).Status);
        }
    }

    [Fact]
    public async Task Past_its_date_a_certificate_is_red_and_sealed_requests_wait_kept()
    {
        using var certificates = new TestCertificates();
        var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(certificates.Clinic.Certificate);
        var server = new ObedientTransport();
        await using var rig = await DeliveryRig.Open(new DateTimeOffset(certificate.NotAfter).AddMinutes(-1), server, DeliveryRig.Mail() with { Mode = MailMode.Sealed, Certificate = certificate });
        Assert.Equal(Condition.Warning, (await rig.Health.Look(default)).State);
        rig.Clock.Now += TimeSpan.FromMinutes(1);
        await rig.Ask();

        await rig.Live(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

        Assert.Empty(server.Attempts);
        Assert.Equal(1, (await rig.Store.Outbox.State(default)).Waiting);
        Assert.Contains((await rig.Health.Look(default)).Checks, check => check is { Name: "certificate", State: Condition.Failing });
    }

    [Fact]
    public async Task What_stalled_is_red_until_a_person_acts()
    {
        var server = new ObedientTransport { Answer = new(Verdict.NotDelivered, Trouble.Message, "message refused (554)") };
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Ask();
        await rig.Live(TimeSpan.FromDays(7) + TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));
        server.Answer = DeliveryOutcome.Success;
        await rig.Live(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));

        Assert.Contains((await rig.Health.Look(default)).Checks, check => check is { Name: "delivery", State: Condition.Failing, Stalled: 1, Waiting: 0 });
    }

    static async Task<(HttpStatusCode Status, string? Cache, JsonDocument Body)> Read(ClinicSite site, string address)
    {
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(body.StartsWith('{'), body);
        return (answer.StatusCode, answer.Headers.CacheControl?.ToString(), JsonDocument.Parse(body));
    }

    static string? State((HttpStatusCode, string?, JsonDocument Body) answer) => answer.Body.RootElement.GetProperty("state").GetString();

    static string[] Failing((HttpStatusCode, string?, JsonDocument Body) answer) =>
        [.. answer.Body.RootElement.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("state").GetString() == "failing").Select(check => check.GetProperty("name").GetString()!)];

    sealed class FaultyBehind : ClinicSite
    {
        public Faulty Behind { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IHostedService>(Behind));
        }
    }

    sealed class Faulty : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("This one fails.");
        }
    }
}
