namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    /// <summary>Stands for this run of the program.</summary>
    readonly string owner = Guid.NewGuid().ToString("N");
    volatile bool hasJoined;

    public Task<bool> IsOurs(OutboxItem item, CancellationToken cancel) => Read(async session => await session.Value<long>(
        "SELECT COUNT(*) FROM outbox WHERE id = @Id AND owner = @Owner AND attempt = @Attempt AND state = 'Sending'", new { item.Id, item.Owner, item.Attempt }) > 0, cancel);

    public async Task<int> EndLeasesOfTheDead(DateTimeOffset now, CancellationToken cancel)
    {
        await Join(owner, cancel);
        hasJoined = true;
        var senders = await Read(session => session.Rows<string>("SELECT DISTINCT owner FROM outbox WHERE state = 'Sending' AND owner <> @owner AND due_at > @now", new { owner, now = Ms(now) }), cancel);
        var dead = await DeadAmong(senders, cancel);
        return dead.Count == 0 ? 0 : await Write(async session =>
        {
            var ended = 0;
            foreach (var one in dead) ended += await session.Execute("UPDATE outbox SET due_at = @now WHERE state = 'Sending' AND owner = @one", new { one, now = Ms(now) });
            return ended;
        }, cancel);
    }

    /// <summary>Makes it known that the program lives; again and again, where it is known by that.</summary>
    protected abstract Task Join(string program, CancellationToken cancel);

    /// <summary>Those of these programs that have ended.</summary>
    protected abstract Task<IReadOnlyList<string>> DeadAmong(IReadOnlyList<string> programs, CancellationToken cancel);

    // Who takes a mail must be known to live.
    async Task JoinOnce(CancellationToken cancel)
    {
        if (hasJoined) return;
        await Join(owner, cancel);
        hasJoined = true;
    }
}
