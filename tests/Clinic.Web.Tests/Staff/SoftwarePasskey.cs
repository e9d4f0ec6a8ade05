using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clinic.Web.Tests.Staff;

/// <summary>A passkey that does as it is told, also what no honest one would: ECDSA on P-256, attestation "none".</summary>
public sealed class SoftwarePasskey : IDisposable
{
    const byte Present = 0x01;
    const byte Verified = 0x04;
    const byte HoldsKey = 0x40;

    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] id = RandomNumberGenerator.GetBytes(16);

    public string Host { get; init; } = "localhost";

    public string Origin { get; init; } = "http://localhost";

    /// <summary>Whether the page that asks lies in a frame of another site.</summary>
    public bool CrossOrigin { get; init; }

    public bool IsVerified { get; init; } = true;

    /// <summary>Synced passkeys always say 0.</summary>
    public uint Counter { get; set; }

    /// <summary>The person that it says it is for; what it was made for unless told otherwise.</summary>
    public string? UserHandle { get; set; }

    public string Id => Base64Url.EncodeToString(id);

    /// <summary>The same key in a browser that says other things.</summary>
    public SoftwarePasskey With(string? host = null, string? origin = null, bool crossOrigin = false, bool isVerified = true, string? handle = null)
    {
        var other = new SoftwarePasskey(key.ExportParameters(includePrivateParameters: true), id)
        {
            Host = host ?? Host,
            Origin = origin ?? Origin,
            CrossOrigin = crossOrigin,
            IsVerified = isVerified,
            Counter = Counter,
            UserHandle = handle ?? UserHandle,
        };
        return other;
    }

    public SoftwarePasskey()
    {
    }

    SoftwarePasskey(ECParameters key, byte[] id)
    {
        this.key.ImportParameters(key);
        this.id = id;
    }

    /// <summary>Answers creation options.</summary>
    public JsonObject Make(JsonNode options)
    {
        UserHandle = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(options["user"]!["id"]!.GetValue<string>()));
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] authenticatorData = [.. AuthenticatorData(HoldsKey), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58, (byte)authenticatorData.Length, .. authenticatorData];
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", options)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers request options.</summary>
    public JsonObject Touch(JsonNode options)
    {
        var (data, client) = (AuthenticatorData(0), ClientData("webauthn.get", options));
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(UserHandle!)),
        });
    }

    public void Dispose() => key.Dispose();

    byte[] AuthenticatorData(byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host)), (byte)(flags | Present | (IsVerified ? Verified : 0)), .. counter];
    }

    byte[] ClientData(string type, JsonNode options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options["challenge"]!.GetValue<string>(), origin = Origin, crossOrigin = CrossOrigin });

    JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    // CBOR, of texts shorter than 24 bytes.
    static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}
