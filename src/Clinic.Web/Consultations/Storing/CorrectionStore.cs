using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>Other answers under a submission that was kept before.</summary>
public sealed class CorrectionStore(Database database)
{
    const int MostCorrections = 3;

    /// <summary>
    /// They take the place of the first ones as long as nobody tried to mail these, and later go out as a correction,
    /// three at most. Consents are added. <paramref name="seal"/> is given the number of the correction, or 0.
    /// </summary>
    public Task<CorrectionResult> Correct(CorrectedAnswers answers, Func<int, SealedPayload> seal,
        CancellationToken cancel) => database.Write(async session =>
    {
        var (key, at) = (answers.Id.Key, answers.At);
        // Changes nothing and holds the row, so that no other program begins to mail it meanwhile.
        var isUntried = await session.Execute(
            "UPDATE outbox SET attempt = attempt WHERE about = @key AND kind = 'Request' AND attempt = 0",
            new { key }) > 0;
        var known = await session.Row<CorrectedRow>(
            """
            SELECT reference, answers, suspicion, (SELECT COUNT(*) FROM correction c
                WHERE c.submission = r.submission) AS corrections
            FROM request r WHERE submission = @key AND payload IS NOT NULL
            """, new { key });
        if (known is null) return CorrectionResult.Gone;
        if (known.Answers == answers.Answers) return CorrectionResult.Same;
        if (!isUntried && known.Corrections >= MostCorrections) return CorrectionResult.TooMany;

        var number = isUntried ? 0 : known.Corrections + 1;
        var payload = seal(number);
        await Keep(session, key, number, payload, at);
        await session.Execute("UPDATE request SET answers = @Answers, corrected_at = @at WHERE submission = @key",
            new { key, answers.Answers, at });
        foreach (var consent in answers.Consents) await ConsentStore.Add(session, key, consent, at);
        if (known.Suspicion is null) await ChangeReceipt(session, key, answers);
        session.Audit(new(at, AuditEvent.Corrected, known.Reference, AuditEntry.Site,
            $"{(isUntried ? "before it was mailed" : $"correction {number}")}, {payload.ContentHash}"));
        return isUntried ? CorrectionResult.Replaced : CorrectionResult.Queued;
    }, cancel);

    internal static Task Erase(SqlSession session, string key) =>
        session.Execute("UPDATE correction SET payload = NULL WHERE submission = @key", new { key });

    static async Task Keep(SqlSession session, string key, int number, SealedPayload payload, DateTimeOffset at)
    {
        var values = new { key, number, at, payload.Format, payload.Bytes };
        if (number == 0)
        {
            await session.Execute("UPDATE request SET seal = @Format, payload = @Bytes WHERE submission = @key",
                values);
            await session.Execute(
                "UPDATE outbox SET seal = @Format, payload = @Bytes WHERE about = @key AND kind = 'Request'",
                new { key, payload.ForMail?.Format, payload.ForMail?.Bytes });
            return;
        }
        await session.Execute(
            "INSERT INTO correction (submission, number, received_at, seal, payload) VALUES (@key, @number, @at, @Format, @Bytes)", values);
        await Outbox.Add(session, new(key, MailKind.Correction, at) { Number = number, Payload = payload.ForMail });
    }

    // A receipt that was tried stays the only one.
    static async Task ChangeReceipt(SqlSession session, string key, CorrectedAnswers answers)
    {
        await session.Execute("DELETE FROM outbox WHERE about = @key AND kind = 'Receipt' AND attempt = 0",
            new { key });
        if (answers.Receipt is { } receipt
            && !await session.Exists("SELECT 1 FROM outbox WHERE about = @key AND kind = 'Receipt'", new { key }))
            await Outbox.Add(session, new(key, MailKind.Receipt, answers.At) { Payload = receipt });
    }

    sealed class CorrectedRow
    {
        public string Reference { get; init; } = "";
        public string? Answers { get; init; }
        public string? Suspicion { get; init; }
        public int Corrections { get; init; }
    }
}
