using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Consultations;
using Clinic.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Pages;

/// <summary>What the received page shows, carried there in a sealed cookie and never in an address.</summary>
public sealed record Received(string Reference, string ContactMethod, DateTimeOffset At, string Secret, string Answers);

public sealed class ReceivedNote(IDataProtectionProvider protection, SiteSettings site)
{
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Clinic.Web.Received.v1").ToTimeLimitedDataProtector();

    string CookieName => site.IsHttps ? "__Host-received" : "received";

    public void Write(HttpResponse response, Received received) =>
        response.Cookies.Append(CookieName, protector.Protect(JsonSerializer.Serialize(received), Lifetime), new()
        {
            HttpOnly = true,
            Secure = site.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = Lifetime,
            IsEssential = true,
        });

    public void Forget(HttpResponse response) => response.Cookies.Delete(CookieName, new() { Secure = site.IsHttps, Path = "/" });

    public Received? Read(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { } sealedText) return null;
        try
        {
            return JsonSerializer.Deserialize<Received>(protector.Unprotect(sealedText)) is { } received && RequestReference.TryParse(received.Reference, out _) ? received : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
