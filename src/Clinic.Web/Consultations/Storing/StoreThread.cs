using System.Collections.Concurrent;

namespace Clinic.Web.Consultations.Storing;

/// <summary>A thread that waits for the disk, so that none of the few that answer visitors does. Runs one piece of work after the other.</summary>
sealed class StoreThread : IDisposable
{
    readonly BlockingCollection<Task> waiting = [];

    public StoreThread() => new Thread(RunAll) { Name = "Store", IsBackground = true }.Start();

    public Task<T> Run<T>(Func<T> work)
    {
        var task = new Task<T>(work, TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add(task);
        return task;
    }

    public void Dispose() => waiting.CompleteAdding();

    void RunAll()
    {
        foreach (var task in waiting.GetConsumingEnumerable()) task.RunSynchronously(TaskScheduler.Default);
        waiting.Dispose();
    }
}
