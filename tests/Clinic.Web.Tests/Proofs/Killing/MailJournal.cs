using System.Text;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Proofs.Killing;

/// <param name="Life">Which life of the site sent it.</param>
/// <param name="Sender">Its address of origin, by which several sites can be told apart.</param>
public sealed record JournalledMail(int Life, string Sender, string MessageId, string Reference, bool SaysSecondCopy);

/// <summary>The clinic's mail server: what it takes is written to a synced file before it is answered.</summary>
public sealed class MailJournal : IAsyncDisposable
{
    static readonly TimeSpan UntilTheDeadAreGone = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly List<JournalledMail> mails = [];
    readonly FileStream file;
    readonly ScriptedSmtp server;
    TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MailJournal(string path)
    {
        file = new FileStream(path, FileMode.CreateNew);
        server = new(Keep);
    }

    public int Port => server.Port;

    public int Life { get; set; }

    /// <summary>How the server behaves to whoever connects from now on.</summary>
    public SmtpScript Script
    {
        get => server.Script;
        set => server.Script = value;
    }

    /// <summary>Connections that neither side has closed.</summary>
    public int Open => server.Open;

    public IReadOnlyList<JournalledMail> Mails
    {
        get
        {
            lock (gate) return [.. mails];
        }
    }

    /// <summary>Ends when no sender is connected: nothing of a dead one is under way any more.</summary>
    public Task IsQuiet() => Eventually.Holds(() => server.Open == 0, UntilTheDeadAreGone, "the mail server has no connection");

    /// <summary>Waits until every reference was mailed, or the deadline cancels.</summary>
    public async Task Holds(IReadOnlyCollection<string> references, CancellationToken deadline)
    {
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (references.All(mails.Select(mail => mail.Reference).ToHashSet(StringComparer.Ordinal).Contains)) return;
                more = news.Task;
            }
            await more.WaitAsync(deadline);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await file.DisposeAsync();
    }

    void Keep(string message)
    {
        var mail = new JournalledMail(Life, Header(message, "From"), Header(message, "Message-ID"), Header(message, "Subject").Split(' ')[^1], SaysSecondCopy(message));
        lock (gate)
        {
            file.Write(Encoding.Latin1.GetBytes($"{mail}\r\n{message}\r\n"));
            file.Flush(flushToDisk: true);
            mails.Add(mail);
            news.SetResult();
            news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    static string Header(string message, string name) =>
        message.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim(' ', '<', '>');

    static bool SaysSecondCopy(string message) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(message[message.IndexOf("\r\n\r\n", StringComparison.Ordinal)..])).Contains("second copy", StringComparison.Ordinal);
}
