namespace Clinic.Web.Consultations.Storing;

/// <summary>Which mails are this program's to send, and what becomes of those of programs that ended.</summary>
public sealed class Leases(Database database)
{
    volatile bool isKnownAlive;

    /// <summary>Stands for this run of the program.</summary>
    internal string Owner { get; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Whether the mail is still this program's to send: asked last, before the server is given what it would take the
    /// mail at.
    /// </summary>
    public Task<bool> IsOurs(OutboxItem item, CancellationToken cancel) => database.Read(session => session.Exists(
        "SELECT 1 FROM outbox WHERE id = @Id AND owner = @Owner AND attempt = @Attempt AND state = 'Sending'",
            new { item.Id, item.Owner, item.Attempt }), cancel);

    /// <summary>
    /// Says that this program lives, and ends the leases of programs that do not: what they were sending is due,
    /// without a clear answer.
    /// Tells how many mails these were.
    /// </summary>
    public async Task<int> EndThoseOfTheDead(DateTimeOffset now, CancellationToken cancel)
    {
        await SignalAlive(cancel);
        var senders = await database.Read(session => session.Rows<string>(
            "SELECT DISTINCT owner FROM outbox WHERE state = 'Sending' AND owner <> @Owner AND due_at > @now",
            new { Owner, now }), cancel);
        var dead = await database.DeadAmong(senders, cancel);
        return dead.Count == 0 ? 0 : await database.Write(async session =>
        {
            var ended = 0;
            foreach (var one in dead)
                ended += await session.Execute(
                    "UPDATE outbox SET due_at = @now WHERE state = 'Sending' AND owner = @one", new { one, now });
            return ended;
        }, cancel);
    }

    /// <summary>Who takes a mail must be known to live.</summary>
    internal Task EnsureKnownAlive(CancellationToken cancel) => isKnownAlive ? Task.CompletedTask : SignalAlive(cancel);

    async Task SignalAlive(CancellationToken cancel)
    {
        await database.SignalAlive(Owner, cancel);
        isKnownAlive = true;
    }
}
