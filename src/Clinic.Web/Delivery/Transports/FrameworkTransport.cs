using System.Net;
using System.Net.Mail;

namespace Clinic.Web.Delivery.Transports;

/// <summary>
/// The framework's own SMTP client, for builds without MailKit. It cannot tell a failure before the end of the message from one after it,
/// so every break in the conversation is <see cref="Verdict.Unknown"/>.
/// </summary>
public sealed class FrameworkTransport(MailSettings settings, SmtpPatience? patience = null) : IMailTransport
{
    readonly SmtpPatience patience = patience ?? SmtpPatience.Usual;

    public string Name => "Framework";

    public async Task<DeliveryOutcome> Send(MailMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.Security != MailSecurity.None,
            // It knows one limit only, for the whole conversation.
            Timeout = (int)patience.LastAnswer.TotalMilliseconds,
            Credentials = settings.User is { } user ? new NetworkCredential(user, settings.Password) : null,
        };
        try
        {
            await client.SendMailAsync(message, cancel);
            return DeliveryOutcome.Success;
        }
        catch (SmtpException e)
        {
            return Judge(e);
        }
    }

    public Task<bool> IsThere(CancellationToken cancel) => ServerGreeting.Comes(settings, patience.Answer, cancel);

    static DeliveryOutcome Judge(SmtpException e)
    {
        if (e is SmtpFailedRecipientException) return new(Verdict.NotDelivered, Trouble.Recipient, $"recipient refused ({(int)e.StatusCode})");
        if (e.InnerException is System.Net.Sockets.SocketException or { InnerException: System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused } })
            return new(Verdict.NotDelivered, Trouble.Server, "no connection");
        if (e.InnerException is System.Security.Authentication.AuthenticationException) return new(Verdict.NotDelivered, Trouble.Server, "TLS could not be verified");
        return (int)e.StatusCode switch
        {
            552 or 554 => new(Verdict.NotDelivered, Trouble.Message, $"message refused ({(int)e.StatusCode})"),
            >= 400 and < 600 => new(Verdict.NotDelivered, Trouble.Server, $"server refused ({(int)e.StatusCode})"),
            _ => new(Verdict.Unknown, Trouble.Server, "conversation broke off"),
        };
    }
}
