using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Certificates for a mail server inside this program, and an authority that its mail clients are told to trust beside the machine's own.</summary>
public sealed class ServerCertificates : IDisposable
{
    readonly X509Certificate2 authority = Authority("In-process authority");

    public ServerCertificates()
    {
        Good = Sign("localhost", DateTimeOffset.UtcNow.AddDays(6));
        Expired = Sign("localhost", DateTimeOffset.UtcNow.AddMinutes(-5));
        OtherName = Sign("mail.elsewhere.example", DateTimeOffset.UtcNow.AddDays(6));
        SelfSigned = Authority("localhost");
#pragma warning disable SYSLIB0014, MA0039 // The one place where SmtpClient asks whom to trust.
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) => Trusts(certificate, errors);
#pragma warning restore SYSLIB0014, MA0039
    }

    public X509Certificate2 Good { get; }

    public X509Certificate2 Expired { get; }

    public X509Certificate2 OtherName { get; }

    public X509Certificate2 SelfSigned { get; }

    public void Dispose()
    {
#pragma warning disable SYSLIB0014, MA0039
        ServicePointManager.ServerCertificateValidationCallback = null;
#pragma warning restore SYSLIB0014, MA0039
        foreach (var certificate in new[] { authority, Good, Expired, OtherName, SelfSigned }) certificate.Dispose();
    }

    // Everything is checked as usual, but for where trust begins.
    bool Trusts(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null) return false;
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck } };
        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy);
    }

    static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(7));
    }

    X509Certificate2 Sign(string host, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), until, RandomNumberGenerator.GetBytes(8));
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
