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
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Commands;

/// <summary>Opens what the server's own keys or the clinic's private key open.</summary>
sealed class RequestOpener : IDisposable
{
    public const string NeedsKey = "This request is sealed for the clinic: give the private key with --key file.pfx.";
    public const string BadKey = "That key does not open it: check the file, and its password in CLINIC_KEY_PASSWORD.";

    // Names stay readable: this is no html.
    static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly KeyRingSeal keyRing;
    readonly X509Certificate2? key;

    RequestOpener(KeyRingSeal keyRing, X509Certificate2? key) => (this.keyRing, this.key) = (keyRing, key);

    public static Option<string?> Key() => new("--key")
    {
        Description = "the clinic's certificate with its private key (PFX), for requests that are sealed for it; its "
            + "password is in CLINIC_KEY_PASSWORD",
    };

    /// <summary>False when the key file cannot be read.</summary>
    public static bool TryMake(IServiceProvider services, string? keyFile,
        [NotNullWhen(true)] out RequestOpener? opener)
    {
        opener = null;
        try
        {
            var given = keyFile is null ? null
                : X509CertificateLoader.LoadPkcs12FromFile(keyFile,
                Environment.GetEnvironmentVariable("CLINIC_KEY_PASSWORD"));
            opener = new(new KeyRingSeal(services.GetRequiredService<IDataProtectionProvider>()), given);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Null when neither key opens it.</summary>
    public ConsultationRequest? Open(SealedPayload payload)
    {
        try
        {
            return payload.Format == KeyRingSeal.Format
                ? keyRing.Open(payload) : key is null ? null : CertificateSeal.Open(payload, key);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    public static JsonNode Node(ConsultationRequest request) =>
        JsonNode.Parse(Encoding.UTF8.GetString(request.ToJson()))!;

    public static string Json(ConsultationRequest request) => Node(request).ToJsonString(Readable);

    public void Dispose() => key?.Dispose();
}
