namespace Clinic.Web.Consultations;

/// <summary>
/// Looks at once, then again and again, and sooner when there is news; a look that fails is logged, and the next one
/// comes.
/// </summary>
public abstract class RecurringLook(TimeSpan every, TimeProvider clock) : BackgroundService
{
    static readonly Task Never = new TaskCompletionSource().Task;

    readonly SemaphoreSlim wake = new(0);

    protected TimeProvider Clock { get; } = clock;

    /// <summary>Completes when there is something to look at before the time.</summary>
    protected virtual Task News => Never;

    public abstract Task Look(CancellationToken cancel);

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract void LookFailed(Exception e);

    /// <summary>The next look comes at once, or after the one that is under way.</summary>
    protected void Wake(object? sender, EventArgs e)
    {
        if (wake.CurrentCount == 0) wake.Release();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever goes wrong in one look must not stop the next ones.
            catch (Exception e)
#pragma warning restore CA1031
            {
                LookFailed(e);
            }
            using var waited = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(Task.Delay(every, Clock, waited.Token), wake.WaitAsync(waited.Token), News);
            await waited.CancelAsync();
        }
    }
}
