using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>What waits for a clinician's signature. Of each file one request waits at the most: the last one.</summary>
public sealed class ReviewRequests(Database database, TimeProvider clock)
{
    const string Columns =
        "SELECT number, path, base, sha256, asked_by, asked_at, note, stage, answered_by, answered_at, answer FROM content_review";

    /// <summary>Asks a clinician to sign these bytes; they are published as soon as one does.</summary>
    /// <param name="opened">The SHA-256 of what readers see, as the person had it before them; null where there is no such file.</param>
    /// <exception cref="ArgumentException">The path names no content file.</exception>
    public Task<ReviewRequest> Ask(string path, string? opened, byte[] bytes, string by, string note,
        CancellationToken cancel)
    {
        if (!ContentFolder.IsContent(path))
            throw new ArgumentException($"\"{path}\" is no content file.", nameof(path));
        return database.Write(async session =>
        {
            var (now, sha256) = (clock.GetUtcNow(), FileChange.HashOf(bytes));
            note = note.Length > ReviewRequest.LongestNote ? note[..ReviewRequest.LongestNote] : note;
            await session.Execute("UPDATE content_review SET stage = 'replaced' WHERE path = @path AND stage = 'waiting'", new { path });
            var number = await session.Value<long>(
                """
                INSERT INTO content_review (path, base, bytes, sha256, asked_by, asked_at, note, stage)
                VALUES (@path, @opened, @bytes, @sha256, @by, @now, @note, 'waiting') RETURNING number
                """, new { path, opened, bytes, sha256, by, now, note });
            session.Audit(new(now, AuditEvent.ReviewAsked, path, by, ""));
            return new ReviewRequest(number, path, opened, sha256, by, now, note, ReviewStage.Waiting, null, null,
                null);
        }, cancel);
    }

    /// <summary>What waits, oldest first.</summary>
    public Task<IReadOnlyList<ReviewRequest>> Waiting(CancellationToken cancel) =>
        Rows(Columns + " WHERE stage = 'waiting' ORDER BY number", new { }, cancel);

    /// <summary>What was sent back to somebody and that they have not asked about again.</summary>
    public Task<IReadOnlyList<ReviewRequest>> SentBackTo(string person, CancellationToken cancel) => Rows(
        Columns + " r WHERE stage = 'sent-back' AND asked_by = @person "
            + "AND NOT EXISTS (SELECT 1 FROM content_review later WHERE later.path = r.path AND later.number > r.number) ORDER BY number",
        new { person }, cancel);

    /// <summary>The last request about a file, whatever came of it; null where nobody ever asked.</summary>
    public async Task<ReviewRequest?> Last(string path, CancellationToken cancel) =>
        await Rows(Columns + " WHERE path = @path ORDER BY number DESC LIMIT 1", new { path }, cancel) is [var last]
            ? last : null;

    public Task<byte[]?> Bytes(long number, CancellationToken cancel) => database.Read(session =>
        session.Value<byte[]>("SELECT bytes FROM content_review WHERE number = @number", new { number }), cancel);

    /// <summary>False when it no longer waits.</summary>
    public Task<bool> SendBack(long number, string by, string answer, CancellationToken cancel) =>
        database.Write(async session =>
    {
        var now = clock.GetUtcNow();
        if (!await Close(session, number, ReviewStage.SentBack, by, now, answer)) return false;
        var path = await session.Value<string>("SELECT path FROM content_review WHERE number = @number",
            new { number });
        session.Audit(new(now, AuditEvent.ReviewSentBack, path, by, ""));
        return true;
    }, cancel);

    /// <summary>By who asked; false when it no longer waits.</summary>
    public Task<bool> TakeBack(long number, string by, CancellationToken cancel) => database.Write(
        session => Close(session, number, ReviewStage.TakenBack, by, clock.GetUtcNow(), ""), cancel);

    /// <summary>As part of the transaction that also writes what it was closed with.</summary>
    internal static async Task<bool> Close(
        SqlSession session, long number, ReviewStage stage, string by, DateTimeOffset now, string answer) =>
            await session.Execute(
            """
            UPDATE content_review SET stage = @stage, answered_by = @by, answered_at = @now, answer = @answer
            WHERE number = @number AND stage = 'waiting'
            """, new { number, stage = ReviewRequest.Stages[stage], by, now, answer }) == 1;

    Task<IReadOnlyList<ReviewRequest>> Rows(string query, object values, CancellationToken cancel) =>
        database.Read<IReadOnlyList<ReviewRequest>>(async session =>
            [.. (await session.Rows<Row>(query, values)).Select(row => row.Request())], cancel);

    sealed class Row
    {
        public long Number { get; init; }
        public string Path { get; init; } = "";
        public string? Base { get; init; }
        public string Sha256 { get; init; } = "";
        public string AskedBy { get; init; } = "";
        public DateTimeOffset AskedAt { get; init; }
        public string Note { get; init; } = "";
        public string Stage { get; init; } = "";
        public string? AnsweredBy { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public string? Answer { get; init; }

        public ReviewRequest Request() =>
            new(Number, Path, Base, Sha256, AskedBy, AskedAt, Note, ReviewRequest.Stages[Stage], AnsweredBy,
                AnsweredAt, Answer);
    }
}
