using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// The public half of a key that opens requests: RSA, 3072 or 4096 bits, in the one encoding that such a key has. It is
/// known by the hash of that encoding.
/// </summary>
public sealed class RecipientKey
{
    const int LongestBase64 = 1024;
    static readonly int[] Sizes = [3072, 4096];

    RecipientKey(byte[] spki, int bits) => (Spki, Bits, Hash) = (spki, bits, HashOf(spki));

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] Spki { get; }

    /// <summary>SHA-256 of <see cref="Spki"/>, in base64 for addresses.</summary>
    public string Hash { get; }

    public int Bits { get; }

    public static string HashOf(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(SHA256.HashData(bytes));

    /// <param name="base64">An SPKI as browsers export it.</param>
    public static bool TryRead(string? base64, [NotNullWhen(true)] out RecipientKey? key)
    {
        key = null;
        if (base64 is null or { Length: > LongestBase64 }) return false;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && TryRead(bytes.AsSpan(0, length), out key);
    }

    public static bool TryRead(ReadOnlySpan<byte> spki, [NotNullWhen(true)] out RecipientKey? key)
    {
        key = null;
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(spki, out _);
            if (!Sizes.Contains(rsa.KeySize) || !spki.SequenceEqual(rsa.ExportSubjectPublicKeyInfo())) return false;
            key = new(spki.ToArray(), rsa.KeySize);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public override string ToString() => Hash;
}
