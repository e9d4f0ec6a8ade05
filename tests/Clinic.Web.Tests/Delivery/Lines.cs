namespace Clinic.Web.Tests.Delivery;

/// <summary>Lines that somebody says, kept, and waited for without asking again and again.</summary>
public sealed class Lines
{
    // Only what fails takes so long; a busy machine starts a program in seconds or in a minute.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Lock gate = new();
    readonly List<string> said = [];
    TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool areAll;

    public IReadOnlyList<string> SoFar
    {
        get
        {
            lock (gate) return [.. said];
        }
    }

    public void Add(string line) => Tell(() => said.Add(line));

    /// <summary>Nothing more will be said.</summary>
    public void End() => Tell(() => areAll = true);

    /// <summary>The first line that is wanted among those from <paramref name="from"/> on, said already or yet to come.</summary>
    public async Task<string> Find(Func<string, bool> wanted, int from = 0)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (said.Skip(from).FirstOrDefault(wanted) is { } line) return line;
                if (areAll) throw NotSaid("Nothing more will be said");
                more = news.Task;
            }
            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw NotSaid($"{Patience.TotalSeconds} s went by");
            }
        }
    }

    InvalidOperationException NotSaid(string why) => new($"{why} and the line that was waited for is not among these:\n{string.Join('\n', SoFar.TakeLast(40))}");

    void Tell(Action change)
    {
        lock (gate)
        {
            change();
            news.SetResult();
            news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
