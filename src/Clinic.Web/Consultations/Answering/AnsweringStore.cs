using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Consultations.Answering;

/// <summary>
/// What the clinic does about requests. Each step is written with its audit entry in one transaction, and only on the
/// version that its author saw.
/// </summary>
public sealed class AnsweringStore(Database database)
{
    public Task<ChangeResult> Change(RequestReference reference, AnsweringChange change, CancellationToken cancel) =>
        database.Write(async session =>
            await session.Row<CurrentRow>($"{CurrentRow.Query} WHERE r.reference = @Value", reference) is { } row
            ? await Change(session, row, change) : ChangeResult.Gone, cancel);

    /// <summary>
    /// By the person: revocation acts at once, whatever the desk does meanwhile, and whoever looks at an older version
    /// is told. Twice is once. The clinic gets a mail too, which is all there is where nobody looks at the list.
    /// </summary>
    public Task<ChangeResult> StopTexting(SubmissionId id, DateTimeOffset at, CancellationToken cancel) =>
        database.Write(async session =>
    {
        if (await session.Row<CurrentRow>($"{CurrentRow.Query} WHERE r.submission = @Key", id) is not { } row)
            return ChangeResult.Gone;
        if (row.IsErased) return row.Refusal;
        if (row.Contact != AnswerChoices.TextMessage) return ChangeResult.NotPossible;
        await ConsentStore.Add(session, id.Key, new(ConsentPurpose.TextingStopped, "web", "", "", ""), at);
        await session.Execute("DELETE FROM outbox WHERE about = @Key AND kind = 'WayChange' AND state = 'Delivered'",
            id);
        if (!await session.Exists("SELECT 1 FROM outbox WHERE about = @Key AND kind = 'WayChange'", id))
            await Outbox.Add(session, new(id.Key, MailKind.WayChange, at));
        return await Write(session, row, new(AnsweringStep.TextingStopped, row.Version, AuditEntry.Site, at),
            row.StageNow);
    }, cancel);

    /// <summary>Every step, oldest first.</summary>
    public Task<IReadOnlyList<AnsweringEntry>> History(RequestReference reference, CancellationToken cancel) =>
        database.Read(async session =>
        await Entries(session, await session.Value<string>("SELECT submission FROM request WHERE reference = @Value",
            reference) ?? ""), cancel);

    public Task<PersonsView> ForPerson(SubmissionId id, CancellationToken cancel) => database.Read(async session =>
    {
        if (await session.Row<CurrentRow>($"{CurrentRow.Query} WHERE r.submission = @Key", id) is not { } row)
            return PersonsView.Nothing;
        return new(row.StageNow, row.DismissedAt is not null, CanStopTexting: !row.IsErased
            && row.Contact == AnswerChoices.TextMessage,
            await Entries(session, id.Key));
    }, cancel);

    /// <summary>What was written about a request goes with its words; that and when somebody tried stays.</summary>
    internal static Task EraseNotes(SqlSession session, string key) =>
        session.Execute("UPDATE answering_entry SET seal = NULL, payload = NULL WHERE submission = @key AND payload IS NOT NULL", new { key });

    static async Task<ChangeResult> Change(SqlSession session, CurrentRow row, AnsweringChange change)
    {
        if (row.IsErased) return row.Refusal;
        if (change.Version != row.Version) return ChangeResult.ChangedMeanwhile;
        if (row.IsHeld ? !change.Step.IsForHeld() && change.Step != AnsweringStep.Noted : change.Step.IsForHeld())
            return ChangeResult.NotPossible;
        if (change.Step == AnsweringStep.FoundUnreal && row.DismissedAt is not null) return ChangeResult.NotPossible;
        if (AnsweringRules.After(row.StageNow, change.Step) is not { } after) return ChangeResult.NotPossible;
        if (change.Step == AnsweringStep.FoundReal) await SuspectedRequests.Mail(session, row.Submission, change.At);
        return await Write(session, row, change, after);
    }

    static async Task<ChangeResult> Write(SqlSession session, CurrentRow row, AnsweringChange change,
        AnsweringStage after)
    {
        var number = row.Version + 1;
        var owner = change.Step == AnsweringStep.Taken ? change.By
            : change.To ?? row.Owner ?? (change.Step.MakesOwner() ? change.By : null);
        await session.Execute(
            """
            INSERT INTO answering (submission, stage, owner, version, changed_at, closed_at, dismissed_at)
            VALUES (@Submission, @stage, @owner, @number, @At, @closed, @dismissed)
            ON CONFLICT (submission) DO UPDATE
                SET stage = excluded.stage, owner = excluded.owner, version = excluded.version,
                changed_at = excluded.changed_at, closed_at = excluded.closed_at, dismissed_at = excluded.dismissed_at
            """,
            new
            {
                row.Submission,
                stage = AnsweringWords.Stages[after],
                owner,
                number,
                change.At,
                closed = after.IsOpen() ? null : after == row.StageNow ? row.ClosedAt : change.At,
                dismissed = change.Step switch
                {
                    AnsweringStep.FoundUnreal => change.At,
                    AnsweringStep.FoundReal => null,
                    _ => row.DismissedAt,
                },
            });
        await session.Execute(
            """
            INSERT INTO answering_entry (submission, number, at, who, step, handed_to, seal, payload)
            VALUES (@Submission, @number, @At, @By, @step, @To, @Format, @Bytes)
            """,
            new
            {
                row.Submission,
                number,
                change.At,
                change.By,
                step = AnsweringWords.Steps[change.Step],
                change.To,
                change.Note?.Format,
                change.Note?.Bytes,
            });
        session.Audit(Entry(row.Reference, change));
        return ChangeResult.Done;
    }

    static AuditEntry Entry(string reference, AnsweringChange change)
    {
        var (what, detail) = change.Step switch
        {
            AnsweringStep.Called or AnsweringStep.LeftWord or AnsweringStep.Texted or AnsweringStep.Wrote =>
                (AuditEvent.Attempted, AnsweringWords.Steps[change.Step]),
            AnsweringStep.Reached => (AuditEvent.Answered, ""),
            AnsweringStep.WrongNumber => (AuditEvent.Answered, AnsweringWords.Steps[change.Step]),
            AnsweringStep.CouldNotReach => (AuditEvent.NotReached, ""),
            AnsweringStep.Reopened => (AuditEvent.Reopened, ""),
            AnsweringStep.Taken => (AuditEvent.HandedOver, $"to {change.By}"),
            AnsweringStep.HandedOver => (AuditEvent.HandedOver, $"to {change.To}"),
            AnsweringStep.Noted => (AuditEvent.Noted, ""),
            AnsweringStep.TextingStopped => (AuditEvent.TextingStopped, ""),
            AnsweringStep.FoundReal => (AuditEvent.Released, "found real"),
            AnsweringStep.FoundUnreal => (AuditEvent.Dismissed, ""),
        };
        return new(change.At, what, reference, change.By, detail);
    }

    internal static async Task<IReadOnlyList<AnsweringEntry>> Entries(SqlSession session, string key) =>
        [.. (await session.Rows<EntryRow>(
            "SELECT step, at, who, handed_to, seal, payload FROM answering_entry WHERE submission = @key ORDER BY number", new { key }))
            .Select(row => row.Entry())];

    sealed class EntryRow : PayloadRow
    {
        public string Step { get; init; } = "";
        public DateTimeOffset At { get; init; }
        public string Who { get; init; } = "";
        public string? HandedTo { get; init; }

        public AnsweringEntry Entry() => new(AnsweringWords.Steps[Step], At, Who, HandedTo, Sealed());
    }
}
