using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Commands;

/// <summary>Opens what the server's own keys or the clinic's private key open.</summary>
sealed class RequestOpener : IDisposable
{
    public const string NeedsKey = "This request is sealed for the clinic: give the private key with --key, as the certificate's PFX file or as the "
        + "recovery file (PEM).";
    public const string BadKey = "That key does not open it: check the file, and its password in CLINIC_KEY_PASSWORD.";

    // Names stay readable: this is no html.
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly KeyRingSeal keyRing;
    readonly X509Certificate2? certificate;
    readonly RSA? recovery;

    RequestOpener(KeyRingSeal keyRing, X509Certificate2? certificate, RSA? recovery) =>
        (this.keyRing, this.certificate, this.recovery) = (keyRing, certificate, recovery);

    public static Option<string?> Key() => new("--key")
    {
        Description = "the clinic's certificate with its private key (PFX), or the recovery file (PEM), for requests that are sealed for it; its "
            + "password is in CLINIC_KEY_PASSWORD",
    };

    /// <summary>False when the key file cannot be read.</summary>
    public static bool TryMake(IServiceProvider services, string? keyFile,
        [NotNullWhen(true)] out RequestOpener? opener)
    {
        opener = null;
        try
        {
            var password = Environment.GetEnvironmentVariable("CLINIC_KEY_PASSWORD");
            var isPem = keyFile is not null && IsPem(keyFile);
            opener = new(services.GetRequiredService<KeyRingSeal>(),
                keyFile is null || isPem ? null : X509CertificateLoader.LoadPkcs12FromFile(keyFile, password),
                isPem ? FromPem(keyFile!, password) : null);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Null when neither key opens it.</summary>
    public ConsultationRequest? Open(SealedPayload payload)
    {
        try
        {
            return payload.Format switch
            {
                KeyRingSeal.Format => keyRing.Open(payload),
                AuthEnvelope.Format when recovery is not null => EnvelopeSeal.Open(payload, recovery),
                AuthEnvelope.Format when certificate is not null => EnvelopeSeal.Open(payload, certificate),
                CertificateSeal.Format when certificate is not null => CertificateSeal.Open(payload, certificate),
                _ => null,
            };
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    public static JsonNode Node(ConsultationRequest request) =>
        JsonNode.Parse(Encoding.UTF8.GetString(request.ToJson()))!;

    public static string Json(ConsultationRequest request) => Node(request).ToJsonString(Readable);

    public void Dispose()
    {
        certificate?.Dispose();
        recovery?.Dispose();
    }

    static bool IsPem(string file) => File.ReadAllText(file).StartsWith("-----BEGIN", StringComparison.Ordinal);

    static RSA FromPem(string file, string? password)
    {
        var key = RSA.Create();
        key.ImportFromEncryptedPem(File.ReadAllText(file), password);
        return key;
    }
}
