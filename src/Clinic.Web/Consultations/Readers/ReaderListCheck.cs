using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Readers;

/// <summary>A list that is good, and the keys that it names.</summary>
/// <param name="Keys">In the order of <see cref="ReaderList.Readers"/>.</param>
public sealed record GoodList(ReaderList List, IReadOnlyList<RecipientKey> Keys, RecipientKey Recovery)
{
    /// <summary>Readers and the recovery key.</summary>
    public IReadOnlyList<RecipientKey> All => [.. Keys, Recovery];

    public IReadOnlyList<EnvelopeRecipient> Recipients => [.. All.Select(EnvelopeRecipient.Of)];
}

/// <summary>
/// Whether a list may be sealed for: signed by the key that is known outside the database, not older than was seen,
/// ours, and whole.
/// </summary>
public static class ReaderListCheck
{
    const int SignatureLength = 64;

    public static bool IsGood(StoredReaders stored, ReaderMark mark, string host,
        [NotNullWhen(true)] out GoodList? good,
        [NotNullWhen(false)] out ListFault? fault)
    {
        good = null;
        fault = stored.List is not { } kept ? ListFault.Missing
            : !mark.HadReaders ? ListFault.Unknown
            : RecipientKey.HashOf(kept.ListKey) != mark.ListKey || !IsSignature(kept) ? ListFault.Forged
            : !ReaderList.TryRead(kept.Bytes, out var list) ? ListFault.Malformed
            : list.Number < mark.Number ? ListFault.RolledBack
            : list.Number == mark.Number && list.Hash != mark.List ? ListFault.Exchanged
            : list.Host != host ? ListFault.OtherHost
            : !AreKeysThere(list, stored.Keys, out good) ? ListFault.KeySwapped
            : null;
        return fault is null && good is not null;
    }

    /// <summary>ECDSA P-256 with SHA-256, as WebCrypto writes it.</summary>
    public static bool IsSignature(StoredList kept)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(kept.ListKey, out var read);
            return read == kept.ListKey.Length && key.KeySize == 256 && kept.Signature.Length == SignatureLength
                && key.VerifyData(kept.Bytes, kept.Signature, HashAlgorithmName.SHA256,
                    DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    static bool AreKeysThere(ReaderList list, IReadOnlyDictionary<string, byte[]> keys,
        [NotNullWhen(true)] out GoodList? good)
    {
        good = null;
        var found = new List<RecipientKey>();
        foreach (var hash in list.Readers.Select(reader => reader.Key).Append(list.Recovery))
        {
            if (!keys.TryGetValue(hash, out var spki) || !RecipientKey.TryRead(spki, out var key) || key.Hash != hash)
                return false;
            found.Add(key);
        }
        good = new(list, found[..^1], found[^1]);
        return true;
    }
}
