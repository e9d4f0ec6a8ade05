using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// Closed with the Data Protection key ring, which lies outside the database or is encrypted there: a copy of the
/// database alone says nothing.
/// </summary>
public sealed class KeyRingSeal(IDataProtectionProvider protection) : ISeal
{
    public const string Format = "keyring-v1";

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.ConsultationRequest.v1");

    public SealedPayload Close(ConsultationRequest request) => new(Format, protector.Protect(request.ToJson()));

    /// <summary>Null when it was closed otherwise, and this server cannot open it.</summary>
    public ConsultationRequest? Open(SealedPayload payload) =>
        payload.Format == Format ? ConsultationRequest.FromJson(protector.Unprotect(payload.Bytes)) : null;
}
