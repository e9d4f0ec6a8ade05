using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    const int MostCorrections = 3;

    public Task<CorrectionResult> Correct(CorrectedAnswers answers, Func<int, SealedPayload> seal, CancellationToken cancel) => Write(async session =>
    {
        var (key, at) = (answers.Id.Key, Ms(answers.At));
        // Changes nothing and holds the row, so that no other program begins to mail it meanwhile.
        var isUntried = await session.Execute("UPDATE outbox SET attempt = attempt WHERE about = @key AND kind = 'Request' AND attempt = 0", new { key }) > 0;
        var known = await session.Row<CorrectedRow>(
            """
            SELECT reference AS Reference, answers AS Answers, suspicion AS Suspicion, (SELECT COUNT(*) FROM correction c WHERE c.submission = r.submission) AS Corrections
            FROM request r WHERE submission = @key AND payload IS NOT NULL
            """, new { key });
        if (known is null) return CorrectionResult.Gone;
        if (known.Answers == answers.Answers) return CorrectionResult.Same;
        if (!isUntried && known.Corrections >= MostCorrections) return CorrectionResult.TooMany;

        var number = isUntried ? 0 : (int)known.Corrections + 1;
        var payload = seal(number);
        if (isUntried)
        {
            await session.Execute("UPDATE request SET seal = @Format, payload = @Bytes WHERE submission = @key", new { key, payload.Format, payload.Bytes });
        }
        else
        {
            await session.Execute("INSERT INTO correction (submission, number, received_at, seal, payload) VALUES (@key, @number, @at, @Format, @Bytes)", new { key, number, at, payload.Format, payload.Bytes });
            await Queue(session, key, MailKind.Correction, answers.At, null, number: number);
        }
        await session.Execute("UPDATE request SET answers = @Answers, corrected_at = @at WHERE submission = @key", new { key, answers.Answers, at });
        foreach (var consent in answers.Consents) await Agree(session, key, consent, answers.At);
        if (known.Suspicion is null) await ChangeReceipt(session, key, answers);
        session.Tell(new(answers.At, AuditEvent.Corrected, known.Reference, AuditEntry.Site, isUntried ? "before it was mailed" : $"correction {number}"));
        return isUntried ? CorrectionResult.Replaced : CorrectionResult.Queued;
    }, cancel);

    // A receipt that was tried stays the only one.
    static async Task ChangeReceipt(SqlSession session, string key, CorrectedAnswers answers)
    {
        await session.Execute("DELETE FROM outbox WHERE about = @key AND kind = 'Receipt' AND attempt = 0", new { key });
        if (answers.Receipt is { } receipt && await session.Value<long>("SELECT COUNT(*) FROM outbox WHERE about = @key AND kind = 'Receipt'", new { key }) == 0)
            await Queue(session, key, MailKind.Receipt, answers.At, receipt);
    }

    static Task<CorrectionRow?> CorrectionOf(SqlSession session, OutboxRow row) => session.Row<CorrectionRow>(
        """
        SELECT c.seal AS Seal, c.payload AS Payload, o.message_id AS MessageId FROM correction c JOIN outbox o ON o.about = c.submission AND o.kind = 'Request'
        WHERE c.submission = @About AND c.number = @Number
        """, row);

    sealed class CorrectedRow
    {
        public string Reference { get; init; } = "";
        public string? Answers { get; init; }
        public string? Suspicion { get; init; }
        public long Corrections { get; init; }
    }

    sealed class CorrectionRow
    {
        public string Seal { get; init; } = "";
        public byte[]? Payload { get; init; }
        public string MessageId { get; init; } = "";
    }
}
