using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Certificates for a mail server inside this program: one that its mail clients trust, and three that they must not.</summary>
public sealed class ServerCertificates : IDisposable
{
    public ServerCertificates()
    {
        Good = Sign("localhost", DateTimeOffset.UtcNow.AddDays(6));
        Expired = Sign("localhost", DateTimeOffset.UtcNow.AddMinutes(-5));
        OtherName = Sign("mail.elsewhere.example", DateTimeOffset.UtcNow.AddDays(6));
        SelfSigned = TrustedAuthority.Create("localhost");
    }

    public X509Certificate2 Good { get; }

    public X509Certificate2 Expired { get; }

    public X509Certificate2 OtherName { get; }

    public X509Certificate2 SelfSigned { get; }

    public void Dispose()
    {
        foreach (var certificate in new[] { Good, Expired, OtherName, SelfSigned }) certificate.Dispose();
    }

    static X509Certificate2 Sign(string host, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(TrustedAuthority.Certificate, DateTimeOffset.UtcNow.AddDays(-1), until, RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
