using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Clinic.Web.Consultations.Readers;
using Clinic.Web.Consultations.Sealing;
using Microsoft.AspNetCore.Mvc;

namespace Clinic.Web.Pages;

/// <summary>
/// What readers' browsers post and get: JSON, with bytes in base64. A post that holds what a passkey's PRF returned is
/// refused unread, and so is null where a value is expected, in a list too.
/// </summary>
static class ReaderJson
{
    const int LongestPost = 512 * 1024;
    const int LongestBlob = 16 * 1024;

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    // Names are one whatever their case, as where they are bound.
    static readonly JsonNodeOptions Names = new() { PropertyNameCaseInsensitive = true };
    static readonly JsonDocumentOptions Documents = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Null when it is not what the address takes.</summary>
    public static async Task<T?> Read<T>(HttpRequest request, CancellationToken cancel) where T : class
    {
        try
        {
            if (!request.HasJsonContentType() || request.ContentLength is null or > LongestPost) return null;
            var node = await JsonNode.ParseAsync(request.Body, Names, Documents, cancel);
            return node is null || HoldsPrf(node) || HoldsEmptyEntry(node) ? null : node.Deserialize<T>(Options);
        }
        // Half of a surrogate pair is no text, and an object may hold a name once.
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    public static IActionResult Answer(object body, int status = StatusCodes.Status200OK) =>
        new JsonResult(body, Options) { StatusCode = status };

    /// <summary>What is wrong, in a sentence for who reads it.</summary>
    public static IActionResult Refusal(string sentence, int status = StatusCodes.Status400BadRequest) =>
        Answer(new { error = sentence }, status);

    public static IActionResult NotUnderstood() =>
        Refusal("This page sent something that the server does not understand, so nothing was changed. Reload it.");

    /// <summary>Null when it is no blob as browsers make them.</summary>
    public static WrappedBlob? Blob(JsonObject posted, RecipientKey key)
    {
        var json = posted.ToJsonString();
        return json.Length <= LongestBlob && posted.Count == 5 && posted["v"] is JsonValue v
            && v.TryGetValue<int>(out var version) && version == 1
            && Text(posted, "credential") is { Length: > 0 and <= 1400 } credential
                && credential.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && Bytes(posted, "salt") is { Length: 32 } && Bytes(posted, "nonce") is { Length: 12 }
                && Bytes(posted, "wrapped") is { Length: > 0 }
            ? new(credential, key.Hash, json) : null;
    }

    static string? Text(JsonObject posted, string name) =>
        posted[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static byte[]? Bytes(JsonObject posted, string name)
    {
        if (Text(posted, name) is not { } text) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    static bool HoldsPrf(JsonNode? node) => node switch
    {
        JsonObject members => members.Any(member => member.Key.Equals("prf", StringComparison.OrdinalIgnoreCase)
            || HoldsPrf(member.Value)),
        JsonArray items => items.Any(HoldsPrf),
        _ => false,
    };

    // The serializer heeds which members may be null, but takes null as an entry of any list.
    static bool HoldsEmptyEntry(JsonNode? node) => node switch
    {
        JsonObject members => members.Any(member => HoldsEmptyEntry(member.Value)),
        JsonArray items => items.Any(item => item is null || HoldsEmptyEntry(item)),
        _ => false,
    };
}
