using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>Every version of every content file, whoever changed it.</summary>
public sealed class ContentHistory(Database database)
{
    const string Columns = "SELECT number, path, sha256, at, who, cause, note, change FROM content_version";

    /// <summary>Null where the file was never there.</summary>
    public Task<ContentVersion?> Newest(string path, CancellationToken cancel) =>
        database.Read(session => Newest(session, path), cancel);

    /// <summary>Of one file, newest first.</summary>
    public Task<IReadOnlyList<ContentVersion>> Of(string path, CancellationToken cancel) =>
        Rows(Columns + " WHERE path = @path ORDER BY number DESC", new { path }, cancel);

    /// <summary>Of all files, newest first.</summary>
    /// <param name="before">Only versions with a smaller number.</param>
    public Task<IReadOnlyList<ContentVersion>> Recent(long before, int count, CancellationToken cancel) =>
        Rows(Columns + " WHERE number < @before ORDER BY number DESC LIMIT @count", new { before, count }, cancel);

    /// <summary>Those that came after, oldest first.</summary>
    public Task<IReadOnlyList<ContentVersion>> Since(long number, CancellationToken cancel) =>
        Rows(Columns + " WHERE number > @number ORDER BY number", new { number }, cancel);

    /// <summary>Those that were made in one step, in order.</summary>
    public Task<IReadOnlyList<ContentVersion>> InChange(string key, CancellationToken cancel) =>
        Rows(Columns + " WHERE change = @key ORDER BY number", new { key }, cancel);

    /// <summary>Null where that version took the file away, or is none.</summary>
    public Task<byte[]?> Bytes(long number, CancellationToken cancel) => database.Read(session =>
        session.Value<byte[]>("SELECT bytes FROM content_version WHERE number = @number", new { number }), cancel);

    /// <summary>Whether a version of this file has these bytes.</summary>
    public Task<bool> Knows(string path, string sha256, CancellationToken cancel) =>
        database.Read(session => session.Exists(
        "SELECT 1 FROM content_version WHERE path = @path AND sha256 = @sha256", new { path, sha256 }), cancel);

    /// <summary>
    /// The number of the newest version of all; 0 before the history begins. In a writer's transaction it stays so.
    /// </summary>
    public static async Task<long> Head(SqlSession session) =>
        await session.Value<long?>("SELECT MAX(number) FROM content_version") ?? 0;

    /// <summary>As part of the transaction that also writes what belongs to it.</summary>
    public static async Task<ContentVersion> Add(SqlSession session, FileChange file, ContentChange change, string key,
        DateTimeOffset at)
    {
        var row = new
        {
            file.Path,
            file.Sha256,
            file.Bytes,
            at,
            change.Who,
            Cause = ContentVersion.Causes[change.Cause],
            change.Note,
            key,
        };
        var number = await session.Value<long>(
            """
            INSERT INTO content_version (path, sha256, bytes, at, who, cause, note, change)
            VALUES (@Path, @Sha256, @Bytes, @at, @Who, @Cause, @Note, @key) RETURNING number
            """, row);
        return new(number, file.Path, file.Sha256, at, change.Who, change.Cause, change.Note, key);
    }

    public static async Task<ContentVersion?> Newest(SqlSession session, string path) =>
        (await session.Row<Row>(Columns + " WHERE path = @path ORDER BY number DESC LIMIT 1", new { path }))?.Version();

    Task<IReadOnlyList<ContentVersion>> Rows(string query, object values, CancellationToken cancel) =>
        database.Read<IReadOnlyList<ContentVersion>>(async session =>
            [.. (await session.Rows<Row>(query, values)).Select(row => row.Version())], cancel);

    sealed class Row
    {
        public long Number { get; init; }
        public string Path { get; init; } = "";
        public string? Sha256 { get; init; }
        public DateTimeOffset At { get; init; }
        public string Who { get; init; } = "";
        public string Cause { get; init; } = "";
        public string Note { get; init; } = "";
        public string Change { get; init; } = "";

        public ContentVersion Version() =>
            new(Number, Path, Sha256, At, Who, ContentVersion.Causes[Cause], Note, Change);
    }
}
