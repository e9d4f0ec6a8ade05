using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Proofs.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Consultations;

/// <summary>A site that seals for the clinic's certificate: what lies on it is shut, to the site too.</summary>
[Trait("Pace", "Long")]
public sealed class SealedSiteTests : IDisposable
{
    const int Requests = 5;

    readonly TestCertificates certificates = new();

    [SkippableTheory]
    [InlineData(SealPadding.Oaep)]
    [InlineData(SealPadding.Pkcs1)]
    public async Task What_is_kept_and_what_is_mailed_opens_with_the_clinics_key_and_with_nothing_at_the_server(SealPadding padding)
    {
        var openssl = Needs.Program("openssl", "openssl");
        using var site = new AskingSite().WithAQuietLog();
        site.Settings["Mail:Mode"] = "Sealed";
        site.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
        site.Settings["Mail:SealPadding"] = padding.ToString();
        var words = Enumerable.Range(0, Requests).Select(_ => $"Quokka{RandomNumberGenerator.GetHexString(12)}").ToList();
        foreach (var word in words) await site.Ask(("Message", word));
        var mails = (await site.Mails()).Select(Attached).ToList();
        var kept = site.Rows<byte[]>("SELECT payload FROM request");

        Assert.Equal(Requests, kept.Count);
        Assert.Equal(Requests, mails.Count);
        Assert.All(site.Rows<string>("SELECT seal FROM request"), format => Assert.Equal(AuthEnvelope.Format, format));

        // All that the server has: its files, its settings, its own parts.
        var ownKeys = site.Services.GetRequiredService<KeyRingSeal>();
        Assert.All(kept, payload => Assert.Null(ownKeys.Open(new(AuthEnvelope.Format, payload))));
        using var publicOnly = X509CertificateLoader.LoadCertificateFromFile(certificates.Clinic.Certificate);
        Assert.All(kept, payload => Assert.Throws<CryptographicException>(() => EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), publicOnly)));
        Assert.All(mails, mail => Assert.Throws<CryptographicException>(() => CertificateSeal.Open(new(CertificateSeal.Format, mail), publicOnly)));
        var traces = new Traces([.. words]);
        Assert.All(Directory.EnumerateFiles(site.StoreFolder, "*", SearchOption.AllDirectories), file => Assert.Empty(traces.In(AskingSite.Bytes(file))));

        using var withKey = X509Certificate2.CreateFromPemFile(certificates.Clinic.Certificate, certificates.Clinic.Key);
        var byProgram = kept.Select(payload => EnvelopeSeal.Open(new(AuthEnvelope.Format, payload), withKey).Message);
        Assert.Equal(words.Order(StringComparer.Ordinal), byProgram.Order(StringComparer.Ordinal));
        Assert.Equal(words.Order(StringComparer.Ordinal), mails.Select(mail => CertificateSeal.Open(new(CertificateSeal.Format, mail), withKey).Message)
            .Order(StringComparer.Ordinal));
        foreach (var payload in mails)
        {
            var opened = await Opened(openssl, site, payload);
            Assert.Single(words, word => opened.Contains(word, StringComparison.Ordinal));
        }
    }

    [SkippableFact]
    public async Task Whoever_has_a_copy_of_the_server_reads_nothing_and_the_clinic_reads_all()
    {
        var folder = Directory.CreateTempSubdirectory("clinic-sealed-");
        using var copy = new SealedCopy(folder, Needs.Program("openssl", "openssl"));

        var figures = await copy.Run(requests: 25);

        Assert.True(figures.Hold, figures.ToString());
        folder.Delete(recursive: true);
    }

    public void Dispose() => certificates.Dispose();

    static byte[] Attached(string mail)
    {
        var text = mail.ReplaceLineEndings("\n");
        return Convert.FromBase64String(text[(text.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
    }

    async Task<string> Opened(string openssl, AskingSite site, byte[] payload)
    {
        var file = Path.Combine(site.LogFolder, "payload.der");
        await File.WriteAllBytesAsync(file, payload);
        using var opening = Process.Start(new ProcessStartInfo(openssl, ["cms", "-decrypt", "-inform", "DER", "-in", file, "-recip", certificates.Clinic.Certificate, "-inkey", certificates.Clinic.Key]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var document = await opening.StandardOutput.ReadToEndAsync();
        await opening.WaitForExitAsync();
        Assert.Equal(0, opening.ExitCode);
        // The answers are its first base64 part.
        var lines = document.ReplaceLineEndings("\n").Split("\n\n");
        return Encoding.UTF8.GetString(Convert.FromBase64String(lines[2].Split("\n--")[0]));
    }
}
