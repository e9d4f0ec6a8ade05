using System.Threading.Channels;

namespace Clinic.Web.Site;

/// <summary>Compresses pages and files as well as can be, one after the other. Whoever waits at the door of a new start comes first.</summary>
public sealed class BestCompression(TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan FirstVisitors = TimeSpan.FromSeconds(2);

    readonly Channel<CachedPage> waiting = Channel.CreateUnbounded<CachedPage>(new() { SingleReader = true });

    public void Add(CachedPage page) => waiting.Writer.TryWrite(page);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstVisitors, clock, stoppingToken);
        await foreach (var page in waiting.Reader.ReadAllAsync(stoppingToken)) page.CompressWell();
    }
}
