using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// Closed for readers, the recovery key and the clinic's certificate: nothing at the server opens it. A mail that
/// carries answers gets an envelope of its own, since mail programs know no other than <see cref="CertificateSeal"/>'s.
/// </summary>
public sealed class EnvelopeSeal(IReadOnlyCollection<EnvelopeRecipient> recipients, CertificateSeal? mail = null)
    : ISeal
{
    public SealedPayload Close(ConsultationRequest request) =>
        new(AuthEnvelope.Format, AuthEnvelope.Seal(request.ToJson(), recipients)
            .Encode())
        { ForMail = mail?.Close(request) };

    /// <summary>For the clinic's own machine, where the certificate's private key is.</summary>
    /// <exception cref="CryptographicException"/>
    public static ConsultationRequest Open(SealedPayload payload, X509Certificate2 withPrivateKey)
    {
        using var key = withPrivateKey.GetRSAPrivateKey()
            ?? throw new CryptographicException("The certificate comes without its private key.");
        return ConsultationRequest.FromJson(AuthEnvelope.Decode(payload.Bytes)
            .Open(EnvelopeRecipient.NameOf(withPrivateKey), key));
    }

    /// <summary>For the clinic's own machine, where the recovery file is opened.</summary>
    /// <exception cref="CryptographicException"/>
    public static ConsultationRequest Open(SealedPayload payload, RSA recovery) => ConsultationRequest.FromJson(
        AuthEnvelope.Decode(payload.Bytes)
            .Open(EnvelopeRecipient.NameOf(recovery.ExportSubjectPublicKeyInfo()), recovery));
}
