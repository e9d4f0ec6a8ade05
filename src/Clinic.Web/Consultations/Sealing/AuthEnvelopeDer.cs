using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// The envelope in DER. Reading takes only what writing gives: other versions, algorithms, attributes or a byte too
/// many are refused.
/// </summary>
static class AuthEnvelopeDer
{
    const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    const string Data = "1.2.840.113549.1.7.1";
    const string Aes256Gcm = "2.16.840.1.101.3.4.1.46";
    const string RsaOaep = "1.2.840.113549.1.1.7";
    const string Mgf1 = "1.2.840.113549.1.1.8";
    const string Sha256 = "2.16.840.1.101.3.4.2.1";

    const int EnvelopeVersion = 0;
    const int ByIssuerAndSerial = 0;
    const int BySubjectKeyIdentifier = 2;

    static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag One = new(TagClass.ContextSpecific, 1, isConstructed: true);
    static readonly Asn1Tag Content = new(TagClass.ContextSpecific, 0);
    static readonly byte[] OaepWithSha256 = WriteOaep();

    public static byte[] Write(AuthEnvelope envelope)
    {
        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(AuthEnvelopedData);
            using (cms.PushSequence(Zero))
            using (cms.PushSequence())
            {
                cms.WriteInteger(EnvelopeVersion);
                using (cms.PushSetOf())
                    foreach (var key in envelope.Keys) WriteRecipient(cms, key);
                using (cms.PushSequence())
                {
                    cms.WriteObjectIdentifier(Data);
                    WriteAlgorithm(cms, envelope.Nonce);
                    cms.WriteOctetString(envelope.Ciphertext, Content);
                }
                cms.WriteOctetString(envelope.Tag);
            }
        }
        return cms.Encode();
    }

    /// <exception cref="CryptographicException"/>
    public static AuthEnvelope Read(byte[] cms)
    {
        try
        {
            var outer = new AsnReader(cms, AsnEncodingRules.DER);
            var info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            Expect(info.ReadObjectIdentifier() == AuthEnvelopedData);
            var wrapper = info.ReadSequence(Zero);
            info.ThrowIfNotEmpty();
            var envelope = wrapper.ReadSequence();
            wrapper.ThrowIfNotEmpty();
            Expect(envelope.ReadInteger() == EnvelopeVersion);
            var recipients = envelope.ReadSetOf();
            var content = envelope.ReadSequence();
            var tag = envelope.ReadOctetString();
            envelope.ThrowIfNotEmpty();

            var keys = new List<WrappedKey>();
            while (recipients.HasData) keys.Add(ReadRecipient(recipients.ReadSequence()));
            Expect(content.ReadObjectIdentifier() == Data);
            var nonce = ReadAlgorithm(content.ReadSequence());
            var ciphertext = content.ReadOctetString(Content);
            content.ThrowIfNotEmpty();
            return AuthEnvelope.Of(nonce, ciphertext, tag, keys);
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("These bytes are no envelope.", e);
        }
    }

    static void WriteRecipient(AsnWriter cms, WrappedKey key)
    {
        using (cms.PushSequence())
        {
            cms.WriteInteger(VersionFor(key.Name));
            cms.WriteEncodedValue(key.Name);
            cms.WriteEncodedValue(OaepWithSha256);
            cms.WriteOctetString(key.Bytes);
        }
    }

    static WrappedKey ReadRecipient(AsnReader recipient)
    {
        var version = recipient.ReadInteger();
        var name = recipient.ReadEncodedValue().ToArray();
        Expect(version == VersionFor(name));
        Expect(recipient.ReadEncodedValue().Span.SequenceEqual(OaepWithSha256));
        var wrapped = recipient.ReadOctetString();
        recipient.ThrowIfNotEmpty();
        return new(name, wrapped);
    }

    // The name's tag says which of the two it is.
    static int VersionFor(byte[] name) =>
        Asn1Tag.Decode(name, out _) is var tag && tag.HasSameClassAndValue(Asn1Tag.Sequence)
        ? ByIssuerAndSerial : tag.HasSameClassAndValue(Content)
            ? BySubjectKeyIdentifier : throw new CryptographicException("A recipient has no name.");

    static void WriteAlgorithm(AsnWriter cms, byte[] nonce)
    {
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(Aes256Gcm);
            using (cms.PushSequence())
            {
                cms.WriteOctetString(nonce);
                cms.WriteInteger(AuthEnvelope.TagLength);
            }
        }
    }

    static byte[] ReadAlgorithm(AsnReader algorithm)
    {
        Expect(algorithm.ReadObjectIdentifier() == Aes256Gcm);
        var parameters = algorithm.ReadSequence();
        algorithm.ThrowIfNotEmpty();
        var nonce = parameters.ReadOctetString();
        Expect(parameters.ReadInteger() == AuthEnvelope.TagLength);
        parameters.ThrowIfNotEmpty();
        return nonce;
    }

    // RFC 4055 asks for NULL parameters here.
    static byte[] WriteOaep()
    {
        static void Hash(AsnWriter to)
        {
            using (to.PushSequence())
            {
                to.WriteObjectIdentifier(Sha256);
                to.WriteNull();
            }
        }

        var algorithm = new AsnWriter(AsnEncodingRules.DER);
        using (algorithm.PushSequence())
        {
            algorithm.WriteObjectIdentifier(RsaOaep);
            using (algorithm.PushSequence())
            {
                using (algorithm.PushSequence(Zero)) Hash(algorithm);
                using (algorithm.PushSequence(One))
                using (algorithm.PushSequence())
                {
                    algorithm.WriteObjectIdentifier(Mgf1);
                    Hash(algorithm);
                }
            }
        }
        return algorithm.Encode();
    }

    static void Expect(bool isSo)
    {
        if (!isSo) throw new CryptographicException("This envelope is not as this program writes them.");
    }
}
