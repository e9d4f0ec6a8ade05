using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Consultations.Sealing;

/// <summary>The envelope that requests are kept in: opened by .NET and by openssl, refused when anything in it was changed.</summary>
[Trait("Pace", "Long")]
public sealed class AuthEnvelopeTests : IDisposable
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes("""{"Reference":"KC-7F3K9-2QXMT","Message":"Quokka, größer"}""");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envelope-");
    readonly TestCertificates certificates = new();

    [SkippableFact]
    public async Task Each_of_twelve_readers_and_the_certificate_open_it_with_dotnet_and_with_openssl()
    {
        var openssl = Needs.Program("openssl", "openssl");
        using var readers = new TestReaders(12);
        using var clinic = X509Certificate2.CreateFromPemFile(certificates.Clinic.Certificate, certificates.Clinic.Key);
        var cms = AuthEnvelope.Seal(Content, [.. readers.Recipients, EnvelopeRecipient.Of(clinic)]).Encode();

        foreach (var reader in readers.All)
        {
            Assert.Equal(Content, AuthEnvelope.Decode(cms).Open(EnvelopeRecipient.NameOf(reader.Public.Spki), reader.Private));
            Assert.Equal(Content, await OpenedByOpenSsl(openssl, cms, "-inkey", reader.WritePem(folder)));
        }
        using var key = clinic.GetRSAPrivateKey()!;
        Assert.Equal(Content, AuthEnvelope.Decode(cms).Open(EnvelopeRecipient.NameOf(clinic), key));
        Assert.Equal(Content, await OpenedByOpenSsl(openssl, cms, "-recip", certificates.Clinic.Certificate, "-inkey", certificates.Clinic.Key));
    }

    [SkippableFact]
    public async Task The_recovery_file_opens_it_with_its_password_and_openssl_alone()
    {
        var openssl = Needs.Program("openssl", "openssl");
        using var recovery = new TestReaders(1);
        var file = Path.Combine(folder.FullName, "recovery.pem");
        await File.WriteAllTextAsync(file, recovery.All[0].Private.ExportEncryptedPkcs8PrivateKeyPem("one-two-three-four-five-six-seven-eight",
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000)));

        var cms = AuthEnvelope.Seal(Content, [.. recovery.Recipients]).Encode();

        Assert.Equal(Content, await OpenedByOpenSsl(openssl, cms, "-inkey", file, "-passin", "pass:one-two-three-four-five-six-seven-eight"));
    }

    [Fact]
    public void A_flipped_bit_in_any_byte_is_refused_by_somebody_and_changes_the_content_for_nobody()
    {
        using var readers = new TestReaders(2);
        var cms = AuthEnvelope.Seal(Content, [.. readers.Recipients]).Encode();

        for (var at = 0; at < cms.Length; at++)
        {
            var flipped = (byte[])cms.Clone();
            flipped[at] ^= (byte)(1 << at % 8);
            var opened = readers.All.Select(reader => Try(flipped, reader)).ToList();
            Assert.True(opened.Exists(content => content is null), $"byte {at} of {cms.Length}");
            Assert.All(opened.OfType<byte[]>(), content => Assert.Equal(Content, content));
        }
    }

    [Fact]
    public void With_a_single_reader_a_flipped_bit_in_any_byte_is_refused()
    {
        using var reader = new TestReaders(1);
        var cms = AuthEnvelope.Seal(Content, [.. reader.Recipients]).Encode();

        Assert.All(Enumerable.Range(0, cms.Length), at =>
        {
            var flipped = (byte[])cms.Clone();
            flipped[at] ^= 0x10;
            Assert.Null(Try(flipped, reader.All[0]));
        });
        Assert.Null(Try([.. cms, 0], reader.All[0]));
        Assert.Null(Try(cms[..^1], reader.All[0]));
        Assert.Null(Try([], reader.All[0]));
    }

    [SkippableFact]
    public async Task A_recipient_comes_and_goes_and_the_ciphertext_stays()
    {
        var openssl = Needs.Program("openssl", "openssl");
        using var readers = new TestReaders(3);
        var (first, second, third) = (readers.All[0], readers.All[1], readers.All[2]);
        var envelope = AuthEnvelope.Seal(Content, [first.Recipient, second.Recipient]);
        var cms = envelope.Encode();

        // As a reader's browser does it: the content key, unwrapped with one's own key, wrapped for the newcomer.
        var contentKey = first.Private.Decrypt(envelope.KeyFor(first.Recipient.Name)!.Bytes, RSAEncryptionPadding.OaepSHA256);
        var with = AuthEnvelope.Decode(cms).With(third.Recipient.Wrap(contentKey)).Encode();
        var without = AuthEnvelope.Decode(with).Without(second.Recipient.Name).Encode();

        Assert.Equal((Hex(envelope.Ciphertext), Hex(envelope.Nonce), Hex(envelope.Tag)), Parts(AuthEnvelope.Decode(without)));
        Assert.Equal(envelope.ContentHash, AuthEnvelope.Decode(without).ContentHash);
        Assert.Equal(Content, await OpenedByOpenSsl(openssl, with, "-inkey", third.WritePem(folder)));
        Assert.Equal(Content, Try(without, first));
        Assert.Null(Try(without, second));
        Assert.Equal(Content, Try(without, third));
    }

    [Fact]
    public void Twelve_recipients_cost_half_a_kilobyte_each_and_a_few_milliseconds()
    {
        using var readers = new TestReaders(12);
        var content = RandomNumberGenerator.GetBytes(1500);
        AuthEnvelope.Seal(content, [.. readers.Recipients]);

        var began = Stopwatch.GetTimestamp();
        const int Rounds = 20;
        var cms = Enumerable.Range(0, Rounds).Select(_ => AuthEnvelope.Seal(content, [.. readers.Recipients]).Encode()).Last();
        var each = Stopwatch.GetElapsedTime(began) / Rounds;

        Assert.InRange(cms.Length, 1500 + 12 * 384, 1500 + 12 * 520);
        Assert.True(each < TimeSpan.FromMilliseconds(100), $"{each.TotalMilliseconds} ms for {cms.Length} bytes");
    }

    [Fact]
    public void A_key_that_is_weak_or_written_otherwise_is_no_recipient()
    {
        using var weak = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var good = new TestReaders(1);
        var spki = good.All[0].Public.Spki;

        Assert.False(RecipientKey.TryRead(Convert.ToBase64String(weak.ExportSubjectPublicKeyInfo()), out _));
        Assert.False(RecipientKey.TryRead(Convert.ToBase64String(curve.ExportSubjectPublicKeyInfo()), out _));
        Assert.False(RecipientKey.TryRead(Convert.ToBase64String([.. spki, 0]), out _));
        Assert.False(RecipientKey.TryRead("not base64", out _));
        Assert.False(RecipientKey.TryRead((string?)null, out _));
        Assert.True(RecipientKey.TryRead(Convert.ToBase64String(spki), out var read));
        Assert.Equal((good.All[0].Public.Hash, 43), (read!.Hash, read.Hash.Length));
    }

    public void Dispose()
    {
        certificates.Dispose();
        folder.Delete(recursive: true);
    }

    static byte[]? Try(byte[] cms, TestReaders.Reader reader)
    {
        try
        {
            return AuthEnvelope.Decode(cms).Open(reader.Recipient.Name, reader.Private);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static (string, string, string) Parts(AuthEnvelope envelope) => (Hex(envelope.Ciphertext), Hex(envelope.Nonce), Hex(envelope.Tag));

    static string Hex(byte[] bytes) => Convert.ToHexString(bytes);

    static async Task<byte[]> OpenedByOpenSsl(string openssl, byte[] cms, params string[] keys)
    {
        using var opening = Process.Start(new ProcessStartInfo(openssl, ["cms", "-decrypt", "-inform", "DER", "-binary", .. keys])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        await opening.StandardInput.BaseStream.WriteAsync(cms);
        opening.StandardInput.Close();
        using var opened = new MemoryStream();
        await opening.StandardOutput.BaseStream.CopyToAsync(opened);
        await opening.WaitForExitAsync();
        Assert.Equal(0, opening.ExitCode);
        return opened.ToArray();
    }
}
