using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.BrowserTests.Readers;

[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class RecoveryFileTests(OpenHouse house) : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-recovery-");

    [SkippableFact]
    public async Task The_file_opens_with_openssl_and_what_openssl_seals_opens_in_the_browser()
    {
        await using var page = await ReaderPage.Open(house);
        var made = await page.Ask(
            "async () => { const one = await r.makeRecovery(list); return [one.spki, one.password, one.file]; }");
        var (spki, password, file) = (made[0], made[1], made[2]);
        var openssl = Needs.Program("openssl", "openssl");
        File.WriteAllText(In("recovery.pem"), file);
        File.WriteAllText(In("request.json"), """{"Reference":"KAF-1","FullName":"Zoë"}""");

        Run(openssl, "pkcs8", "-in", In("recovery.pem"), "-passin", $"pass:{password}", "-out", In("recovery.key"));
        File.WriteAllText(In("recovery.crt"), CertificateFor(spki));
        Run(openssl, "cms", "-encrypt", "-binary", "-aes-256-gcm", "-keyid", "-in", In("request.json"), "-outform", "DER",
            "-out", In("request.cms"), "-recip", In("recovery.crt"), "-keyopt", "rsa_padding_mode:oaep",
            "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256");
        var byOpenSsl = Run(openssl, "cms", "-decrypt", "-inform", "DER", "-in", In("request.cms"),
            "-inkey", In("recovery.key"), "-recip", In("recovery.crt"));
        var inBrowser = await page.Ask("""
            async ({ file, password, envelope }) => {
              const { key, spki } = await r.openRecovery(file, password.replaceAll('-', ' ').toUpperCase());
              return [spki, (await r.openEnvelope(envelope, key, 'KAF-1')).FullName];
            }
            """, new { file, password, envelope = EnvelopeIn(File.ReadAllBytes(In("request.cms"))) });

        Assert.Equal(8, password.Split('-').Length);
        Assert.Contains("Zoë", byOpenSsl, StringComparison.Ordinal);
        Assert.Equal([spki, "Zoë"], inBrowser);
    }

    [SkippableFact]
    public async Task Other_words_a_damaged_file_and_another_file_are_refused()
    {
        await using var page = await ReaderPage.Open(house);

        var told = await page.Ask("""
            async () => {
              const { file, password } = await r.makeRecovery(list);
              const lines = file.split('\n');
              const damaged = lines.with(-6, lines.at(-6).replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))).join('\n');
              return Promise.all([[file, password], [file, [...password.split('-').slice(1), 'zebra'].join('-')], [file, ''],
                [damaged, password], [file.slice(0, 900), password], ['a text', password]].map((one) => refused(r.openRecovery(...one))));
            }
            """);

        Assert.Equal(["accepted", "file", "file", "file", "file", "file"], told);
    }

    public void Dispose() => folder.Delete(recursive: true);

    string In(string name) => Path.Combine(folder.FullName, name);

    static string Run(string program, params string[] arguments)
    {
        using var running = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var errors = running.StandardError.ReadToEndAsync();
        var told = running.StandardOutput.ReadToEnd();
        running.WaitForExit();
        Assert.True(running.ExitCode == 0, $"{program} {arguments[0]}: {errors.Result}");
        return told;
    }

    static string CertificateFor(string spki)
    {
        using var issuer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = RSA.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(spki), out _);
        var request = new CertificateRequest("CN=recovery", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key.ExportSubjectPublicKeyInfo()[..20], false));
        var by = X509SignatureGenerator.CreateForECDsa(issuer);
        var now = DateTimeOffset.UtcNow;
        return request.Create(new("CN=test"), by, now.AddDays(-1), now.AddDays(1), [1]).ExportCertificatePem();
    }

    // AuthEnvelopedData of RFC 5083 with one recipient, in the parts that the server hands over.
    static object EnvelopeIn(byte[] cms)
    {
        var content = new AsnReader(cms, AsnEncodingRules.BER).ReadSequence();
        content.ReadObjectIdentifier();
        var data = content.ReadSequence(new(TagClass.ContextSpecific, 0)).ReadSequence();
        data.ReadInteger();
        var recipient = data.ReadSetOf().ReadSequence();
        recipient.ReadInteger();
        recipient.ReadEncodedValue();
        recipient.ReadEncodedValue();
        var wrapped = recipient.ReadOctetString();
        var inner = data.ReadSequence();
        inner.ReadObjectIdentifier();
        var algorithm = inner.ReadSequence();
        algorithm.ReadObjectIdentifier();
        var nonce = algorithm.ReadSequence().ReadOctetString();
        var ciphertext = inner.ReadOctetString(new(TagClass.ContextSpecific, 0));
        var tag = data.ReadOctetString();
        return new
        {
            reference = "KAF-1",
            wrapped = Convert.ToBase64String(wrapped),
            nonce = Convert.ToBase64String(nonce),
            ciphertext = Convert.ToBase64String(ciphertext),
            tag = Convert.ToBase64String(tag),
        };
    }
}
