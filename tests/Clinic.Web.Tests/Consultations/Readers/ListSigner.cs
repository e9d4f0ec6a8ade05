using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Tests.Consultations.Sealing;

namespace Clinic.Web.Tests.Consultations.Readers;

/// <summary>Signs lists of readers as an owner's browser does.</summary>
sealed class ListSigner : IDisposable
{
    public const string Host = "clinic.example";

    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string For { get; init; } = Host;

    public byte[] Spki => key.ExportSubjectPublicKeyInfo();

    public string Hash => RecipientKey.HashOf(Spki);

    public SignedList Sign(string text, IEnumerable<ListedReader>? owners = null, RecipientKey? recovery = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var wrapped = (owners ?? []).Where(reader => reader.IsOwner).Select(reader => new WrappedListKey(reader.Person, reader.Key, new byte[384]));
        return new(bytes, key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), Spki, [.. wrapped], recovery);
    }

    public SignedList Sign(long number, string previous, TestReaders.Reader recovery, params IReadOnlyList<ListedReader> readers) =>
        Sign(Text(number, previous, recovery.Public.Hash, readers, For), readers, recovery.Public);

    public static string Text(long number, string previous, string recovery, IEnumerable<ListedReader> readers, string host = Host, string certificate = "") =>
        JsonSerializer.Serialize(new
        {
            v = 1,
            number,
            host,
            readers = readers.OrderBy(reader => reader.Person, StringComparer.Ordinal).Select(reader => new { person = reader.Person, key = reader.Key, owner = reader.IsOwner }),
            recovery,
            certificate,
            previous,
        });

    public static string HashOf(SignedList list) => RecipientKey.HashOf(list.Bytes);

    public void Dispose() => key.Dispose();
}
