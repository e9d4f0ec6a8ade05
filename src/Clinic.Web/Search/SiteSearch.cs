using Clinic.Web.Articles;

namespace Clinic.Web.Search;

/// <summary>
/// Answers searches from an index of what readers may see now; it follows when the content has changed or the next text
/// is due.
/// The first one is made behind, when the whole content folder has been read; then the words of despair are learned.
/// </summary>
public sealed class SiteSearch(ArticleLibrary library, TimeProvider clock, ILogger<SiteSearch> log) : BackgroundService
{
    // Whoever waits at the door of a new start comes first.
    static readonly TimeSpan FirstVisitors = TimeSpan.FromSeconds(3);

    readonly SearchTurns turns = new();
    SearchIndex? index;
    Shelf? indexed;

    /// <summary>Null when more people search than can be answered soon.</summary>
    public async Task<SearchAnswer?> Find(string typed, CancellationToken cancel)
    {
        if (!await turns.TryTake(cancel)) return null;
        try
        {
            return Current(CancellationToken.None).Find(typed);
        }
        finally
        {
            turns.GiveBack();
        }
    }

    public override void Dispose()
    {
        index?.Dispose();
        turns.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstVisitors, clock, stoppingToken);
        await WholeContent(stoppingToken);
        try
        {
            // On a thread of its own: of those that answer visitors a small machine has two.
            await Task.Factory.StartNew(() =>
                Prepare(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The search could not be prepared; the next one who searches tries again");
        }
    }

    async Task WholeContent(CancellationToken cancel)
    {
        var swapped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Tell(object? sender, EventArgs e) => swapped.TrySetResult();
        library.Swapped += Tell;
        try
        {
            if (!library.Current.IsWhole) await swapped.Task.WaitAsync(cancel);
        }
        finally
        {
            library.Swapped -= Tell;
        }
    }

    void Prepare(CancellationToken cancel)
    {
        turns.Take(cancel);
        try
        {
            Current(cancel);
        }
        finally
        {
            turns.GiveBack();
        }
        library.Current.CrisisWords.Learn();
    }

    SearchIndex Current(CancellationToken cancel)
    {
        var shelf = library.Shelf;
        if (index is not null && ReferenceEquals(indexed, shelf)) return index;
        try
        {
            index ??= new();
            index.Update(shelf, cancel);
            indexed = shelf;
            return index;
        }
        catch
        {
            index?.Dispose();
            index = null;
            throw;
        }
    }
}
