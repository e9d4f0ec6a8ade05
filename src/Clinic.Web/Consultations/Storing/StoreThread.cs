using System.Diagnostics.CodeAnalysis;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// A thread that waits for the disk, so that none of the few that answer visitors does. Runs one piece of work after
/// the other and sleeps in between; a BlockingCollection first looks again and again, which takes turns on the
/// processor from others.
/// </summary>
sealed class StoreThread : IDisposable
{
    readonly Queue<Task> waiting = [];
    bool isEnding;

    public StoreThread() => new Thread(RunAll) { Name = "Store", IsBackground = true }.Start();

    public Task<T> Run<T>(Func<T> work)
    {
        var task = new Task<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(isEnding, this);
            waiting.Enqueue(task);
            Monitor.Pulse(waiting);
        }
        return task;
    }

    /// <summary>What waits is still done.</summary>
    public void Dispose()
    {
        lock (waiting)
        {
            isEnding = true;
            Monitor.Pulse(waiting);
        }
    }

    void RunAll()
    {
        while (Next(out var task)) task.RunSynchronously(TaskScheduler.Default);
    }

    bool Next([NotNullWhen(true)] out Task? next)
    {
        lock (waiting)
        {
            while (waiting.Count == 0 && !isEnding) Monitor.Wait(waiting);
            return waiting.TryDequeue(out next);
        }
    }
}
