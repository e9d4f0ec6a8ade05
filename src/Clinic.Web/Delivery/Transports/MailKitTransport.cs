using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Clinic.Web.Delivery.Transports;

/// <summary>
/// MailKit's SMTP client, with a limit for each stage of the conversation however slowly the server answers: MailKit's
/// own is for each byte.
/// </summary>
public sealed class MailKitTransport(MailServer server, SmtpPatience? patience = null) : IMailTransport
{
    readonly SmtpPatience patience = patience ?? SmtpPatience.Usual;

    public string Name => "MailKit";

    public async Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var client = new SmtpClient(new AnswerLimit(limit))
        {
            Timeout = (int)patience.LastAnswer.TotalMilliseconds,
            // A private authority has no revocation list and a firewall hides the public ones, and then no mail would
            // ever leave.
            // Who can use a stolen key on the way can also withhold the list.
            CheckCertificateRevocation = false,
        };
        var handedOver = false;
        try
        {
            limit.CancelAfter(patience.Answer);
            await client.ConnectAsync(server.Host, server.Port, Options(server.Security), limit.Token);
            limit.CancelAfter(patience.Answer);
            if (server is { User: { } user, Password: { } password })
                await client.AuthenticateAsync(user, password, limit.Token);
            // By BDAT a message ends with its last byte, before which nothing could be asked; by DATA it ends with a
            // dot.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            handedOver = true;
            limit.CancelAfter(patience.LastAnswer);
            await client.SendAsync(message, limit.Token);
            await Leave(client);
            return DeliveryOutcome.Success;
        }
        catch (SmtpCommandException e)
        {
            return Judge(e);
        }
        catch (MailKit.Security.AuthenticationException)
        {
            return new(Verdict.NotDelivered, Trouble.Server, "log-in refused");
        }
        catch (SslHandshakeException)
        {
            return new(Verdict.NotDelivered, Trouble.Server, "TLS could not be verified");
        }
        catch (NotSupportedException)
        {
            return handedOver
                ? new(Verdict.NotDelivered, Trouble.Message, "the server does not take such an address")
                : new(Verdict.NotDelivered, Trouble.Server,
                    "the server does not offer what is required (STARTTLS or log-in)");
        }
        catch (Exception e) when (
            e is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException
            && !cancel.IsCancellationRequested)
        {
            return handedOver ? new(Verdict.Unknown, Trouble.Server, "conversation broke off")
                : new(Verdict.NotDelivered, Trouble.Server, "no connection");
        }
    }

    public Task<bool> IsThere(CancellationToken cancel) => ServerGreeting.Comes(server, patience.Answer, cancel);

    static async Task Leave(SmtpClient client)
    {
        try
        {
            using var goodbye = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await client.DisconnectAsync(quit: true, goodbye.Token);
        }
        catch (Exception e) when (
            e is IOException or ProtocolException or OperationCanceledException or SocketException)
        {
            // The message was taken; how the goodbye went changes nothing.
        }
    }

    static DeliveryOutcome Judge(SmtpCommandException e) => (e.ErrorCode, (int)e.StatusCode) switch
    {
        (SmtpErrorCode.MessageNotAccepted, >= 500 and var code) =>
            new(Verdict.NotDelivered, Trouble.Message, $"message refused ({code})"),
        (SmtpErrorCode.RecipientNotAccepted, var code) =>
            new(Verdict.NotDelivered, Trouble.Recipient, $"recipient refused ({code})"),
        (_, var code) => new(Verdict.NotDelivered, Trouble.Server, $"server refused ({code})"),
    };

    static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
    };
}
