using Clinic.Web.Consultations;
using Clinic.Web.Files;
using MimeKit;

namespace Clinic.Web.Delivery.Transports;

/// <summary>Writes each message as an .eml file into a folder: the default in Development.</summary>
public sealed class PickupTransport(string folder) : IMailTransport
{
    // As mail travels, whatever system this is.
    static readonly FormatOptions AsSent = new() { NewLineFormat = NewLineFormat.Dos };

    public string Name => "the pickup folder";

    public async Task<DeliveryOutcome> Send(MimeMessage message, CancellationToken cancel)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.eml");
        // Who looks into the folder never finds half a mail.
        var part = $"{file}.part";
        try
        {
            PrivateFiles.MakeFolder(folder);
            await using (var written = new FileStream(part,
                PrivateFiles.New(FileMode.CreateNew))) await message.WriteToAsync(AsSent, written, cancel);
            File.Move(part, file);
            return DeliveryOutcome.Success;
        }
        catch (LeaseLostException)
        {
            File.Delete(part);
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Verdict.NotDelivered, Trouble.Server, "the pickup folder cannot be written");
        }
    }

    public Task<bool> IsThere(CancellationToken cancel) => Task.FromResult(true);
}
