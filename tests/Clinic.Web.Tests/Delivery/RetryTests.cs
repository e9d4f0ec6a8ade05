using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The worker against a real mail server in trouble. A minute is longer than the first wait, which is 30 to 37.5 s.</summary>
[Trait("Pace", "Long")]
public sealed class RetryTests
{
    static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task A_request_waits_while_the_mail_server_is_down_and_goes_out_when_it_is_back()
    {
        Needs.Aiosmtpd();
        var port = WaitingSite.FreePort();
        await using var site = new WaitingSite(port);

        var reference = await site.Ask();
        await site.Logged(reference, "not delivered at attempt 1 (no connection)");
        Assert.Equal(1, (await site.Queue()).Waiting);
        await using var server = await SmtpServer.Start(port: port);
        site.Wait(AMinute);

        var mail = await server.Mail();
        Assert.Contains(reference, mail.Header("Subject"), StringComparison.Ordinal);
        Assert.DoesNotContain("second copy", mail.Text, StringComparison.Ordinal);
        await site.Logged(reference, "delivered by", "MailKit", "at attempt 2");
        Assert.Equal(new QueueState(0, 0, 1, null), await site.Queue());
    }

    [SkippableFact]
    public async Task A_recipient_refused_for_good_is_tried_again_since_somebody_may_mend_the_mailbox()
    {
        await using var server = await SmtpServer.Start(manner: "refuse-recipient");
        await using var site = new WaitingSite(server.Port);

        var reference = await site.Ask();
        await site.Logged(reference, "not delivered at attempt 1 (", "refused (550)");
        await server.Become("normal");
        site.Wait(AMinute);

        var mail = await server.Mail();
        Assert.Contains(reference, mail.Header("Subject"), StringComparison.Ordinal);
        Assert.DoesNotContain("second copy", mail.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task While_the_server_puts_mail_off_all_requests_wait_and_then_all_go_out()
    {
        await using var server = await SmtpServer.Start(manner: "try-later");
        await using var site = new WaitingSite(server.Port);

        var first = await site.Ask();
        await site.Logged(first, "not delivered at attempt 1 (", "(451)");
        await server.Become("normal");
        var second = await site.Ask();
        Assert.Equal(2, (await site.Queue()).Waiting);
        site.Wait(AMinute);

        await server.Arrival(2);
        Assert.Equal(new[] { first, second }.Order(), server.Mailbox.Select(mail => mail.Header("Subject").Split(' ')[^1]).Order());
    }

    [SkippableFact]
    public async Task One_refused_message_does_not_hold_up_the_others()
    {
        await using var server = await SmtpServer.Start(manner: "refuse-message");
        await using var site = new WaitingSite(server.Port);

        var refused = await site.Ask();
        await site.Logged(refused, "not delivered at attempt 1 (message refused (554))");
        await server.Become("normal");
        var other = await site.Ask();

        var mail = await server.Mail();
        Assert.Contains(other, mail.Header("Subject"), StringComparison.Ordinal);
        await site.Logged(other, "delivered by");
        Assert.Equal(1, (await site.Queue()).Waiting);
    }

    [SkippableFact]
    public async Task After_an_unclear_end_a_second_copy_says_so_and_has_the_same_message_id()
    {
        await using var server = await SmtpServer.Start(manner: "hang-up");
        await using var site = new WaitingSite(server.Port);

        var reference = await site.Ask();
        await site.Logged(reference, "perhaps delivered at attempt 1");
        await server.Become("normal");
        site.Wait(AMinute);

        await server.Arrival(2);
        var (first, second) = (server.Mailbox[0], server.Mailbox[1]);
        Assert.Equal(first.Header("Message-ID"), second.Header("Message-ID"));
        Assert.DoesNotContain("second copy", first.Text, StringComparison.Ordinal);
        Assert.Contains($"second copy of {reference}", second.Text, StringComparison.Ordinal);
    }
}
