using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>What a row holds sealed; nothing once it is erased.</summary>
class PayloadRow
{
    public string? Seal { get; init; }
    public byte[]? Payload { get; init; }

    public SealedPayload? Sealed() => Seal is not null && Payload is not null ? new(Seal, Payload) : null;
}
