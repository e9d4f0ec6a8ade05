using System.Net;
using System.Net.Sockets;
using System.Text;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Site;

/// <summary>The real program on a real socket, as on a server but for TLS, for tests that care about every byte.</summary>
public sealed class WireSite : IAsyncLifetime, IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-wire-");
    SiteProcess? site;

    public SiteProcess Process => site!;

    public async Task InitializeAsync() => site = await SiteProcess.Start("Production", "http", new Dictionary<string, string>
    {
        ["Site:PublicUrl"] = "http://localhost",
        ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
        ["Mail:Mode"] = "Notice",
        ["Mail:Host"] = "localhost",
        ["Mail:From"] = "website@clinic.example",
        ["Mail:To"] = "desk@clinic.example",
        ["Mail:Heartbeat"] = "false",
    });

    public async Task<NetworkStream> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Process.Address.Port);
        return new(socket, ownsSocket: true);
    }

    /// <summary>Sends these very bytes (one for each character) and reads until the site closes the connection.</summary>
    public async Task<string> Exchange(string sent)
    {
        await using var stream = await Connect();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(sent));
        return await ReadToEnd(stream);
    }

    public static async Task<string> ReadToEnd(NetworkStream stream)
    {
        using var patience = new CancellationTokenSource(Patience);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // Closed while bytes of ours were still on their way; what came before counts.
        }
        return Encoding.Latin1.GetString(answer.ToArray());
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public async Task DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
