using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Pages;

/// <summary>What became of answers that were kept before.</summary>
public enum Change { None, Replaced, Corrected }

/// <summary>What the received page shows, carried there in a sealed cookie and never in an address.</summary>
public sealed record Received(string Reference, string ContactMethod, DateTimeOffset At, string Secret, Change Change)
{
    /// <summary>When the note was written.</summary>
    public DateTimeOffset Noted { get; init; }

    /// <summary>The request that this browser sent before this one, from another opening of the form.</summary>
    public EarlierRequest? Earlier { get; init; }

    public SubmissionId? Id => SubmissionId.TryParse(Secret, out var id) ? id : null;
}

public sealed record EarlierRequest(string Secret, DateTimeOffset At);

public sealed class ReceivedNote(IDataProtectionProvider protection, SiteSettings site, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.Received.v2");

    string CookieName => site.IsHttps ? "__Host-received" : "received";

    public void Write(HttpContext context, Received received)
    {
        var before = Read(context.Request);
        var earlier = before is null ? null : before.Secret == received.Secret
            ? before.Earlier : new EarlierRequest(before.Secret, before.At);
        context.Response.Cookies.Append(CookieName,
            protector.Protect(JsonSerializer.Serialize(received with { Noted = clock.GetUtcNow(), Earlier = earlier })),
            new()
            {
                HttpOnly = true,
                Secure = site.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                MaxAge = Lifetime,
                IsEssential = true,
            });
    }

    public void Forget(HttpResponse response) =>
        response.Cookies.Delete(CookieName, new() { Secure = site.IsHttps, Path = "/" });

    public Received? Read(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { } sealedText) return null;
        try
        {
            return JsonSerializer.Deserialize<Received>(protector.Unprotect(sealedText)) is { } received
                && clock.GetUtcNow() - received.Noted <= Lifetime
                    && RequestReference.TryParse(received.Reference, out _) ? received : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
