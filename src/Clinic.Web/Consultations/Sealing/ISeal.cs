namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// A request that cannot be read without a key. <see cref="Format"/> says which seal made it and never changes meaning.
/// </summary>
public sealed record SealedPayload(string Format, byte[] Bytes)
{
    /// <summary>The same answers as the clinic's mail program opens them; null when the mail carries none.</summary>
    public SealedPayload? ForMail { get; init; }

    /// <summary>Stands for what was sealed in the audit trail, whatever recipients come and go.</summary>
    public string ContentHash =>
        Format == AuthEnvelope.Format ? AuthEnvelope.Decode(Bytes).ContentHash : RecipientKey.HashOf(Bytes);
}

/// <summary>
/// Closes a request before it is kept. Two ways: with the server's own keys, or for those who read at the clinic only.
/// </summary>
public interface ISeal
{
    SealedPayload Close(ConsultationRequest request);
}
