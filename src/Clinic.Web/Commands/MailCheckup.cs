using System.Globalization;
using Clinic.Web.Delivery;
using Clinic.Web.Delivery.Transports;

namespace Clinic.Web.Commands;

static class MailCheckup
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Finding>> Look(MailSettings mail, DateTimeOffset now, bool sendTestMail,
        CancellationToken cancel)
    {
        var findings = new List<Finding> { Certificate(mail, now), await Greeting(mail, cancel) };
        if (sendTestMail) findings.Add(await TestMail(mail, now, cancel));
        return findings;
    }

    static Finding Certificate(MailSettings mail, DateTimeOffset now)
    {
        if (mail.CertificateEnd is not { } end)
            return new("certificate", Condition.Ok, "none; the server's own keys seal what is kept");
        var left = end - now;
        var says = string.Create(CultureInfo.InvariantCulture,
            $"{(int)left.TotalDays} days left, until {end:yyyy-MM-dd}");
        return left < Mails.CertificateWarning
            ? new("certificate", Condition.Warning, says,
                "Make a new one and set Mail:Certificate before then (see deploy/README.md); keep the old private key "
                + "for what is sealed already.")
            : new("certificate", Condition.Ok, says);
    }

    static async Task<Finding> Greeting(MailSettings mail, CancellationToken cancel) => mail.Transport switch
    {
        MailTransportKind.MailKit => await Greeting(mail.Server, cancel),
        MailTransportKind.Pickup => new("mail server", Condition.Ok, $"none; mails are written to {mail.PickupFolder}"),
    };

    static async Task<Finding> Greeting(MailServer server, CancellationToken cancel) =>
        await ServerGreeting.Comes(server, Patience, cancel)
        ? new("mail server", Condition.Ok, $"{server.Host}:{server.Port} greets; --send-test-mail proves that it takes mail")
        : new("mail server", Condition.Failing, $"{server.Host}:{server.Port} does not greet",
            "Check Mail:Host, Mail:Port, Mail:Security and the firewall. Requests are kept and wait meanwhile.");

    static async Task<Finding> TestMail(MailSettings mail, DateTimeOffset now, CancellationToken cancel)
    {
        using var message = Mails.Test(mail, now);
        var outcome = await DeliveryRoom.TransportFor(mail).Send(message, cancel);
        return outcome.Verdict == Verdict.Delivered
            ? new("test mail", Condition.Ok, $"was taken for {mail.To.Address}; see that it arrives there, and not as junk")
            : new("test mail", Condition.Failing, $"was not taken: {outcome.Reason}",
                "Check Mail:User, Mail:Password, Mail:Security, Mail:From and Mail:To against what the mail server's owner says.");
    }
}
