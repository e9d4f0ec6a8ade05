namespace Clinic.Web.Consultations.Storing;

/// <summary>The last good version of each content file.</summary>
public sealed class KeptContentStore(Database database)
{
    /// <summary>Without their bytes.</summary>
    public Task<IReadOnlyList<KeptContentFile>> Files(CancellationToken cancel) =>
        database.Read<IReadOnlyList<KeptContentFile>>(async session =>
    {
        var rows = await session.Rows<FileRow>(
            "SELECT path, sha256, kept_at, refused_at FROM content_file ORDER BY path");
        return [.. rows.Select(row => new KeptContentFile(row.Path, row.Sha256, row.KeptAt, row.RefusedAt))];
    }, cancel);

    /// <summary>Null when no version of this file is kept.</summary>
    public Task<byte[]?> Bytes(string path, CancellationToken cancel) =>
        database.Read(session =>
            session.Value<byte[]>("SELECT bytes FROM content_file WHERE path = @path", new { path }), cancel);

    /// <summary>Keeps new versions, and notes since when which files cannot be used.</summary>
    public Task Keep(ContentChanges changes, DateTimeOffset at, CancellationToken cancel) =>
        database.WriteBesides(async session =>
    {
        foreach (var version in changes.Versions)
        {
            await session.Execute(
                """
                INSERT INTO content_file (path, sha256, bytes, kept_at) VALUES (@Path, @Sha256, @Bytes, @at)
                ON CONFLICT (path) DO UPDATE
                    SET sha256 = excluded.sha256, bytes = excluded.bytes, kept_at = excluded.kept_at
                """, new { version.Path, version.Sha256, version.Bytes, at });
        }
        foreach (var path in changes.Refused)
            await session.Execute("UPDATE content_file SET refused_at = COALESCE(refused_at, @at) WHERE path = @path",
                new { path, at });
        foreach (var path in changes.GoodAgain)
            await session.Execute("UPDATE content_file SET refused_at = NULL WHERE path = @path", new { path });
        foreach (var path in changes.Gone)
            await session.Execute("DELETE FROM content_file WHERE path = @path", new { path });
    }, cancel);

    sealed record FileRow(string Path, string Sha256, DateTimeOffset KeptAt, DateTimeOffset? RefusedAt);
}
