using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// What the clinic is told that is no request: each morning, each week, and of a request that could not be mailed.
/// </summary>
public sealed class ClinicNotices(Database database)
{
    /// <summary>
    /// Queues the day's mail of counts. False when it was queued before, or an earlier one still waits.
    /// </summary>
    public Task<bool> QueueHeartbeat(
        DateOnly day, DateTimeOffset now, Func<DayCounts, SealedPayload> write, CancellationToken cancel) =>
            database.Write(async session =>
    {
        var mail = new QueuedMail(QueuedMail.AboutDay(day), MailKind.Heartbeat, now);
        if (await IsQueued(session, mail)) return false;
        var counts = (await session.Row<CountsRow>(
            """
            SELECT (SELECT COUNT(*) FROM request WHERE received_at > @since) AS received,
                   (SELECT COUNT(*) FROM request WHERE received_at > @since AND suspicion IS NOT NULL) AS suspected,
                   COUNT(*) FILTER (WHERE state IN ('Waiting', 'Sending')) AS waiting,
                       COUNT(*) FILTER (WHERE state = 'Stalled') AS stalled
            FROM outbox WHERE kind = 'Request'
            """, new { since = now.AddDays(-1) }))!;
        var head = await AuditChain.Head(session);
        await Outbox.Add(session, mail with
        {
            Payload =
            write(new(counts.Received, counts.Suspected, counts.Waiting, counts.Stalled, head))
        });
        return true;
    }, cancel);

    /// <summary>
    /// Queues the week's mail of texts to be reviewed. False when it was queued before, or an earlier one still waits.
    /// </summary>
    public Task<bool> QueueReviewsDue(DateOnly monday, DateTimeOffset now, SealedPayload list,
        CancellationToken cancel) => database.Write(async session =>
    {
        var mail = new QueuedMail(QueuedMail.AboutDay(monday), MailKind.ReviewsDue, now) { Payload = list };
        if (await IsQueued(session, mail)) return false;
        await Outbox.Add(session, mail);
        return true;
    }, cancel);

    /// <summary>Queues a mail that names a request which could not be mailed; twice is once.</summary>
    public Task QueueStalledNotice(OutboxItem item, DateTimeOffset now, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var about = await session.Value<string>("SELECT about FROM outbox WHERE id = @Id", item);
        await session.Execute(
            "DELETE FROM outbox WHERE about = @about AND kind = 'StalledNotice' AND state = 'Delivered'",
            new { about });
        if (!await session.Exists("SELECT 1 FROM outbox WHERE about = @about AND kind = 'StalledNotice'",
            new { about }))
            await Outbox.Add(session, new(about!, MailKind.StalledNotice, now));
    }, cancel);

    static Task<bool> IsQueued(SqlSession session, QueuedMail mail) => session.Exists(
        "SELECT 1 FROM outbox WHERE kind = @kind AND (about = @About OR state IN ('Waiting', 'Sending'))",
        new { kind = StoredWords.Kinds[mail.Kind], mail.About });

    sealed class CountsRow
    {
        public int Received { get; init; }
        public int Suspected { get; init; }
        public int Waiting { get; init; }
        public int Stalled { get; init; }
    }
}
