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
    const int LooksAtOnce = 100;
    static readonly TimeSpan Dawdling = TimeSpan.FromSeconds(15);

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
        await WarmUp(site);
        var before = await Reading(site, TimeSpan.FromSeconds(10));
        var memoryBefore = site.ResidentBytes;

        using var stop = new CancellationTokenSource();
        var during = Visitors.Read(site, ManyArticles.Article, Readers, stop.Token);
        var began = Stopwatch.StartNew();
        var sockets = new List<Socket>();
        for (var i = 0; i < Slow; i++) sockets.Add(await Dawdle(site.Port, Beginnings[i % Beginnings.Length], smallWindow: i % Beginnings.Length == 2));
        var memoryDuring = site.ResidentBytes;
        await UntilClosed(sockets);
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

    // A server that has been up for a while has compiled what it does often.
    static async Task WarmUp(PublishedSite site)
    {
        var few = new List<Socket>();
        for (var i = 0; i < Slow / 5; i++) few.Add(await Dawdle(site.Port, Beginnings[i % Beginnings.Length], smallWindow: i % Beginnings.Length == 2));
        foreach (var socket in few) socket.Dispose();
        await Reading(site, TimeSpan.FromSeconds(10));
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
        socket.Blocking = false;
        return socket;
    }

    // Who dawdles does not read either, until the site has hung up; then what it still sent comes to an end. All are looked at in turn,
    // without a task or an exception for each: what this program does must not slow down those whose answers it times.
    static async Task UntilClosed(List<Socket> sockets)
    {
        await Task.Delay(Dawdling);
        var open = new Queue<Socket>(sockets);
        while (open.Count > 0)
        {
            for (var left = open.Count; left > 0; left--)
            {
                var socket = open.Dequeue();
                if (IsOpen(socket)) open.Enqueue(socket);
                if (left % LooksAtOnce == 0) await Task.Delay(1);
            }
        }
    }

    static bool IsOpen(Socket socket)
    {
        Span<byte> nothing = stackalloc byte[4096];
        return socket.Receive(nothing, SocketFlags.None, out var error) > 0 ? error == SocketError.Success : error == SocketError.WouldBlock;
    }
}
