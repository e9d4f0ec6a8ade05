using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Tests.Consultations;

/// <summary>A certificate with its private key in a PFX file, for which the server's own keys are encrypted.</summary>
public sealed class KeyCertificate : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("key-certificate-");

    public KeyCertificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        System.IO.File.WriteAllBytes(File, certificate.Export(X509ContentType.Pfx, Password));
    }

    public string File => Path.Combine(folder.FullName, "keys.pfx");

    public string Password => "Passwort8";

    public void Dispose() => folder.Delete(recursive: true);
}
