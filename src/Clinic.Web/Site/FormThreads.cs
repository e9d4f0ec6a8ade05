using System.Collections.Concurrent;

namespace Clinic.Web.Site;

/// <summary>
/// Forms are answered on threads of their own, which give way to all others: a form is a thousandth of a second of work, and a reader who
/// comes meanwhile does not wait for its end. When several wait, the next take their turns like everybody else.
/// </summary>
public sealed class FormThreads : TaskScheduler, IDisposable
{
    readonly BlockingCollection<Task> waiting = [];
    readonly TaskFactory factory;

    public FormThreads()
    {
        factory = new(this);
        for (var i = 0; i < MaximumConcurrencyLevel; i++) new Thread(RunAll) { Name = "Forms", IsBackground = true }.Start();
    }

    public override int MaximumConcurrencyLevel => Math.Max(2, Environment.ProcessorCount);

    /// <summary>Answers here, and so does all that the answer waits for and then goes on with.</summary>
    public Task Run(Func<Task> answer) => factory.StartNew(answer).Unwrap();

    public void Dispose() => waiting.CompleteAdding();

    protected override void QueueTask(Task task)
    {
        if (waiting.Count < ProcessorTurns.MostThatGiveWay && !waiting.IsAddingCompleted) waiting.Add(task);
        else ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => Current == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. waiting];

    void RunAll()
    {
        ProcessorTurns.GiveWay();
        foreach (var task in waiting.GetConsumingEnumerable()) TryExecuteTask(task);
    }
}

public static class FormThreadsStep
{
    public static IApplicationBuilder UseFormThreads(this IApplicationBuilder app)
    {
        var threads = app.ApplicationServices.GetRequiredService<FormThreads>();
        return app.Use((context, next) => HttpMethods.IsPost(context.Request.Method) ? threads.Run(() => next(context)) : next(context));
    }
}
