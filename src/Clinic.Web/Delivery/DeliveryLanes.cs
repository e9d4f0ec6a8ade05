namespace Clinic.Web.Delivery;

/// <summary>
/// The mails under way at once. A lane delivers one mail after the other until nothing is due; while its mail waits for an answer, the
/// next lane begins. While the server is in trouble only one lane tries.
/// </summary>
/// <param name="deliverNext">False when nothing is due.</param>
public sealed class DeliveryLanes(ServerTrouble trouble, Func<CancellationToken, Task<bool>> deliverNext, Action<Exception> failed)
{
    /// <summary>Some providers refuse a fourth connection.</summary>
    public const int Most = 3;

    readonly Lock gate = new();
    readonly List<Task> lanes = [];
    int open;
    bool isProbing;

    public void Open(CancellationToken cancel)
    {
        bool probes;
        lock (gate)
        {
            probes = trouble.IsOn;
            if (open == Most || (probes && isProbing)) return;
            open++;
            isProbing |= probes;
        }
        var lane = Run(probes, cancel);
        lock (gate)
        {
            lanes.RemoveAll(ended => ended.IsCompleted);
            lanes.Add(lane);
        }
    }

    /// <summary>Completes when every lane has come to its end, also those that were opened meanwhile.</summary>
    public async Task End()
    {
        while (true)
        {
            Task[] running;
            lock (gate) running = [.. lanes.Where(lane => !lane.IsCompleted)];
            if (running.Length == 0) return;
            await Task.WhenAll(running);
        }
    }

    async Task Run(bool probes, CancellationToken cancel)
    {
        try
        {
            while (!trouble.MustWait && (probes || !trouble.IsOn) && await deliverNext(cancel))
            {
            }
            if (probes && trouble is { IsOn: true, MustWait: false }) trouble.NothingToTry();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping.
        }
#pragma warning disable CA1031 // Whatever goes wrong here must not stop the site; the row is still in the queue.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failed(e);
        }
        finally
        {
            lock (gate)
            {
                open--;
                if (probes) isProbing = false;
            }
        }
    }
}
