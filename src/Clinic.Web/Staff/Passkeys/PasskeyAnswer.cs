using System.Text.Json;

namespace Clinic.Web.Staff.Passkeys;

/// <summary>What a browser posts after a passkey was touched.</summary>
/// <param name="Challenge">The name of the challenge that it answers.</param>
/// <param name="Credential">JSON, as the verifier reads it.</param>
public sealed record PasskeyAnswer(string Challenge, string Credential)
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>
    /// Null when it cannot be read, or holds what the passkey gave the browser to open requests with: that secret is
    /// nothing for a server.
    /// </summary>
    public static PasskeyAnswer? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var posted = JsonDocument.Parse(json, Strict);
            return posted.RootElement.ValueKind == JsonValueKind.Object
                && posted.RootElement.TryGetProperty("challenge", out var challenge)
                    && SignInChallenges.IsName(challenge)
                && posted.RootElement.TryGetProperty("credential", out var credential)
                    && credential.ValueKind == JsonValueKind.Object
                && !HoldsSecret(credential)
                    ? new(challenge.GetString()!, credential.GetRawText()) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Wherever it stands, and whatever else a later browser puts beside it.
    static bool HoldsSecret(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .Any(property => property.NameEquals("prf") || HoldsSecret(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsSecret),
        _ => false,
    };
}
