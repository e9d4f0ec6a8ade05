using System.Net;
using System.Net.Sockets;
using Clinic.Web.Delivery;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Every way of failing, then a server that works: nothing is lost, nothing is claimed that is not known, nothing typed is told on.</summary>
public sealed class SmtpModeTests(ServerCertificates certificates, ITestOutputHelper output) : IClassFixture<ServerCertificates>
{
    static readonly TimeSpan PatienceWithSilence = TimeSpan.FromSeconds(1.5);
    // A busy machine may be slow where the server is not.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(40);

    public static TheoryData<MailTransportKind, string> Modes
    {
        get
        {
            var all = new TheoryData<MailTransportKind, string>();
            foreach (var transport in new HashSet<MailTransportKind> { MailTransportKind.Framework, MailSettings.Best })
            {
                foreach (var name in SmtpModes.All.Keys) all.Add(transport, name);
            }
            return all;
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_failing_server_loses_nothing_and_is_judged_rightly(MailTransportKind kind, string name)
    {
        var mode = SmtpModes.All[name];
        await using var server = new ScriptedSmtp();
        server.Script = mode.Script(certificates);
        using var hole = BlackHole.Open();
        var settings = DeliveryRig.Mail(server.Port, mode.IsSecured ? MailSecurity.StartTls : MailSecurity.None, mode.LogsIn) with { Transport = kind };
        var failing = settings with { Port = mode.IsRefused ? WaitingSite.FreePort() : mode.IsBlackHole ? hole.Port : server.Port };
        var transport = new Switch(Transport(failing, mode.Verdict == Verdict.Unknown ? PatienceWithSilence : Patience), Transport(settings, Patience));
        await using var rig = await DeliveryRig.Open(DateTimeOffset.UtcNow, transport, settings);

        var reference = await rig.Ask();
        await rig.Worker.Look(default);
        var first = rig.Recorder.Outcomes.First();
        var kept = server.Journal.Count;
        output.WriteLine($"{first.Verdict}, {first.Trouble}, {first.Reason}; {kept} kept");
        (server.Script, transport.IsHealed) = (new() { Certificate = certificates.Good, OffersAuth = mode.LogsIn }, true);
        await rig.Live(UntilDue, UntilDue);

        AssertRight(kind, mode, first, kept);
        Assert.Contains(server.Journal, message => message.Contains($"Subject: New consultation request {reference}", StringComparison.Ordinal));
        Assert.Equal(0, (await rig.Store.State(default)).Waiting);
        Assert.Single(server.Journal.Select(MessageId).Distinct());
        AssertNothingTyped(rig, first);
        if (mode.IsSecured) Assert.DoesNotContain(server.HeardInTheClear, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        await Eventually.Holds(() => server.Open == 0, ScriptedSmtp.LongerThanAnyPatience * 2, "every connection to the server is closed");
    }

    [Fact]
    public void The_answer_to_a_message_is_waited_for_as_long_as_a_server_may_scan_it_and_the_lease_is_longer()
    {
        Assert.True(SmtpPatience.Usual.LastAnswer >= TimeSpan.FromMinutes(10));
        Assert.True(SmtpPatience.Usual.LastAnswer + 4 * SmtpPatience.Usual.Answer < DeliverySchedule.Lease);
    }

    static void AssertRight(MailTransportKind kind, SmtpMode mode, DeliveryOutcome outcome, int kept)
    {
        if (outcome.Verdict == Verdict.Delivered) Assert.Equal(1, kept);
        if (outcome.Verdict == Verdict.NotDelivered) Assert.Equal(0, kept);
        if (kind == MailTransportKind.Framework) Assert.Equal(mode.Verdict, outcome.Verdict);
        else Assert.Equal(mode.Verdict == Verdict.Delivered, outcome.Verdict == Verdict.Delivered);
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

#pragma warning disable CA1859 // With MailKit there are two.
    static IMailTransport Transport(MailSettings settings, TimeSpan patience) => settings.Transport switch
    {
#if MAILKIT
        MailTransportKind.MailKit => new MailKitTransport(settings, new(patience, patience)),
#endif
        _ => new FrameworkTransport(settings, new(patience, patience)),
    };
#pragma warning restore CA1859

    /// <summary>The server that fails and the one that works need not be at the same port.</summary>
    sealed class Switch(IMailTransport failing, IMailTransport healed) : IMailTransport
    {
        public bool IsHealed { get; set; }

        public string Name => healed.Name;

        IMailTransport Now => IsHealed ? healed : failing;

        public Task<DeliveryOutcome> Send(System.Net.Mail.MailMessage message, CancellationToken cancel) => Now.Send(message, cancel);

        public Task<bool> IsThere(CancellationToken cancel) => Now.IsThere(cancel);
    }

    /// <summary>A port where the knock is heard by nobody: the queue of a listener that accepts none is full.</summary>
    sealed class BlackHole : IDisposable
    {
        readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        readonly List<Socket> filling = [];

        public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

        public static BlackHole Open()
        {
            var hole = new BlackHole();
            hole.listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            hole.listener.Listen(0);
            for (var i = 0; i < 4; i++)
            {
                var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                hole.filling.Add(filler);
                try
                {
                    filler.Connect(hole.listener.LocalEndPoint!);
                }
                catch (SocketException)
                {
                    // Under way, or waiting already.
                }
            }
            return hole;
        }

        public void Dispose()
        {
            filling.ForEach(filler => filler.Dispose());
            listener.Dispose();
        }
    }
}
