namespace Clinic.Web.Search;

/// <summary>
/// One search at a time. Who visits waits without a thread, for a few seconds and behind a few others at the most.
/// </summary>
public sealed class SearchTurns : IDisposable
{
    public const int MostWaiting = 100;

    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    readonly SemaphoreSlim free = new(1);
    int waiting;

    /// <summary>False when it would take too long.</summary>
    public async Task<bool> TryTake(CancellationToken cancel)
    {
        try
        {
            return Interlocked.Increment(ref waiting) <= MostWaiting && await free.WaitAsync(LongestWait, cancel);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>For a thread of its own, which may wait as long as it takes.</summary>
    public void Take(CancellationToken cancel) => free.Wait(cancel);

    public void GiveBack() => free.Release();

    public void Dispose() => free.Dispose();
}
