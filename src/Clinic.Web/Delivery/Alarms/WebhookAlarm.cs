using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Clinic.Web.Delivery.Alarms;

/// <summary>
/// Posts the notice as JSON, signed: X-Clinic-Signature is "sha256=" and the HMAC-SHA-256 of the body in hexadecimal.
/// </summary>
public sealed class WebhookAlarm(Uri address, string secret) : IAlarmChannel, IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    readonly HttpClient client = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = Patience })
    { Timeout = Patience };

    public string Name => "webhook";

    public async Task<bool> Tell(AlarmNotice notice, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notice, HealthAnswers.Json);
        using var post = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        post.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        post.Headers.Add("X-Clinic-Signature",
            $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}");
        try
        {
            using var answer = await client.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    public void Dispose() => client.Dispose();
}
