using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Clinic.Web.Tests.Delivery;

/// <summary>
/// A mail server on the loopback that fails exactly as it is told, a stage at a time, and writes down what it accepted.
/// What it does at a stage is an answer, or a word for what is done instead of one.
/// </summary>
public sealed class ScriptedSmtp : IAsyncDisposable
{
    /// <summary>When a test gives its transports less than this to wait, they have given up after it.</summary>
    public static readonly TimeSpan LongerThanAnyPatience = TimeSpan.FromSeconds(3);

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource closing = new();
    readonly ConcurrentDictionary<Task, byte> conversations = new();
    readonly ConcurrentQueue<string> journal = new();
    readonly ConcurrentQueue<string> heardInTheClear = new();
    readonly Action<string>? keep;
    readonly Task accepting;
    int open;

    /// <param name="keep">Is given each message before it is answered; without one the messages stay in <see cref="Journal"/>.</param>
    public ScriptedSmtp(Action<string>? keep = null)
    {
        this.keep = keep;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that neither side has closed.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Messages as they were accepted.</summary>
    public IReadOnlyCollection<string> Journal => journal;

    /// <summary>Commands that came before TLS was on, the conversation's secrets among them if a client told any.</summary>
    public IReadOnlyCollection<string> HeardInTheClear => heardInTheClear;

    public SmtpScript Script { get; set; } = new();

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(conversations.Keys);
        closing.Dispose();
    }

    async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                var conversation = Converse(client, Script);
                conversations.TryAdd(conversation, 0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The server closes.
        }
    }

    async Task Converse(TcpClient client, SmtpScript script)
    {
        Interlocked.Increment(ref open);
        try
        {
            using (client) await new SmtpConversation(client, script, keep ?? journal.Enqueue, heardInTheClear.Enqueue, closing.Token).Run();
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or AuthenticationException or ObjectDisposedException or EndOfStreamException)
        {
            // The client went, or the server closes.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}

/// <summary>What the server does at each stage; a stage that is not named goes well.</summary>
public sealed record SmtpScript
{
    public const string Close = "close";
    public const string Stall = "stall";
    public const string Drip = "drip";
    public const string TenMegabytes = "long";
    public const string Endless = "endless";
    public const string EndlessDrip = "endless drip";
    public const string Late = "late ";

    public string Banner { get; init; } = "220 ready";
    public string Ehlo { get; init; } = "";
    public string StartTls { get; init; } = "220 go ahead";
    public string Auth { get; init; } = "235 welcome";
    public string Mail { get; init; } = "250 ok";
    public string Rcpt { get; init; } = "250 ok";
    public string Data { get; init; } = "354 go ahead";
    public string Dot { get; init; } = "250 kept";
    public string Quit { get; init; } = "221 bye";

    /// <summary>Offered with this certificate; without one STARTTLS is not offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    public SslProtocols Protocols { get; init; } = SslProtocols.None;
    /// <summary>TLS comes before any word, as on port 465.</summary>
    public bool IsSecuredAtOnce { get; init; }

    public bool StallsTls { get; init; }
    public bool OffersAuth { get; init; }
    public bool OffersAuthInTheClear { get; init; }

    /// <summary>Sent in the clear behind the answer to STARTTLS, as a man in the middle would.</summary>
    public string InjectedAfterStartTls { get; init; } = "";

    /// <summary>After so many bytes of the message, reads no more, or closes when <see cref="ClosesInBody"/>.</summary>
    public int? StopsReadingAfter { get; init; }

    public bool ClosesInBody { get; init; }

    /// <summary>Whether a message was kept although the answer never told.</summary>
    public bool KeepsBeforeDot { get; init; }
}
