using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>Another request holds this reference; make a new one.</summary>
public sealed class ReferenceTakenException() : Exception("Another request holds this reference.");

/// <summary>Requests from their coming to their erasing. A submission is known by the hash of its secret.</summary>
public sealed class RequestStore(Database database)
{
    const string WithdrawnPurpose = "withdrawn";

    /// <summary>
    /// One transaction: request, consents, mails. A submission kept before gives its first reference and writes
    /// nothing.
    /// </summary>
    /// <exception cref="ReferenceTakenException">Nothing was written.</exception>
    public Task<RequestReference> Keep(SealedRequest request, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var key = request.Id.Key;
        var inserted = await session.Execute(
            """
            INSERT INTO request (submission, reference, received_at, seal, payload, suspicion, answers, promised_at)
            VALUES (@key, @Value, @Received, @Format, @Bytes, @Suspicion, @Answers, @Promised) ON CONFLICT DO NOTHING
            """,
            new
            {
                key,
                request.Reference.Value,
                request.Received,
                request.Payload.Format,
                request.Payload.Bytes,
                request.Suspicion,
                request.Answers,
                request.Promised,
            });
        if (inserted == 0) return await Find(session, request.Id) ?? throw new ReferenceTakenException();
        foreach (var consent in request.Consents) await ConsentStore.Add(session, key, consent, request.Received);
        var isHeld = request.Suspicion is not null;
        var mail = new QueuedMail(key, MailKind.Request, request.Received)
        {
            State = isHeld ? OutboxState.Cancelled : OutboxState.Waiting,
            Payload = request.Payload.ForMail,
        };
        await Outbox.Add(session, mail);
        if (request.Receipt is { } receipt && !isHeld)
            await Outbox.Add(session, new(key, MailKind.Receipt, request.Received) { Payload = receipt });
        session.Audit(new(request.Received, AuditEvent.Received, request.Reference.Value, AuditEntry.Site,
            $"{(isHeld ? request.Suspicion + ", " : "")}{request.Payload.ContentHash}"));
        return request.Reference;
    }, cancel);

    public Task<RequestReference?> ReferenceOf(SubmissionId id, CancellationToken cancel) =>
        database.Read(session => Find(session, id), cancel);

    public Task<RequestStatus?> StatusOf(SubmissionId id, CancellationToken cancel) => database.Read(async session =>
    {
        var row = await session.Row<StatusRow>(
            """
            SELECT r.reference, r.received_at, r.withdrawn_at, r.erased_at, r.answers, r.corrected_at, r.promised_at,
                o.state, o.attempt, o.delivered_at
            FROM request r JOIN outbox o ON o.about = r.submission AND o.kind = 'Request' WHERE r.submission = @Key
            """, id);
        return row is not null && RequestReference.TryParse(row.Reference, out var reference)
            ? row.Status(reference!) : null;
    }, cancel);

    /// <summary>
    /// Erases the words, stops their mail and queues a notice to the clinic. False when there is no such request; twice
    /// is once.
    /// </summary>
    public Task<bool> Withdraw(SubmissionId id, DateTimeOffset at, CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (await Find(session, id) is not { } reference) return false;
        var changed = await session.Execute(
            """
            UPDATE request SET payload = NULL, answers = NULL, withdrawn_at = @at, erased_at = COALESCE(erased_at, @at)
            WHERE submission = @Key AND withdrawn_at IS NULL
            """, new { id.Key, at });
        if (changed == 0) return true;
        await CorrectionStore.Erase(session, id.Key);
        await Outbox.EraseAnswers(session, id.Key);
        await AnsweringStore.EraseNotes(session, id.Key);
        await Outbox.Cancel(session, id.Key, "withdrawn");
        await ConsentStore.Add(session, id.Key, new(WithdrawnPurpose, "web", "", "", ""), at);
        await Outbox.Add(session, new(id.Key, MailKind.Withdrawal, at));
        session.Audit(new(at, AuditEvent.Withdrawn, reference.Value, AuditEntry.Site, ""));
        return true;
    }, cancel);

    /// <summary>
    /// Erases the words and stops their mail; the clinic, who asked for it, is not told. False when the reference is
    /// not known; twice is once.
    /// </summary>
    public Task<bool> Erase(RequestReference reference, string by, DateTimeOffset at, CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (await session.Value<string>("SELECT submission FROM request WHERE reference = @Value",
            reference) is not { } key) return false;
        var erased = await session.Execute(
            "UPDATE request SET payload = NULL, answers = NULL, erased_at = @at WHERE submission = @key AND payload IS NOT NULL", new { key, at });
        await CorrectionStore.Erase(session, key);
        await Outbox.EraseAnswers(session, key);
        await AnsweringStore.EraseNotes(session, key);
        await Outbox.Cancel(session, key, "erased");
        if (erased > 0) session.Audit(new(at, AuditEvent.Erased, reference.Value, by, ""));
        return true;
    }, cancel);

    /// <summary>
    /// Erases what is past its time, never a waiting or stalled request, and one that the clinic is still answering
    /// only at the later limit. Leaves a receipt with counts in the audit trail: each time it erased something, and
    /// once a day.
    /// </summary>
    public Task<Purged> Purge(KeepUntil limits, DateTimeOffset at, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var requests = await session.Execute(
            $"""
            UPDATE request SET payload = NULL, answers = NULL, erased_at = @at WHERE payload IS NOT NULL AND (
                (submission IN (SELECT about FROM outbox WHERE kind = 'Request' AND state = 'Delivered'
                    AND delivered_at < @Delivered
                        AND (delivered_at < @StillOpen OR about NOT IN ({OpenRequests.BeingAnswered})))
                    AND submission NOT IN (SELECT submission FROM answering WHERE closed_at >= @Closed)
                    AND submission NOT IN (SELECT about FROM outbox WHERE kind = 'Correction'
                        AND (state <> 'Delivered' OR delivered_at >= @Delivered)))
                OR (suspicion IS NOT NULL AND received_at < @Suspected
                    AND submission IN (SELECT about FROM outbox WHERE kind = 'Request' AND state = 'Cancelled')))
            """, new
            {
                at,
                limits.Delivered,
                limits.Suspected,
                limits.StillOpen,
                limits.Closed,
                since = await OpenRequests.DeskUsedSince(session)
            });
        await session.Execute(
            """
            UPDATE answering_entry SET seal = NULL, payload = NULL
            WHERE payload IS NOT NULL AND submission IN (SELECT submission FROM request WHERE payload IS NULL)
            """);
        await session.Execute(
            "UPDATE correction SET payload = NULL WHERE payload IS NOT NULL AND submission IN (SELECT submission FROM request WHERE payload IS NULL)");
        await Outbox.EraseAnswersOfErased(session);
        var consents = await session.Execute(
            "DELETE FROM consent WHERE agreed_at < @Consent AND submission IN (SELECT submission FROM request WHERE payload IS NULL)", limits);
        var lastReceipt = await session.Value<DateTimeOffset?>("SELECT MAX(at) FROM audit WHERE event = 'Purged'");
        if (requests + consents > 0 || lastReceipt is null || lastReceipt.Value.UtcDateTime.Date < at.UtcDateTime.Date)
            session.Audit(new(at, AuditEvent.Purged, null, AuditEntry.Site,
                $"{requests} requests, {consents} consents"));
        return new Purged(requests, consents);
    }, cancel);

    static async Task<RequestReference?> Find(SqlSession session, SubmissionId id) =>
        RequestReference.TryParse(await session.Value<string>("SELECT reference FROM request WHERE submission = @Key",
            id), out var found) ? found : null;

    sealed class StatusRow
    {
        public string Reference { get; init; } = "";
        public DateTimeOffset ReceivedAt { get; init; }
        public DateTimeOffset? WithdrawnAt { get; init; }
        public DateTimeOffset? ErasedAt { get; init; }
        public string? Answers { get; init; }
        public DateTimeOffset? CorrectedAt { get; init; }
        public DateTimeOffset? PromisedAt { get; init; }
        public string State { get; init; } = "";
        public int Attempt { get; init; }
        public DateTimeOffset? DeliveredAt { get; init; }

        OutboxState? Mail => StoredWords.States[State];

        public RequestStatus Status(RequestReference reference) =>
            new(reference, ReceivedAt, Mail, DeliveredAt, WithdrawnAt,
                WasTried: Attempt > (Mail == OutboxState.Sending ? 1 : 0))
            {
                Erased = ErasedAt,
                Answers = Answers,
                Corrected = CorrectedAt,
                Promised = PromisedAt,
            };
    }
}
