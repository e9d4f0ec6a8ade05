using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;
using Clinic.Web.Delivery.Transports;
using Clinic.Web.Tests.Settings;

namespace Clinic.Web.Tests.Delivery;

[Trait("Pace", "Slow")]
public sealed class AlarmTests
{
    const string Secret = "sixteen characters or more";

    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_webhook_is_told_after_a_quarter_of_an_hour_then_daily_and_when_it_is_over()
    {
        await using var receiver = await HttpReceiver.Start("/alarm");
        var server = new ObedientTransport { IsUp = false };
        await using var rig = await DeliveryRig.Open(Monday, server, alarm: new() { Webhook = receiver.Address, WebhookSecret = Secret });
        var reference = await rig.Ask();

        await Watch(rig, TimeSpan.FromMinutes(14));
        Assert.Empty(receiver.Posts);
        await Watch(rig, TimeSpan.FromMinutes(2));
        Assert.Equal(["delivery-failing"], Events(receiver));
        await Watch(rig, TimeSpan.FromHours(49), TimeSpan.FromMinutes(10));
        Assert.Equal(["delivery-failing", "delivery-still-failing", "delivery-still-failing"], Events(receiver));
        server.IsUp = true;
        await Watch(rig, TimeSpan.FromMinutes(2));

        Assert.Equal("delivery-well-again", Events(receiver)[^1]);
        Assert.Equal(4, Events(receiver).Count);
        foreach (var (headers, body) in receiver.Posts)
        {
            Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}", headers["X-Clinic-Signature"]);
            Assert.DoesNotContain(reference, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
            Assert.DoesNotContain(DeliveryRig.Typed, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_fails_besides_is_told_at_once_and_again_when_it_comes_back()
    {
        await using var receiver = await HttpReceiver.Start("/alarm");
        var bell = new AlarmBell(new WebhookAlarm(receiver.Address, Secret), new ManualClock(Monday));
        string[][] looks = [["delivery"], ["delivery", "store"], ["delivery", "store"], ["delivery"], ["delivery", "store"], [], []];

        foreach (var failing in looks) await bell.Hear(new([new("keys", Condition.Ok), .. failing.Select(name => new HealthCheck(name, Condition.Failing))]), "A clinic", default);

        Assert.Equal(["delivery-failing", "delivery-failing", "delivery-failing", "delivery-well-again"], Events(receiver));
    }

    [Fact]
    public async Task The_mail_does_not_say_that_all_is_kept_while_nothing_can_be()
    {
        await using var server = new ScriptedSmtp();
        var alarm = new MailAlarm(new MailKitTransport(DeliveryRig.Mail(server.Port).Server), new("", "website@clinic.example"), new("", "on-call@clinic.example"));

        foreach (var name in new[] { "store", "delivery" })
            Assert.True(await alarm.Tell(new(AlarmEvent.DeliveryFailing, "A clinic", Monday, [new(name, Condition.Failing)]), default));

        var texts = server.Journal.Select(mail => SentMails.BodyOf(mail.TrimEnd())).ToList();
        Assert.Contains("No request can be kept just now", texts[0], StringComparison.Ordinal);
        Assert.Contains("Every request is kept.", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_that_did_not_get_through_is_tried_again()
    {
        await using var receiver = await HttpReceiver.Start("/alarm");
        receiver.Status = HttpStatusCode.BadGateway;
        await using var rig = await DeliveryRig.Open(Monday, new ObedientTransport { IsUp = false }, alarm: new() { Webhook = receiver.Address, WebhookSecret = Secret });
        await rig.Ask();

        await Watch(rig, TimeSpan.FromMinutes(17));
        Assert.InRange(Events(receiver).Count, 2, 4);
        receiver.Status = HttpStatusCode.NoContent;
        await Watch(rig, TimeSpan.FromMinutes(2));
        var told = Events(receiver).Count;
        await Watch(rig, TimeSpan.FromHours(2));

        Assert.Equal(told, Events(receiver).Count);
    }

    [Fact]
    public async Task The_second_mail_route_tells_it_with_counts_only()
    {
        await using var server = new ScriptedSmtp();
        await using var rig = await DeliveryRig.Open(Monday, new ObedientTransport { IsUp = false }, alarm: new() { Mail = new(new("localhost", server.Port, MailSecurity.None), new("", "on-call@clinic.example")) });
        var reference = await rig.Ask();

        await Watch(rig, TimeSpan.FromMinutes(16));

        var mail = Assert.Single(server.Journal);
        Assert.Contains("Subject: ALARM: requests do not reach the clinic", mail, StringComparison.Ordinal);
        Assert.Contains("To: on-call@clinic.example", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(reference, mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The setting Alarm:After is \"soon\": it must be a duration such as 00:30:00 or 30.00:00:00.", "Alarm:After=soon")]
    [InlineData("The setting Alarm:Webhook is not an https:// address; http:// is allowed only on this machine.", "Alarm:Webhook=http://pager.example/in", "Alarm:WebhookSecret=0123456789abcdef")]
    [InlineData("The setting Alarm:WebhookSecret is missing or too short: the receiver knows by it that an alarm is ours; give at least 16 characters.", "Alarm:Webhook=https://pager.example/in")]
    [InlineData("The setting Alarm:Webhook is missing: Alarm:WebhookSecret signs what is sent there.", "Alarm:WebhookSecret=0123456789abcdef")]
    [InlineData("The setting Alarm:MailHost is missing: name a mail server other than the one that requests go through.", "Alarm:MailTo=on-call@clinic.example")]
    [InlineData("The setting Alarm:MailTo is missing: give one e-mail address, such as on-call@clinic.example.", "Alarm:MailHost=smtp.example.org")]
    [InlineData("The setting Alarm:MailSecurity is None, which is allowed only for a mail server on this machine: choose StartTls or Tls.", "Alarm:MailHost=smtp.example.org", "Alarm:MailTo=a@clinic.example", "Alarm:MailSecurity=None")]
    [InlineData("The setting Alarm:MailPassword is missing: a user name and a password go together.", "Alarm:MailHost=smtp.example.org", "Alarm:MailTo=a@clinic.example", "Alarm:MailUser=a")]
    public void A_wrong_setting_is_one_sentence_that_names_it(string sentence, params string[] settings)
    {
        var configuration = Sentences.Configuration(settings.Select(setting => setting.Split('=', 2)).Select(parts => (parts[0], (string?)parts[1])));

        Assert.Equal([sentence], Sentences.Of(() => AlarmSettings.Read(configuration)));
    }

    [Fact]
    public void Nothing_need_be_set_and_a_webhook_on_this_machine_may_be_plain()
    {
        Assert.Equal(new(), AlarmSettings.Read(Sentences.Configuration()));
        Assert.Equal("http://127.0.0.1:9/", AlarmSettings.Read(Sentences.Configuration(("Alarm:Webhook", "http://127.0.0.1:9/"), ("Alarm:WebhookSecret", Secret))).Webhook!.AbsoluteUri);
    }

    static List<string> Events(HttpReceiver receiver) => [.. receiver.Posts.Select(post => JsonDocument.Parse(post.Body).RootElement.GetProperty("event").GetString()!)];

    static Task Watch(DeliveryRig rig, TimeSpan time) => Watch(rig, time, TimeSpan.FromSeconds(30));

    static async Task Watch(DeliveryRig rig, TimeSpan time, TimeSpan step)
    {
        for (var lived = TimeSpan.Zero; lived < time; lived += step)
        {
            await rig.Live(step, step);
            await rig.Watch.Look(default);
        }
    }
}
