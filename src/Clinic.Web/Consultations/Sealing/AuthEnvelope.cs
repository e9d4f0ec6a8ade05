using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// CMS AuthEnvelopedData (RFC 5083): the content once, under AES-256-GCM, and for each recipient its content key,
/// wrapped. Recipients come and go without a change to the ciphertext. A change to the content is refused by everybody,
/// one to a wrapped key by whom it is for.
/// </summary>
public sealed class AuthEnvelope
{
    /// <summary>What a payload says of its bytes; it never changes meaning.</summary>
    public const string Format = "auth-v1";

    public const int NonceLength = 12;
    public const int TagLength = 16;
    const int KeyLength = 32;

    AuthEnvelope(byte[] nonce, byte[] ciphertext, byte[] tag, IReadOnlyList<WrappedKey> keys) =>
        (Nonce, Ciphertext, Tag, Keys) = (nonce, ciphertext, tag, keys);

    public byte[] Nonce { get; }

    public byte[] Ciphertext { get; }

    public byte[] Tag { get; }

    public IReadOnlyList<WrappedKey> Keys { get; }

    /// <summary>Stands for the content whatever recipients come and go: the hash of ciphertext and tag.</summary>
    public string ContentHash => RecipientKey.HashOf([.. Ciphertext, .. Tag]);

    public static AuthEnvelope Seal(ReadOnlySpan<byte> content, IReadOnlyCollection<EnvelopeRecipient> recipients)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        RandomNumberGenerator.Fill(key);
        try
        {
            var (nonce, ciphertext, tag) =
                (RandomNumberGenerator.GetBytes(NonceLength), new byte[content.Length], new byte[TagLength]);
            using var cipher = new AesGcm(key, TagLength);
            cipher.Encrypt(nonce, content, ciphertext, tag);
            var keys = new List<WrappedKey>(recipients.Count);
            foreach (var recipient in recipients) keys.Add(recipient.Wrap(key));
            return Of(nonce, ciphertext, tag, keys);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Of parts that a browser has sealed and wrapped.</summary>
    /// <exception cref="CryptographicException">They make no envelope.</exception>
    public static AuthEnvelope Of(byte[] nonce, byte[] ciphertext, byte[] tag, IReadOnlyList<WrappedKey> keys)
    {
        if (nonce.Length != NonceLength || tag.Length != TagLength || keys.Count == 0)
            throw new CryptographicException("These parts make no envelope.");
        if (keys.DistinctBy(key => Convert.ToHexString(key.Name)).Count() != keys.Count)
            throw new CryptographicException("An envelope names each recipient once.");
        return new(nonce, ciphertext, tag, keys);
    }

    /// <exception cref="CryptographicException">These bytes are no envelope as this program writes them.</exception>
    public static AuthEnvelope Decode(byte[] cms) => AuthEnvelopeDer.Read(cms);

    public static bool TryDecode(byte[] cms, [NotNullWhen(true)] out AuthEnvelope? envelope)
    {
        try
        {
            envelope = Decode(cms);
            return true;
        }
        catch (CryptographicException)
        {
            envelope = null;
            return false;
        }
    }

    public byte[] Encode() => AuthEnvelopeDer.Write(this);

    /// <summary>With one recipient more, whose wrapped key takes the place of an earlier one of theirs.</summary>
    public AuthEnvelope With(WrappedKey added) =>
        Of(Nonce, Ciphertext, Tag, [.. Keys.Where(key => !key.IsFor(added.Name)), added]);

    /// <summary>What a recipient who is taken out has copied before stays open to them.</summary>
    public AuthEnvelope Without(byte[] name) => Of(Nonce, Ciphertext, Tag, [.. Keys.Where(key => !key.IsFor(name))]);

    /// <summary>Null when it is not for them.</summary>
    public WrappedKey? KeyFor(byte[] name) => Keys.FirstOrDefault(key => key.IsFor(name));

    /// <summary>Where the private key is: on the clinic's own machine.</summary>
    /// <exception cref="CryptographicException">It is not for this key, or not as it was sealed.</exception>
    public byte[] Open(byte[] name, RSA privateKey)
    {
        var wrapped = KeyFor(name) ?? throw new CryptographicException("This envelope is not for that key.");
        var key = privateKey.Decrypt(wrapped.Bytes, RSAEncryptionPadding.OaepSHA256);
        try
        {
            var content = new byte[Ciphertext.Length];
            if (key.Length != KeyLength) throw new CryptographicException("The wrapped key has the wrong length.");
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(Nonce, Ciphertext, Tag, content);
            return content;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
