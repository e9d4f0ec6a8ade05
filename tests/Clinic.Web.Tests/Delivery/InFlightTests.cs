using System.Threading.Channels;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;
using MimeKit;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Several mails are under way at once, but only one while the server is in trouble.</summary>
[Trait("Pace", "Long")]
public sealed class InFlightTests
{
    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);

    readonly HeldTransport server = new();

    [Fact]
    public async Task A_mail_whose_answer_does_not_come_holds_up_no_other_also_on_a_real_connection()
    {
        await using var smtp = new ScriptedSmtp { Script = new() { Dot = SmtpScript.Stall, KeepsBeforeDot = true } };
        await using var site = new WaitingSite(smtp.Port);
        await site.Ask();
        await Eventually.Holds(() => smtp.Journal.Count == 1, SentMails.Patience, "the first mail is with the server");

        smtp.Script = new();
        var others = new[] { await site.Ask(), await site.Ask() };

        foreach (var other in others) await site.Logged(other, "delivered by");
        Assert.Equal(1, (await site.Queue()).Waiting);
    }

    [Fact]
    public async Task No_more_are_under_way_than_a_server_takes()
    {
        await using var rig = await DeliveryRig.Open(Monday, server);
        for (var i = 0; i < 8; i++) await rig.Ask();

        var look = rig.Worker.DeliverAllDue(default);
        var first = await server.Next(MailsUnderWay.Most);
        first.ForEach(mail => mail.SetResult(DeliveryOutcome.Success));
        for (var i = first.Count; i < 8; i++) await server.Answer(DeliveryOutcome.Success);
        await look;

        Assert.Equal(MailsUnderWay.Most, server.MostAtOnce);
        Assert.Equal(8, (await rig.Store.Outbox.State(default)).Delivered);
    }

    [Fact]
    public async Task In_trouble_one_mail_at_a_time_tries_and_a_burst_of_failures_is_one()
    {
        await using var rig = await DeliveryRig.Open(Monday, server);
        for (var i = 0; i < 8; i++) await rig.Ask();
        var first = rig.Worker.DeliverAllDue(default);
        (await server.Next(MailsUnderWay.Most)).ForEach(mail => mail.SetResult(new(Verdict.NotDelivered, Trouble.Server, "no connection")));
        await first;
        server.MostAtOnce = 0;

        // Thirty seconds after the first failure, as after a single one; looks that come meanwhile begin nothing.
        rig.Clock.Now += TimeSpan.FromSeconds(30);
        await rig.Worker.Look(default);
        var second = rig.Worker.DeliverAllDue(default);
        await server.Answer(new(Verdict.NotDelivered, Trouble.Server, "no connection"));
        await second;
        Assert.Equal(1, server.MostAtOnce);

        rig.Clock.Now += TimeSpan.FromMinutes(1);
        var last = rig.Worker.DeliverAllDue(default);
        await server.Answer(DeliveryOutcome.Success);
        // Over: what piled up goes by every lane at once.
        (await server.Next(MailsUnderWay.Most)).ForEach(mail => mail.SetResult(DeliveryOutcome.Success));
        for (var i = 1 + MailsUnderWay.Most; i < 8; i++) await server.Answer(DeliveryOutcome.Success);
        await last;
        Assert.Equal(8, (await rig.Store.Outbox.State(default)).Delivered);
    }

    [Fact]
    public async Task A_conversation_that_breaks_off_while_the_server_takes_others_is_no_trouble_of_the_server()
    {
        await using var rig = await DeliveryRig.Open(Monday, server);
        for (var i = 0; i < 2; i++) await rig.Ask();

        var look = rig.Worker.DeliverAllDue(default);
        var both = await server.Next(2);
        both[1].SetResult(DeliveryOutcome.Success);
        await Eventually.Holds(async () => (await rig.Store.Outbox.State(default)).Delivered == 1, SentMails.Patience, "one is delivered");
        both[0].SetResult(new(Verdict.Unknown, Trouble.Server, "conversation broke off"));
        await look;

        Assert.DoesNotContain((await rig.Health.Look(default)).Checks, check => check is { Name: "mail-server", State: not Condition.Ok });
    }

    [Fact]
    public async Task What_is_under_way_when_the_program_stops_is_kept_and_counts_as_unclear()
    {
        await using var rig = await DeliveryRig.Open(Monday, server);
        for (var i = 0; i < 2; i++) await rig.Ask();
        await rig.Worker.StartAsync(default);
        await server.Next(2);

        await rig.Worker.StopAsync(default);

        Assert.Equal(2, (await rig.Store.Audit.Entries(default).ToListAsync()).Count(entry => entry is { What: AuditEvent.Unclear, Detail: "Request, attempt 1, the program was stopped meanwhile" }));
        var again = (await rig.Store.Claim(MailLane.Requests, Monday.AddMinutes(1), Monday.AddMinutes(21)))!;
        Assert.Equal((2, true), (again.Attempt, again.MayBeSecondCopy));
    }

    [Fact]
    public async Task A_receipt_that_the_server_takes_long_over_or_defers_holds_up_no_request()
    {
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.AskForReceipt("wombat@numbat.example");
        await rig.Worker.StartAsync(default);
        var both = (await server.Next(2)).ToLookup(mail => (string)mail.Task.AsyncState! == "We received your request");
        both[false].Single().SetResult(DeliveryOutcome.Success);

        await rig.Ask();
        await server.Answer(DeliveryOutcome.Success);
        both[true].Single().SetResult(new(Verdict.NotDelivered, Trouble.Recipient, "450 try later"));
        await rig.Ask();
        await server.Answer(DeliveryOutcome.Success);
        await Eventually.Holds(async () => (await rig.Store.Outbox.State(default)).OldestWaiting is null, SentMails.Patience, "all requests are mailed");
        await rig.Worker.StopAsync(default);

        Assert.DoesNotContain((await rig.Health.Look(default)).Checks, check => check is { Name: "mail-server", State: not Condition.Ok });
    }

    /// <summary>Holds each mail until the test says what becomes of it.</summary>
    sealed class HeldTransport : IMailTransport
    {
        readonly Channel<TaskCompletionSource<DeliveryOutcome>> held = Channel.CreateUnbounded<TaskCompletionSource<DeliveryOutcome>>();
        readonly Lock gate = new();
        int now;

        public int MostAtOnce { get; set; }

        public string Name => "Held";

        public async Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel)
        {
            lock (gate) MostAtOnce = Math.Max(MostAtOnce, ++now);
            var answer = new TaskCompletionSource<DeliveryOutcome>(message.Subject, TaskCreationOptions.RunContinuationsAsynchronously);
            await held.Writer.WriteAsync(answer, CancellationToken.None);
            try
            {
                return await answer.Task.WaitAsync(cancel);
            }
            finally
            {
                lock (gate) now--;
            }
        }

        public Task<bool> IsThere(CancellationToken cancel) => Task.FromResult(true);

        /// <summary>So many mails that are under way, none of them answered yet.</summary>
        public async Task<List<TaskCompletionSource<DeliveryOutcome>>> Next(int count)
        {
            var mails = new List<TaskCompletionSource<DeliveryOutcome>>();
            while (mails.Count < count) mails.Add(await held.Reader.ReadAsync().AsTask().WaitAsync(SentMails.Patience));
            return mails;
        }

        public async Task Answer(DeliveryOutcome outcome) => (await Next(1))[0].SetResult(outcome);
    }
}
