using System.Net.Mail;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Clinic.Web.Delivery.Transports;

/// <summary>MailKit's SMTP client. Compiled only where the package feed offers MailKit.</summary>
public sealed class MailKitTransport(MailSettings settings, SmtpPatience? patience = null) : IMailTransport
{
    readonly SmtpPatience patience = patience ?? SmtpPatience.Usual;

    public string Name => "MailKit";

    public async Task<DeliveryOutcome> Send(MailMessage message, CancellationToken cancel)
    {
        using var mime = Convert(message);
        using var client = new MailKit.Net.Smtp.SmtpClient
        {
            Timeout = (int)patience.Answer.TotalMilliseconds,
            // As the framework's client: a private authority has no revocation list and a firewall hides the public ones, and MailKit would then never mail.
            // Who can use a stolen key on the way can also withhold the list.
            CheckCertificateRevocation = false,
        };
        var handedOver = false;
        try
        {
            await using var connection = await BoundedAnswers.Connect(settings.Host, settings.Port, patience.Answer, cancel);
            await client.ConnectAsync(connection, settings.Host, settings.Port, Options(settings.Security), cancel);
            if (settings is { User: { } user, Password: { } password }) await client.AuthenticateAsync(user, password, cancel);
            handedOver = true;
            client.Timeout = (int)patience.LastAnswer.TotalMilliseconds;
            await client.SendAsync(mime, cancel);
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
            return new(Verdict.NotDelivered, Trouble.Server, "the server does not offer what is required (STARTTLS or log-in)");
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return handedOver ? new(Verdict.Unknown, Trouble.Server, "conversation broke off") : new(Verdict.NotDelivered, Trouble.Server, "no connection");
        }
    }

    public Task<bool> IsThere(CancellationToken cancel) => ServerGreeting.Comes(settings, patience.Answer, cancel);

    // MailKit wraps a lone view in multipart/alternative; sealed bytes must be the whole message, or mail programs do not open them.
    static MimeMessage Convert(MailMessage message)
    {
        var mime = MimeMessage.CreateFromMailMessage(message);
        if (mime.Body is MultipartAlternative { Count: 1 } wrapping)
        {
            mime.Body = wrapping[0];
            wrapping.Clear();
        }
        // MailKit forgets the encoding that was asked for: no line of a message is ever longer than servers take, or begins with a dot.
        if (mime.Body is TextPart text) text.ContentTransferEncoding = ContentEncoding.Base64;
        return mime;
    }

    static async Task Leave(MailKit.Net.Smtp.SmtpClient client)
    {
        try
        {
            using var goodbye = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await client.DisconnectAsync(quit: true, goodbye.Token);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException or SocketException)
        {
            // The message was taken; how the goodbye went changes nothing.
        }
    }

    static DeliveryOutcome Judge(SmtpCommandException e) => (e.ErrorCode, (int)e.StatusCode) switch
    {
        (SmtpErrorCode.MessageNotAccepted, >= 500 and var code) => new(Verdict.NotDelivered, Trouble.Message, $"message refused ({code})"),
        (SmtpErrorCode.RecipientNotAccepted, var code) => new(Verdict.NotDelivered, Trouble.Recipient, $"recipient refused ({code})"),
        (_, var code) => new(Verdict.NotDelivered, Trouble.Server, $"server refused ({code})"),
    };

    static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
