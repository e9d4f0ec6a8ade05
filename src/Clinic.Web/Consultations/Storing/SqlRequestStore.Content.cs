namespace Clinic.Web.Consultations.Storing;

public abstract partial class SqlRequestStore
{
    public Task<IReadOnlyList<KeptContentFile>> KeptContent(CancellationToken cancel) => Read<IReadOnlyList<KeptContentFile>>(async session =>
        [.. (await session.Rows<ContentRow>("SELECT path AS Path, sha256 AS Sha256, kept_at AS Kept, refused_at AS Refused FROM content_file ORDER BY path"))
            .Select(row => new KeptContentFile(row.Path, row.Sha256, At(row.Kept), At(row.Refused)))], cancel);

    public Task<byte[]?> KeptBytes(string path, CancellationToken cancel) =>
        Read(session => session.Value<byte[]>("SELECT bytes FROM content_file WHERE path = @path", new { path }), cancel);

    public Task KeepContent(ContentChanges changes, DateTimeOffset at, CancellationToken cancel) => Take(async session =>
    {
        foreach (var version in changes.Versions)
        {
            await session.Execute(
                """
                INSERT INTO content_file (path, sha256, bytes, kept_at) VALUES (@Path, @Sha256, @Bytes, @at)
                ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes, kept_at = excluded.kept_at
                """, new { version.Path, version.Sha256, version.Bytes, at = Ms(at) });
        }
        foreach (var path in changes.Refused) await session.Execute("UPDATE content_file SET refused_at = COALESCE(refused_at, @at) WHERE path = @path", new { path, at = Ms(at) });
        foreach (var path in changes.GoodAgain) await session.Execute("UPDATE content_file SET refused_at = NULL WHERE path = @path", new { path });
        foreach (var path in changes.Gone) await session.Execute("DELETE FROM content_file WHERE path = @path", new { path });
        return 0;
    }, cancel);

    sealed class ContentRow
    {
        public string Path { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public long Kept { get; init; }
        public long? Refused { get; init; }
    }
}
