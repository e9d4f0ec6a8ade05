using System.Security.Cryptography;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Tests.Consultations.Sealing;

/// <summary>Readers with their private keys, as only their browsers have them.</summary>
sealed class TestReaders(int count) : IDisposable
{
    // To make a key takes longer than a test.
    static readonly Lazy<RSAParameters>[] Keys = [.. Enumerable.Range(0, 16).Select(_ => new Lazy<RSAParameters>(() =>
    {
        using var made = RSA.Create(3072);
        return made.ExportParameters(includePrivateParameters: true);
    }))];

    public IReadOnlyList<Reader> All { get; } = [.. Enumerable.Range(0, count).Select(number => new Reader(Keys[number].Value))];

    public IEnumerable<EnvelopeRecipient> Recipients => All.Select(reader => reader.Recipient);

    public void Dispose()
    {
        foreach (var reader in All) reader.Private.Dispose();
    }

    public sealed class Reader
    {
        public Reader(RSAParameters key)
        {
            Private = RSA.Create(key);
            Assert.True(RecipientKey.TryRead(Private.ExportSubjectPublicKeyInfo(), out var read));
            Public = read;
        }

        public RSA Private { get; }

        public RecipientKey Public { get; }

        public EnvelopeRecipient Recipient => EnvelopeRecipient.Of(Public);

        public string WritePem(DirectoryInfo folder)
        {
            var file = Path.Combine(folder.FullName, Public.Hash + ".pem");
            File.WriteAllText(file, Private.ExportPkcs8PrivateKeyPem());
            return file;
        }
    }
}
