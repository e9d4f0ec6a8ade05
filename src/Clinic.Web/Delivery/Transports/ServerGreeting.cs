using System.Net.Security;
using System.Net.Sockets;

namespace Clinic.Web.Delivery.Transports;

/// <summary>
/// Asks a mail server for its first line and leaves. It says that somebody answers there, not that mail will be taken.
/// </summary>
static class ServerGreeting
{
    static readonly byte[] Ready = "220"u8.ToArray();

    public static async Task<bool> Comes(MailServer server, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(server.Host, server.Port, limit.Token);
            Stream stream = connection.GetStream();
            if (server.Security == MailSecurity.Tls)
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host },
                    limit.Token);
                stream = secured;
            }
            await using (stream)
            {
                var code = new byte[Ready.Length];
                await stream.ReadExactlyAsync(code, limit.Token);
                await stream.WriteAsync("QUIT\r\n"u8.ToArray(), limit.Token);
                return code.AsSpan().SequenceEqual(Ready);
            }
        }
        catch (Exception e) when (
            e is IOException or SocketException or System.Security.Authentication.AuthenticationException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }
}
