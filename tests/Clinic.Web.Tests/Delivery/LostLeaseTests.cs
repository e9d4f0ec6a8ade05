using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;
using Dapper;
using Microsoft.Data.Sqlite;
using MimeKit;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A program that lost its mail to another breaks off before the final dot, on a real connection.</summary>
[Trait("Pace", "Long")]
public sealed class LostLeaseTests : IDisposable
{
    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);

    readonly TestCertificates certificates = new();

    [Theory]
    [InlineData(MailMode.Full)]
    [InlineData(MailMode.Notice)]
    [InlineData(MailMode.Sealed)]
    public async Task The_server_gets_no_final_dot(MailMode mode)
    {
        await using var server = new ScriptedSmtp();
        var mail = DeliveryRig.Mail(server.Port) with { Mode = mode, Certificate = mode == MailMode.Sealed ? X509CertificateLoader.LoadCertificateFromFile(certificates.Clinic.Certificate) : null };
        var thief = new Thief(new MailKitTransport(mail.Server));
        await using var rig = await DeliveryRig.Open(Monday, thief, mail);
        var reference = await rig.Ask();

        thief.Steals = () => Change(rig, "UPDATE outbox SET owner = 'another'");
        await rig.Worker.DeliverAllDue(default);
        await Eventually.Holds(() => server.Open == 0, SentMails.Patience, "the conversation has ended");
        Assert.Empty(server.Journal);
        Assert.DoesNotContain(await rig.Store.Audit.Entries(default).ToListAsync(), entry => entry.What is AuditEvent.Delivered or AuditEvent.Unclear);
        Assert.DoesNotContain((await rig.Health.Look(default)).Checks, check => check is { Name: "mail-server", State: not Condition.Ok });

        // The other one died, too.
        thief.Steals = () => { };
        Change(rig, "UPDATE outbox SET due_at = 0");
        await rig.Worker.DeliverAllDue(default);
        Assert.Contains(reference, Assert.Single(server.Journal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_a_file_in_the_pickup_folder()
    {
        var folder = Directory.CreateTempSubdirectory("pickup-");
        var mail = DeliveryRig.Mail() with { Transport = MailTransportKind.Pickup, PickupFolder = folder.FullName };
        var thief = new Thief(new PickupTransport(mail.PickupFolder));
        await using var rig = await DeliveryRig.Open(Monday, thief, mail);
        await rig.Ask();

        thief.Steals = () => Change(rig, "UPDATE outbox SET owner = 'another'");
        await rig.Worker.DeliverAllDue(default);

        Assert.Empty(folder.EnumerateFiles());
        folder.Delete();
    }

    [Fact]
    public async Task While_the_store_cannot_be_asked_nothing_is_sent_and_nothing_is_taken_for_sent()
    {
        await using var server = new ScriptedSmtp();
        var mail = DeliveryRig.Mail(server.Port);
        var thief = new Thief(new MailKitTransport(mail.Server));
        await using var rig = await DeliveryRig.Open(Monday, thief, mail);
        await rig.Ask();

        thief.Steals = () => Change(rig, "ALTER TABLE outbox RENAME TO away");
        await rig.Worker.StartAsync(default);
        await Logged("waits for the store");
        thief.Steals = () => { };
        Change(rig, "ALTER TABLE away RENAME TO outbox");
        await Logged("not delivered at attempt 1");
        await rig.Worker.StopAsync(default);

        Assert.Empty(server.Journal);
        rig.Clock.Now += TimeSpan.FromMinutes(1);
        await rig.Worker.DeliverAllDue(default);
        Assert.DoesNotContain("second copy", SentMails.BodyOf(Assert.Single(server.Journal).TrimEnd()), StringComparison.Ordinal);

        Task Logged(string words) =>
            Eventually.Holds(() => rig.Log.Lines.Any(line => line.Contains(words, StringComparison.Ordinal)), SentMails.Patience, $"the log says \"{words}\"");
    }

    public void Dispose() => certificates.Dispose();

    static void Change(DeliveryRig rig, string sql)
    {
        using var database = new SqliteConnection($"Data Source={rig.DatabaseFile};Pooling=False");
        database.Execute(sql);
    }

    /// <summary>Takes the mail away between its claim and its sending.</summary>
    sealed class Thief(IMailTransport inner) : IMailTransport
    {
        public Action Steals { get; set; } = () => { };

        public string Name => inner.Name;

        public Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel)
        {
            Steals();
            return inner.Send(message, cancel);
        }

        public Task<bool> IsThere(CancellationToken cancel) => inner.IsThere(cancel);
    }
}
