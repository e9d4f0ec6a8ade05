namespace Clinic.Web.Delivery;

/// <summary>
/// The mails under way. A lane delivers one mail after the other until nothing is due; when a mail waits long for its answer, the next lane
/// begins. With a server that is quick, a sudden end so leaves one mail in doubt. While the server is in trouble only one lane tries; when
/// that is over, and much may have piled up, all work.
/// </summary>
/// <param name="deliverNext">False when nothing is due.</param>
public sealed class DeliveryLanes(int most, MailConnections connections, ServerTrouble trouble, TimeProvider clock, Func<CancellationToken, Task<bool>> deliverNext, Action<Exception> failed)
{
    static readonly TimeSpan QuickAnswer = TimeSpan.FromSeconds(2);

    readonly Lock gate = new();
    readonly List<Task> lanes = [];
    int open, waiting;
    bool isProbing, isWanted;

    /// <summary>Sees to it that what is due now is looked at: by a lane that is at work, or by another.</summary>
    public void Open(CancellationToken cancel)
    {
        lock (gate) isWanted = open > waiting;
        if (!isWanted) OpenAnother(cancel);
    }

    public void OpenAll(CancellationToken cancel)
    {
        for (var i = 0; i < most; i++) OpenAnother(cancel);
    }

    void OpenAnother(CancellationToken cancel)
    {
        bool probes;
        lock (gate)
        {
            probes = trouble.IsOn;
            if (open == most || (probes && isProbing) || !connections.TryTake()) return;
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

    /// <summary>The answer to a mail that a lane sends; while it does not come, another lane begins.</summary>
    public async Task<T> Answer<T>(Task<T> answer, CancellationToken cancel)
    {
        if (await Task.WhenAny(answer, Task.Delay(QuickAnswer, clock, cancel)) == answer) return await answer;
        lock (gate) waiting++;
        try
        {
            Open(cancel);
            return await answer;
        }
        finally
        {
            lock (gate) waiting--;
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
        do await DeliverAll(probes, cancel);
        while (!Leaves(probes));
    }

    async Task DeliverAll(bool probes, CancellationToken cancel)
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
    }

    // What was queued while a lane found nothing more is not left to the next look.
    bool Leaves(bool probes)
    {
        lock (gate)
        {
            if (isWanted) return isWanted = false;
            open--;
            connections.GiveBack();
            if (probes) isProbing = false;
            return true;
        }
    }
}
