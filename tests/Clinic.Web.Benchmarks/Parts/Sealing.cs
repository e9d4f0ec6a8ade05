using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BenchmarkDotNet.Attributes;
using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Benchmarks.Parts;

/// <summary>What a request is closed with before it is stored.</summary>
public class Sealing
{
    CertificateSeal certificate = null!;
    KeyRingSeal keyRing = null!;
    ConsultationRequest request = null!;
    SealedPayload closed = null!;
    X509Certificate2 clinic = null!;

    [GlobalSetup]
    public void Make()
    {
        using var key = RSA.Create(3072);
        clinic = new CertificateRequest("CN=Clinic", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        certificate = new(clinic, new AnswerText(FieldTable.Ours, ConsentWordings.Load("content/consent"), new(() => new SnapshotReader(new ContentFolder("content")).Read().Clinic)));
        keyRing = new(new EphemeralDataProtectionProvider());
        request = ConsultationRequest.Accept(new() { FullName = "Ann Example", ContactMethod = "Phone", Phone = "(202) 555-0143", State = "MD", IsAdult = true, ConsentContact = true, Message = new('a', 500) }, RequestReference.Next(), DateTimeOffset.UtcNow);
        closed = keyRing.Close(request);
    }

    [Benchmark]
    public SealedPayload ForTheClinic() => certificate.Close(request);

    [Benchmark]
    public SealedPayload ByTheKeyRing() => keyRing.Close(request);

    [Benchmark]
    public ConsultationRequest? OpenedByTheKeyRing() => keyRing.Open(closed);

    [GlobalCleanup]
    public void LetGo() => clinic.Dispose();
}
