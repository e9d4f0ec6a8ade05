using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clinic.Web.Benchmarks;

/// <summary>Ten thousand connections that dawdle over their headers, over a form, or over reading the answer, while others read an article.</summary>
static class SlowVisitors
{
    const int Slow = 10_000;
    const double Readers = 200;

    static readonly byte[][] Beginnings =
    [
        Encoding.ASCII.GetBytes($"GET /articles HTTP/1.1\r\nHost: {PublishedSite.Host}\r\nX-Slow: a"),
        Encoding.ASCII.GetBytes($"POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: {PublishedSite.Host}\r\nX-Forwarded-Proto: https\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nFullName=A"),
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {ManyArticles.Article} HTTP/1.1\r\nHost: {PublishedSite.Host}\r\nX-Forwarded-Proto: https\r\n\r\n", 4))),
    ];

    public static async Task Print()
    {
        using var content = new ManyArticles(5);
        await using var site = await PublishedSite.Start(content.Folder);
        var before = await Reading(site, TimeSpan.FromSeconds(10));
        var memoryBefore = site.ResidentBytes;

        using var stop = new CancellationTokenSource();
        var during = Visitors.Read(site, ManyArticles.Article, Readers, stop.Token);
        var began = Stopwatch.StartNew();
        var sockets = new List<Socket>();
        for (var i = 0; i < Slow; i++) sockets.Add(await Dawdle(site.Port, Beginnings[i % Beginnings.Length], smallWindow: i % Beginnings.Length == 2));
        var memoryDuring = site.ResidentBytes;
        await Task.WhenAll(sockets.Select(UntilClosed));
        var gone = began.Elapsed;
        await stop.CancelAsync();
        var (times, errors) = await during;
        foreach (var socket in sockets) socket.Dispose();
        await Task.Delay(TimeSpan.FromSeconds(20));
        var after = await Reading(site, TimeSpan.FromSeconds(10));

        Table.Say($"### {Slow:#,0} slow connections (headers, body, reading), while others read {Readers:0} articles a second\n");
        Table.Row("", "p50", "p99", "p99.9", "Answers", "Wrong", "Memory");
        Table.Row("---", "--:", "--:", "--:", "--:", "--:", "--:");
        Table.Row("before", before.Times.At(0.5), before.Times.At(0.99), before.Times.At(0.999), before.Times.Count, before.Errors, $"{memoryBefore >> 20} MB");
        Table.Row($"during; all were let go after {gone.TotalSeconds:0.0} s", times.At(0.5), times.At(0.99), times.At(0.999), times.Count, errors, $"{memoryDuring >> 20} MB");
        Table.Row("after", after.Times.At(0.5), after.Times.At(0.99), after.Times.At(0.999), after.Times.Count, after.Errors, $"{site.ResidentBytes >> 20} MB");
    }

    static async Task<(Times Times, int Errors)> Reading(PublishedSite site, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await Visitors.Read(site, ManyArticles.Article, Readers, stop.Token);
    }

    static async Task<Socket> Dawdle(int port, byte[] beginning, bool smallWindow)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (smallWindow) socket.ReceiveBufferSize = 2048;
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await socket.SendAsync(beginning);
        return socket;
    }

    // Who dawdles does not read either, until the site has hung up; then what it still sent comes to an end.
    static async Task UntilClosed(Socket socket)
    {
        await Task.Delay(TimeSpan.FromSeconds(15));
        var nothing = new byte[65536];
        try
        {
            while (await socket.ReceiveAsync(nothing) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset: let go just the same.
        }
    }
}
