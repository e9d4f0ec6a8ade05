using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing.Versions;

/// <summary>
/// Words that were written into the folder of one machine while another version was published: kept, never shown to
/// readers.
/// </summary>
/// <param name="Machine">Where they lay.</param>
public sealed record ContentConflict(long Number, string Path, string Sha256, string Machine, DateTimeOffset FoundAt)
{
    public override string ToString() =>
        $"Somebody changed {Path} in the folder of {Machine}, but it had been changed elsewhere since: their words are kept and not shown. "
        + "Look at both at /staff/history.";
}

/// <summary>The conflicts in the store, until somebody has seen to them.</summary>
public sealed class ContentConflicts(Database database)
{
    const string Columns = "SELECT number, path, sha256, machine, found_at FROM content_conflict";

    public Task<IReadOnlyList<ContentConflict>> Open(CancellationToken cancel) =>
        database.Read(session => session.Rows<ContentConflict>(Columns + " WHERE settled_at IS NULL ORDER BY number"),
            cancel);

    public Task<ContentConflict?> Find(long number, CancellationToken cancel) =>
        database.Read(session => session.Row<ContentConflict>(Columns + " WHERE number = @number", new { number }),
            cancel);

    public Task<byte[]?> Bytes(long number, CancellationToken cancel) => database.Read(session =>
        session.Value<byte[]>("SELECT bytes FROM content_conflict WHERE number = @number", new { number }), cancel);

    /// <summary>Each bytes of a file are kept once.</summary>
    public Task Keep(string path, byte[] bytes, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteBesides(session => Keep(session, path, bytes, at), cancel);

    public static Task Keep(SqlSession session, string path, byte[] bytes, DateTimeOffset at) => session.Execute(
        """
        INSERT INTO content_conflict (path, sha256, machine, found_at, bytes) VALUES (@path, @hash, @Machine, @at, @bytes)
        ON CONFLICT (path, sha256) DO NOTHING
        """, new { path, hash = FileChange.HashOf(bytes), Machine = Environment.MachineName, at, bytes });

    /// <summary>Somebody has seen to it; the words stay kept.</summary>
    public Task Settle(long number, string who, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteBesides(session =>
        session.Execute("UPDATE content_conflict SET settled_at = @at, settled_by = @who WHERE number = @number AND settled_at IS NULL",
            new { number, who, at }), cancel);
}
