using System.Buffers;
using System.Text.Json;
using Clinic.Web.Staff;
using Clinic.Web.Staff.Passkeys;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Clinic.Web.Pages;

/// <summary>A page whose script asks for a passkey and posts the answer, both as JSON.</summary>
public abstract class PasskeyPage : PageModel
{
    const int Largest = 64 * 1024;

    protected static IActionResult Asking(PasskeyOffer offer) => new ContentResult
    {
        // Both parts are JSON, or of letters that need no escape.
        Content = $$"""{"challenge":"{{offer.Challenge}}","options":{{offer.Options}}}""",
        ContentType = "application/json",
    };

    protected static IActionResult Leading(string address, string? token = null) =>
        new JsonResult(new { go = address, token });

    protected static IActionResult Refused(int status, string sentence) =>
        new JsonResult(new { sentence }) { StatusCode = status };

    protected static IActionResult Unreadable() => Refused(StatusCodes.Status400BadRequest,
        "The browser sent something that cannot be read, so nothing was changed. Reload this page and try again.");

    protected static IActionResult Refused(PasskeyRefusal refusal) => refusal switch
    {
        PasskeyRefusal.InvitationUnknown => Refused(StatusCodes.Status403Forbidden,
            "This invitation was used, replaced by a newer one, or is older than a day. Ask an owner of the website for a new one."),
        PasskeyRefusal.ChallengeUnknown => Refused(StatusCodes.Status403Forbidden,
            "That took longer than five minutes, or was asked for in another window. Press the button again."),
        PasskeyRefusal.NotAccepted => Refused(StatusCodes.Status403Forbidden,
            "This passkey is not one that this website knows. Choose another one, or ask an owner of the website for a new invitation."),
        PasskeyRefusal.None => throw new InvalidOperationException("Nothing was refused."),
    };

    protected static IActionResult TooMany() => Refused(StatusCodes.Status429TooManyRequests,
        "Too many tries came from your network. Wait ten minutes and try again. A browser that signed in here before is not held up.");

    protected StaffSession SignedIn => HttpContext.StaffSession();

    /// <summary>What was posted, or null when it is too large or is no JSON.</summary>
    protected async Task<ReadOnlyMemory<byte>?> Posted(CancellationToken cancel)
    {
        if (!Request.HasJsonContentType() || Request.ContentLength > Largest) return null;
        var body = new ArrayBufferWriter<byte>();
        try
        {
            int read;
            while ((read = await Request.Body.ReadAsync(body.GetMemory(), cancel)) > 0)
            {
                body.Advance(read);
                if (body.WrittenCount > Largest) return null;
            }
            return body.WrittenMemory;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What names a row in a form of ours; empty when it is anything else.</summary>
    public static string Named(IFormCollection posted, string field) =>
        posted[field].ToString() is { Length: < 2000 } name
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? name : "";

    /// <summary>A text beside the answer, or null.</summary>
    protected static string? Field(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var posted = JsonDocument.Parse(json);
            return posted.RootElement.ValueKind == JsonValueKind.Object
                && posted.RootElement.TryGetProperty(name, out var field)
                && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
