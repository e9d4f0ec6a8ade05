namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// A request that cannot be read without a key. <see cref="Format"/> says which seal made it and never changes meaning.
/// </summary>
public sealed record SealedPayload(string Format, byte[] Bytes);

/// <summary>
/// Closes a request before it is kept. Two ways: with the server's own keys, or for the clinic's certificate only.
/// </summary>
public interface ISeal
{
    SealedPayload Close(ConsultationRequest request);

    /// <summary>Null when this server cannot open it, which is the point of a certificate.</summary>
    ConsultationRequest? Open(SealedPayload payload);
}
