using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// The one thing that the server must be able to read back for a while: the address of a person who asked for a
/// receipt.
/// Sealed with the key ring, and erased when the receipt has gone out.
/// </summary>
public sealed class ReceiptSeal(IDataProtectionProvider protection)
{
    const string Format = "receipt-v1";

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.Receipt.v1");

    public SealedPayload Close(EmailAddress address) =>
        new(Format, protector.Protect(Encoding.UTF8.GetBytes(address.Value)));

    public EmailAddress? Open(SealedPayload payload) =>
        payload.Format == Format && EmailAddress.TryParse(Encoding.UTF8.GetString(protector.Unprotect(payload.Bytes)),
            out var address) ? address : null;
}
