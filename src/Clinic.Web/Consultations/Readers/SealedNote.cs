using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <param name="Key">The hash of the key that the content key is wrapped for.</param>
public sealed record NoteWrap(string Key, byte[] Wrapped);

/// <summary>A note that a browser has sealed: the server puts the parts together and cannot read them.</summary>
public sealed record SealedNote(byte[] Nonce, byte[] Ciphertext, byte[] Tag, IReadOnlyList<NoteWrap> Wraps)
{
    const int LongestCiphertext = 16 * 1024;

    /// <summary>Null unless it is wrapped for exactly those on the list, each once, and for the recovery key.</summary>
    public SealedPayload? For(GoodList good)
    {
        var keys = good.All.ToDictionary(key => key.Hash, StringComparer.Ordinal);
        if (Ciphertext.Length > LongestCiphertext || Wraps.Count != keys.Count
            || !Wraps.All(wrap =>
                keys.Remove(wrap.Key, out var key) && wrap.Wrapped.Length == key.Bits / 8)) return null;
        var all = good.All.ToDictionary(key => key.Hash, StringComparer.Ordinal);
        try
        {
            return new(AuthEnvelope.Format, AuthEnvelope.Of(Nonce, Ciphertext, Tag,
                [.. Wraps.Select(wrap => new WrappedKey(EnvelopeRecipient.NameOf(all[wrap.Key].Spki), wrap.Wrapped))])
                    .Encode());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
