using System.Net;
using Clinic.Web.Delivery;
using Clinic.Web.Tests.Proofs.Killing;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The real program is killed (SIGKILL) at bad moments. What a person was told was received reaches the clinic.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed class KillTests(TestCertificates certificates, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task A_request_acknowledged_just_before_the_kill_is_mailed_once()
    {
        Needs.Aiosmtpd();
        var port = WaitingSite.FreePort();
        await using var clinic = new LiveClinic(certificates, MailMode.Full, port);
        await clinic.Start();
        using var visitor = clinic.Visitor();
        await visitor.OpenForm();

        Assert.Equal(HttpStatusCode.SeeOther, await visitor.Press(Visitor.Answers()));
        await clinic.Site.Kill();
        LetWaitingTimePass(clinic);
        await using var server = await SmtpServer.Start(certificates.Localhost, port);
        await clinic.Start();

        visitor.Site = clinic.Site.Address;
        var reference = await visitor.ReadReference();
        await clinic.Site.Logged(reference, "delivered by");
        await clinic.Site.Kill();
        Assert.Equal($"New consultation request {reference}", Assert.Single(server.Mailbox).Header("Subject"));
    }

    /// <summary>The short version of tests/Clinic.Web.Campaigns kill.</summary>
    [SkippableFact]
    public async Task Three_hundred_requests_survive_twenty_five_kills_at_random_moments_and_at_counted_system_calls()
    {
        Needs.Strace();
        await using var run = new KillRun(new(Submissions: 300, Kills: 25, AtCalls: 12) { Folder = DeliveryRig.QuickFolder, CallsFromTheStart = [8, 11, 14, 20, 31, 36, 41, 46, 52, 58, 65, 80] }, output.WriteLine);

        var figures = await run.Run();

        output.WriteLine(figures.ToString());
        Assert.True(figures.Hold, figures.ToString());
    }

    // Instead of 30 s until the next try. What the kill cut off is due by itself.
    static void LetWaitingTimePass(LiveClinic clinic)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(clinic.StoreFolder, "requests.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "UPDATE outbox SET due_at = 0 WHERE state = 'Waiting'";
        command.ExecuteNonQuery();
    }
}
