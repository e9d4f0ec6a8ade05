using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Tests.Delivery;

/// <summary>A certificate authority of the test's own and what it signs, as PEM files.</summary>
public sealed class TestCertificates : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-certificates-");

    public TestCertificates()
    {
        using var authority = Authority("Test authority");
        using var stranger = Authority("A stranger's authority");
        AuthorityFile = Write("authority.pem", authority.ExportCertificatePem());
        Localhost = Sign("localhost", authority, "localhost");
        PublicHost = Sign("public-host", authority, "www.clinic.example");
        OtherHost = Sign("other-host", authority, "mail.elsewhere.example");
        Stranger = Sign("stranger", stranger, "localhost");
        Clinic = Sign("clinic", authority, "clinic.example");
    }

    public sealed record Pair(string Certificate, string Key);

    /// <summary>The authority that the site is told to trust.</summary>
    public string AuthorityFile { get; }

    public Pair Localhost { get; }

    public Pair PublicHost { get; }

    /// <summary>Signed well, for another name.</summary>
    public Pair OtherHost { get; }

    /// <summary>For the right name, signed by somebody unknown.</summary>
    public Pair Stranger { get; }

    /// <summary>What the clinic reads sealed mail with.</summary>
    public Pair Clinic { get; }

    /// <summary>Trusts what this authority vouches for, and nothing else.</summary>
    public X509ChainPolicy Trusted() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(AuthorityFile) },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    public void Dispose() => folder.Delete(recursive: true);

    static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(7));
    }

    Pair Sign(string file, X509Certificate2 authority, string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost") names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(6), RandomNumberGenerator.GetBytes(8));
        return new(Write(file + ".pem", signed.ExportCertificatePem()), Write(file + ".key", key.ExportPkcs8PrivateKeyPem()));
    }

    string Write(string name, string pem)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, pem + "\n");
        return file;
    }
}
