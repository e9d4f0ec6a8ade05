using System.Collections.Concurrent;

namespace Clinic.Web.Site.Caching;

/// <summary>
/// Compresses pages and files as well as can be, one after the other. Whoever waits at the door of a new start comes
/// first.
/// </summary>
public sealed class BestCompression(TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan FirstVisitors = TimeSpan.FromSeconds(2);

    readonly BlockingCollection<CachedPage> waiting = [];

    public void Add(CachedPage page) => waiting.Add(page);

    public override void Dispose()
    {
        waiting.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstVisitors, clock, stoppingToken);
        // On a thread of its own: of those that answer visitors a small machine has two.
        await Task.Factory.StartNew(() =>
            CompressAll(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    void CompressAll(CancellationToken stopping)
    {
        foreach (var page in waiting.GetConsumingEnumerable(stopping)) page.CompressWell();
    }
}
