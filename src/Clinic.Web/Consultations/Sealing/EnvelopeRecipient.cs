using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// Somebody who may open an envelope: the name by which it knows them (the DER of a RecipientIdentifier), and the key
/// that theirs wraps for.
/// </summary>
public sealed class EnvelopeRecipient
{
    const int IdentifierLength = 20;
    static readonly Asn1Tag SubjectKeyIdentifier = new(TagClass.ContextSpecific, 0);

    readonly byte[] spki;

    EnvelopeRecipient(byte[] name, byte[] spki) => (Name, this.spki) = (name, spki);

    public byte[] Name { get; }

    /// <summary>A reader's key or the recovery key, by the first 20 bytes of its hash.</summary>
    public static EnvelopeRecipient Of(RecipientKey key) => new(NameOf(key.Spki), key.Spki);

    /// <summary>The clinic's certificate, by issuer and serial number.</summary>
    public static EnvelopeRecipient Of(X509Certificate2 certificate) =>
        new(NameOf(certificate), certificate.PublicKey.ExportSubjectPublicKeyInfo());

    public static byte[] NameOf(ReadOnlySpan<byte> spki)
    {
        var name = new AsnWriter(AsnEncodingRules.DER);
        name.WriteOctetString(SHA256.HashData(spki).AsSpan(0, IdentifierLength), SubjectKeyIdentifier);
        return name.Encode();
    }

    public static byte[] NameOf(X509Certificate2 certificate)
    {
        var name = new AsnWriter(AsnEncodingRules.DER);
        using (name.PushSequence())
        {
            name.WriteEncodedValue(certificate.IssuerName.RawData);
            name.WriteInteger(certificate.SerialNumberBytes.Span);
        }
        return name.Encode();
    }

    public WrappedKey Wrap(ReadOnlySpan<byte> contentKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(spki, out _);
        return new(Name, rsa.Encrypt(contentKey, RSAEncryptionPadding.OaepSHA256));
    }
}

/// <summary>A content key that one recipient can unwrap.</summary>
/// <param name="Name">As in <see cref="EnvelopeRecipient"/>.</param>
/// <param name="Bytes">RSA-OAEP with SHA-256.</param>
public sealed record WrappedKey(byte[] Name, byte[] Bytes)
{
    public bool IsFor(ReadOnlySpan<byte> name) => name.SequenceEqual(Name);

    public bool IsForACertificate => Name[0] == SequenceTag;

    const byte SequenceTag = 0x30;
}
