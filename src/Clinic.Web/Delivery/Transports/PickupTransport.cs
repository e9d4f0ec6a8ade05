using System.Net.Mail;

namespace Clinic.Web.Delivery.Transports;

/// <summary>Writes each message as an .eml file into a folder: the default in Development.</summary>
public sealed class PickupTransport(MailSettings settings) : IMailTransport
{
    public string Name => "Pickup";

    public async Task<DeliveryOutcome> Send(MailMessage message, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(settings.PickupFolder);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = settings.PickupFolder };
            await client.SendMailAsync(message, cancel);
            return DeliveryOutcome.Success;
        }
        catch (Exception e) when (e is SmtpException or IOException or UnauthorizedAccessException)
        {
            return new(Verdict.NotDelivered, Trouble.Server, "the pickup folder cannot be written");
        }
    }

    public Task<bool> IsThere(CancellationToken cancel) => Task.FromResult(true);
}
