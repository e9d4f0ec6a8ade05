using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Consultations;

/// <summary>The server's own keys, in files, with and without a certificate to encrypt them for.</summary>
[Trait("Pace", "Slow")]
public sealed class KeyRingTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("keys-");
    readonly KeyCertificate one = new();
    readonly KeyCertificate other = new();

    [Fact]
    public void With_a_certificate_the_keys_lie_encrypted_and_open_only_with_it()
    {
        var sealedWords = Seal(one);

        Assert.DoesNotContain("<masterKey", Keys(), StringComparison.Ordinal);
        Assert.Equal("words", Open(sealedWords, one));
        Assert.Throws<CryptographicException>(() => Open(sealedWords));
        Assert.Throws<CryptographicException>(() => Open(sealedWords, other));
    }

    [Fact]
    public void Keys_made_before_the_certificate_came_are_encrypted_too_and_open_what_they_sealed()
    {
        var sealedWords = Seal();
        Assert.Contains("<masterKey", Keys(), StringComparison.Ordinal);

        Assert.Equal("words", Open(sealedWords, one));
        Assert.DoesNotContain("<masterKey", Keys(), StringComparison.Ordinal);
        Assert.Equal("words", Open(sealedWords, one));
        Assert.Throws<CryptographicException>(() => Open(sealedWords));
    }

    [Fact]
    public void A_new_certificate_follows_an_older_one_that_still_opens()
    {
        var sealedWords = Seal(one);

        Assert.Equal("words", Open(sealedWords, other, one));
    }

    public void Dispose()
    {
        folder.Delete(recursive: true);
        one.Dispose();
        other.Dispose();
    }

    string Keys() => string.Concat(Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Select(File.ReadAllText));

    string Seal(params KeyCertificate[] certificates) => Protector(certificates, protector => protector.Protect("words"));

    string Open(string sealedWords, params KeyCertificate[] certificates) => Protector(certificates, protector => protector.Unprotect(sealedWords));

    // Each call is a program that starts and ends.
    string Protector(KeyCertificate[] certificates, Func<IDataProtector, string> work)
    {
        var settings = new StoreSettings(StoreProvider.Sqlite, folder.FullName) { KeyCertificates = [.. certificates.Select(certificate => X509CertificateLoader.LoadPkcs12FromFile(certificate.File, certificate.Password))] };
        Directory.CreateDirectory(settings.KeyFolder);
        using var program = new ServiceCollection().AddLogging().AddConsultations(settings, ConsentWordings.Load(Repository.Path("content/consent")), NoLimits.Settings, SealingSettings.None).BuildServiceProvider();
        return work(program.GetRequiredService<IDataProtectionProvider>().CreateProtector("test"));
    }
}
