using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Consultations.Sealing;

public enum SealPadding
{
    /// <summary>RSA-OAEP with SHA-256.</summary>
    Oaep,
    /// <summary>RSA PKCS#1 v1.5, for mail programs that cannot read the other.</summary>
    Pkcs1,
}

/// <summary>
/// Closed for the clinic's certificate as CMS EnvelopedData (AES-256-CBC, RSA), as mail programs read it: only the
/// clinic's private key opens it, but nothing in it tells a changed one. Older versions also kept requests so.
/// </summary>
public sealed class CertificateSeal(X509Certificate2 certificate, AnswerText words,
    SealPadding padding = SealPadding.Oaep)
{
    public const string Format = "cms-v1";

    static readonly AlgorithmIdentifier Aes256 = new(new Oid("2.16.840.1.101.3.4.1.42"));

    public SealedPayload Close(ConsultationRequest request)
    {
        var envelope = new EnvelopedCms(new ContentInfo(InnerDocument.Write(request, words)), Aes256);
        envelope.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, certificate,
            padding == SealPadding.Oaep ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.Pkcs1));
        return new(Format, envelope.Encode());
    }

    /// <summary>For the clinic's own machine, where the private key is.</summary>
    public static ConsultationRequest Open(SealedPayload payload, X509Certificate2 withPrivateKey)
    {
        var envelope = new EnvelopedCms();
        envelope.Decode(payload.Bytes);
        envelope.Decrypt([withPrivateKey]);
        return InnerDocument.Read(envelope.ContentInfo.Content);
    }
}
