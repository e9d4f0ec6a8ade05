using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Alarms;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Requests that reached the clinic and lie there. The rig's clinic keeps universal time and answers by the second day at midnight.</summary>
public sealed class LatenessTests
{
    static readonly DateTimeOffset Monday = new(2026, 10, 19, 9, 0, 0, TimeSpan.Zero);

    readonly ObedientTransport server = new();

    [Fact]
    public async Task The_alarm_rings_health_counts_and_the_morning_mail_names_them_until_they_are_answered()
    {
        await using var receiver = await HttpReceiver.Start("/alarm");
        await using var rig = await DeliveryRig.Open(Monday, server, DeliveryRig.Mail(), new() { Webhook = receiver.Address, WebhookSecret = "sixteen characters or more" });
        await Answer(rig, await rig.Ask());
        var late = await rig.Ask();
        await rig.Live(TimeSpan.FromHours(38), TimeSpan.FromMinutes(30));
        await rig.Watch.Look(default);
        Assert.Empty(receiver.Posts);

        await rig.Live(TimeSpan.FromHours(10), TimeSpan.FromMinutes(30));
        await rig.Watch.Look(default);

        var check = (await rig.Health.Look(default)).Checks.Single(one => one.Name == DeliveryHealth.Promises);
        Assert.Equal((Condition.Failing, 1), (check.State, check.Late));
        var alarm = System.Text.Encoding.UTF8.GetString(Assert.Single(receiver.Posts).Body);
        Assert.Contains("\"late\":1", alarm, StringComparison.Ordinal);
        Assert.Contains("\"lateSince\":\"2026-10-21\"", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain(late, alarm, StringComparison.Ordinal);
        var (subject, body) = Assert.Single(server.Taken, mail => mail.Subject.StartsWith("The website is running", StringComparison.Ordinal));
        Assert.Equal("The website is running, and people wait past the day they were promised", subject);
        Assert.Contains($"{late}, promised by Wednesday, October 21, 2026", body, StringComparison.Ordinal);
        Assert.DoesNotContain("all well", body, StringComparison.Ordinal);
        Assert.DoesNotContain(DeliveryRig.Typed, body, StringComparison.Ordinal);

        await Answer(rig, late);
        await rig.Watch.Look(default);
        Assert.Contains("delivery-well-again", System.Text.Encoding.UTF8.GetString(receiver.Posts[^1].Body), StringComparison.Ordinal);
        Assert.Equal(Condition.Ok, (await rig.Health.Look(default)).State);
    }

    [Fact]
    public async Task The_alarm_by_mail_says_what_to_do_and_names_the_day()
    {
        await using var smtp = new ScriptedSmtp();
        await using var rig = await DeliveryRig.Open(Monday, server, alarm: new() { Mail = new(new("localhost", smtp.Port, MailSecurity.None), new("", "on-call@clinic.example")) });
        await Answer(rig, await rig.Ask());
        var late = await rig.Ask();
        await rig.Live(TimeSpan.FromDays(3), TimeSpan.FromHours(1));

        await rig.Watch.Look(default);

        var mail = Assert.Single(smtp.Journal);
        Assert.Contains("Subject: ALARM: people wait for an answer past the day they were promised", mail.ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("1 past the promised day (the first was promised an answer by Wednesday, October 21): answer them at /staff/requests", SentMails.BodyOf(mail.TrimEnd()), StringComparison.Ordinal);
        Assert.DoesNotContain(late, mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clinic_that_works_by_mail_alone_is_never_alarmed()
    {
        await using var rig = await DeliveryRig.Open(Monday, server);
        await rig.Ask();

        await rig.Live(TimeSpan.FromDays(20), TimeSpan.FromHours(6));

        Assert.Equal(0, (await rig.Health.Look(default)).Checks.Single(one => one.Name == DeliveryHealth.Promises).Late);
        Assert.DoesNotContain(server.Taken, mail => mail.Subject.StartsWith("The website", StringComparison.Ordinal));
    }

    static async Task Answer(DeliveryRig rig, string reference)
    {
        Assert.True(RequestReference.TryParse(reference, out var known));
        Assert.Equal(ChangeResult.Done, await rig.Store.Answering.Change(known, new(AnsweringStep.Reached, 0, "ann", rig.Clock.Now), default));
    }
}
