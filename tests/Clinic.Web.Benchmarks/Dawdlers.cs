using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clinic.Web.Benchmarks;

/// <summary>Connections that dawdle over their headers, over a form, or over reading the answer, until the site hangs up.</summary>
static class Dawdlers
{
    // All are there before the first is sent away.
    const double ArrivePerSecond = 2_000;
    static readonly TimeSpan Dawdling = TimeSpan.FromSeconds(15);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    static readonly byte[][] Beginnings =
    [
        Encoding.ASCII.GetBytes($"GET /articles HTTP/1.1\r\nHost: {PublishedSite.Host}\r\nX-Slow: a"),
        Encoding.ASCII.GetBytes($"POST /is-ketamine-right-for-me HTTP/1.1\r\nHost: {PublishedSite.Host}\r\nX-Forwarded-Proto: https\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nFullName=A"),
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {ManyArticles.Article} HTTP/1.1\r\nHost: {PublishedSite.Host}\r\nX-Forwarded-Proto: https\r\n\r\n", 4))),
    ];

    /// <summary>Says how many are there at once when the last has come, and then how long it took from the first arrival until the last was let go.</summary>
    public static async Task Act(int port, int howMany, Func<Task> begin)
    {
        await begin();
        var began = Stopwatch.StartNew();
        var open = new List<Socket>();
        while (open.Count < howMany)
        {
            while (open.Count < Math.Min(howMany, began.Elapsed.TotalSeconds * ArrivePerSecond)) open.Add(Arrive(port, open.Count % Beginnings.Length));
            await Task.Delay(1);
        }
        Console.WriteLine(open.Count(IsConnected));
        await Task.Delay(Dawdling);
        while (open.Count > 0)
        {
            await Task.Delay(BetweenLooks);
            open.RemoveAll(socket => !IsOpen(socket));
        }
        Console.WriteLine($"{began.Elapsed.TotalSeconds:0.0} s");
    }

    static Socket Arrive(int port, int how)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (how == 2) socket.ReceiveBufferSize = 2048;
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(Beginnings[how]);
        socket.Blocking = false;
        return socket;
    }

    // A dawdler does not read. What the site sent and then hung up on can still be looked at.
    static bool IsConnected(Socket socket) => socket.Receive(stackalloc byte[1], SocketFlags.Peek, out var error) > 0 || error == SocketError.WouldBlock;

    // Who dawdles does not read either, until the site has hung up; then what it still sent comes to an end.
    static bool IsOpen(Socket socket)
    {
        Span<byte> nothing = stackalloc byte[4096];
        while (true)
        {
            var read = socket.Receive(nothing, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) return true;
            if (read > 0) continue;
            socket.Dispose();
            return false;
        }
    }
}
