using System.Net;
using Clinic.Web.Delivery;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The real program is killed (SIGKILL) at bad moments. What a person was told was received reaches the clinic.</summary>
[Collection(nameof(LiveClinic))]
public sealed class KillTests(TestCertificates certificates, ITestOutputHelper output)
{
    public static TheoryData<MailTransportKind> Transports => LiveClinic.Transports;

    [SkippableTheory, MemberData(nameof(Transports))]
    public async Task A_request_acknowledged_just_before_the_kill_is_mailed_once(MailTransportKind transport)
    {
        Needs.Aiosmtpd();
        var port = WaitingSite.FreePort();
        await using var clinic = new LiveClinic(certificates, transport, MailMode.Full, port);
        await clinic.Start();
        using var visitor = clinic.Visitor();
        await visitor.OpenForm();

        Assert.Equal(HttpStatusCode.SeeOther, await visitor.Press(Visitor.Answers()));
        await clinic.Site.Kill();
        MakeAllDue(clinic);
        await using var server = await SmtpServer.Start(certificates.Localhost, port);
        await clinic.Start();

        visitor.Site = clinic.Site.Address;
        var reference = await visitor.ReadReference();
        await clinic.Site.Logged(reference, "delivered by");
        await clinic.Site.Kill();
        Assert.Equal($"New consultation request {reference}", Assert.Single(server.Mailbox).Header("Subject"));
    }

    /// <summary>Who saw no answer presses again when the site is back.</summary>
    [SkippableTheory, MemberData(nameof(Transports))]
    public async Task Twenty_requests_with_kills_at_random_moments_reach_the_clinic_under_the_references_shown(MailTransportKind transport)
    {
        const int Lives = 10;
        const int LongestLifeMs = 400;
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var server = await SmtpServer.Start(certificates.Localhost);
        await using var clinic = await LiveClinic.Start(certificates, transport, MailMode.Full, server);
        var shown = new List<string>();
        var unanswered = 0;

        for (var life = 0; life < Lives; life++)
        {
            Visitor[] visitors = [clinic.Visitor(), clinic.Visitor()];
            foreach (var visitor in visitors) await visitor.OpenForm();
            // A moment, not a wait for something: when the kill comes is what the test varies.
            var kill = Task.Delay(random.Next(LongestLifeMs)).ContinueWith(_ => clinic.Site.Kill(), TaskScheduler.Default).Unwrap();
            var answers = await Task.WhenAll(visitors.Select(AnswerOrNothing));
            await kill;

            await clinic.Start();
            foreach (var (visitor, answer) in visitors.Zip(answers))
            {
                visitor.Site = clinic.Site.Address;
                Assert.Equal(HttpStatusCode.SeeOther, answer ?? await visitor.Press(Visitor.Answers()));
                shown.Add(await visitor.ReadReference());
                visitor.Dispose();
                if (answer is null) unanswered++;
            }
        }
        await clinic.Site.Kill();
        MakeAllDue(clinic);
        await clinic.Start();
        foreach (var reference in shown) await server.ArrivalOf(reference);
        await clinic.Site.Kill();

        var mailed = server.Mailbox.GroupBy(mail => mail.Header("Subject").Split(' ')[^1], StringComparer.Ordinal).ToList();
        output.WriteLine($"Seed {seed}: {shown.Count} references shown, {unanswered} only at the second press; {server.Mailbox.Count} mails with {mailed.Count} references.");
        Assert.Equal(shown.Order(), mailed.Select(copies => copies.Key).Order());
        Assert.All(mailed, copies =>
        {
            Assert.Single(copies.Select(copy => copy.Header("Message-ID")).Distinct());
            Assert.All(copies.Skip(1), copy => Assert.Contains($"second copy of {copies.Key}", copy.Text, StringComparison.Ordinal));
        });
    }

    static async Task<HttpStatusCode?> AnswerOrNothing(Visitor visitor)
    {
        try
        {
            return await visitor.Press(Visitor.Answers());
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    // Instead of waiting 30 s for the next try, or the 20 minutes of its lease for a mail that the kill cut off.
    static void MakeAllDue(LiveClinic clinic)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(clinic.StoreFolder, "requests.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = "UPDATE outbox SET due_at = 0 WHERE state IN ('Waiting', 'Sending')";
        command.ExecuteNonQuery();
    }
}
