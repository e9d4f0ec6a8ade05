using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;
using Microsoft.Data.Sqlite;
using MimeKit;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Every way of failing, then a server that works: nothing is lost, nothing is claimed that is not known, nothing typed is told on.</summary>
[Trait("Pace", "Long")]
public sealed class SmtpModeTests(ServerCertificates certificates, ITestOutputHelper output) : IClassFixture<ServerCertificates>
{
    static readonly TimeSpan PatienceWithSilence = TimeSpan.FromSeconds(1.5);
    // A busy machine may be slow where the server is not.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(40);

    public static TheoryData<string> Modes => [.. SmtpModes.All.Keys];

    [Theory, MemberData(nameof(Modes))]
    public async Task A_failing_server_loses_nothing_and_is_judged_rightly(string name)
    {
        var mode = SmtpModes.All[name];
        await using var server = new ScriptedSmtp();
        server.Script = mode.Script(certificates);
        using var hole = BlackHole.Open();
        var settings = DeliveryRig.Mail(server.Port, mode.IsSecured ? MailSecurity.StartTls : MailSecurity.None, mode.LogsIn);
        var port = mode.IsRefused ? WaitingSite.FreePort() : mode.IsBlackHole ? hole.Port : server.Port;
        var failing = settings with { Server = settings.Server with { Port = port } };
        var transport = new Switch(Transport(failing, mode.IsSilent ? PatienceWithSilence : Patience), Transport(settings, Patience));
        await using var rig = await DeliveryRig.Open(DateTimeOffset.UtcNow, transport, settings);

        var reference = await rig.Ask();
        await rig.Worker.DeliverAllDue(default);
        var first = rig.Recorder.Outcomes.First();
        var kept = server.Journal.Count;
        output.WriteLine($"{first.Verdict}, {first.Trouble}, {first.Reason}; {kept} kept");
        (server.Script, transport.IsHealed) = (new() { Certificate = certificates.Good, OffersAuth = mode.LogsIn }, true);
        await rig.Live(UntilDue, UntilDue);

        AssertRight(mode, first, kept);
        Assert.Contains(server.Journal, message => message.Contains($"Subject: New consultation request {reference}", StringComparison.Ordinal));
        Assert.Equal(0, (await rig.Store.Outbox.State(default)).Waiting);
        Assert.Single(server.Journal.Select(MessageId).Distinct());
        AssertNothingTyped(rig, first);
        if (mode.IsSecured) Assert.DoesNotContain(server.HeardInTheClear, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        await Eventually.Holds(() => server.Open == 0, ScriptedSmtp.LongerThanAnyPatience * 2, "every connection to the server is closed");
    }

    [Theory, InlineData("an answer without end"), InlineData("a line of 10 MB")]
    public async Task An_answer_longer_than_any_is_not_heard_to_its_end(string name)
    {
        await using var server = new ScriptedSmtp();
        server.Script = SmtpModes.All[name].Script(certificates);
        var settings = DeliveryRig.Mail(server.Port, MailSecurity.None);
        using var message = Message();

        var outcome = await Transport(settings, TimeSpan.FromHours(1)).Send(message, default).WaitAsync(ScriptedSmtp.LongerThanAnyPatience * 2);

        Assert.Equal((Verdict.NotDelivered, Trouble.Server), (outcome.Verdict, outcome.Trouble));
        await Eventually.Holds(() => server.Open == 0, ScriptedSmtp.LongerThanAnyPatience * 2, "every connection to the server is closed");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_server_that_speaks_TLS_at_once_is_mailed_to_only_when_it_is_who_it_should_be(bool isKnown)
    {
        await using var server = new ScriptedSmtp();
        server.Script = new() { Certificate = isKnown ? certificates.Good : certificates.SelfSigned, IsSecuredAtOnce = true };
        var transport = Transport(DeliveryRig.Mail(server.Port, MailSecurity.Tls), Patience);
        using var message = Message();

        Assert.Equal(isKnown, await transport.IsThere(default));
        Assert.Equal(isKnown ? Verdict.Delivered : Verdict.NotDelivered, (await transport.Send(message, default)).Verdict);

        Assert.Equal(isKnown ? 1 : 0, server.Journal.Count);
        Assert.Empty(server.HeardInTheClear);
    }

    [Fact]
    public void The_answer_to_a_message_is_waited_for_as_long_as_a_server_may_scan_it_and_the_lease_is_longer()
    {
        Assert.True(SmtpPatience.Usual.LastAnswer >= TimeSpan.FromMinutes(10));
        Assert.True(SmtpPatience.Usual.LastAnswer + 4 * SmtpPatience.Usual.Answer < DeliverySchedule.Lease);
    }

    static void AssertRight(SmtpMode mode, DeliveryOutcome outcome, int kept)
    {
        if (outcome.Verdict == Verdict.Delivered) Assert.Equal(1, kept);
        if (outcome.Verdict == Verdict.NotDelivered) Assert.Equal(0, kept);
        Assert.Equal(mode.Verdict, outcome.Verdict);
    }

    static void AssertNothingTyped(DeliveryRig rig, DeliveryOutcome outcome)
    {
        Assert.DoesNotContain(DeliveryRig.Typed, outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Log.Lines, line => line.Contains(DeliveryRig.Typed, StringComparison.Ordinal));
        using var database = new SqliteConnection($"Data Source={rig.DatabaseFile};Pooling=False;Mode=ReadOnly");
        database.Open();
        using var query = database.CreateCommand();
        query.CommandText = $"SELECT COUNT(*) FROM outbox WHERE last_reason LIKE '%{DeliveryRig.Typed}%'";
        Assert.Equal(0L, query.ExecuteScalar());
    }

    static string MessageId(string message) => message.Split("\r\n").Single(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase));

    static MimeMessage Message() => Mails.Test(DeliveryRig.Mail(), DateTimeOffset.UtcNow);

    static MailKitTransport Transport(MailSettings settings, TimeSpan patience) => new(settings.Server, new(patience, patience));

    /// <summary>The server that fails and the one that works need not be at the same port.</summary>
    sealed class Switch(IMailTransport failing, IMailTransport healed) : IMailTransport
    {
        public bool IsHealed { get; set; }

        public string Name => healed.Name;

        IMailTransport Now => IsHealed ? healed : failing;

        public Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel) => Now.Send(message, cancel);

        public Task<bool> IsThere(CancellationToken cancel) => Now.IsThere(cancel);
    }
}
