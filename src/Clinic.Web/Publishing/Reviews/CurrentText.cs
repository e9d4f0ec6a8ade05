using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>A file as it is published.</summary>
/// <param name="Bytes">Null where there is no such file.</param>
/// <param name="Recorded">The SHA-256 that the history has of it, by which a change says what it was made to.</param>
public sealed record PublishedFile(string Path, byte[]? Bytes, string? Recorded)
{
    /// <summary>Whether somebody who had this hash before them had this file, in the eyes of the history too.</summary>
    public bool IsWhat(string? opened) => opened == Sha256 || opened == Recorded;

    public string? Sha256 { get; } = Bytes is null ? null : FileChange.HashOf(Bytes);
}

/// <summary>What is published now: by the history, and by the folder for what no history tells yet.</summary>
public sealed class CurrentText(ContentHistory history, ContentSettings settings)
{
    public async Task<PublishedFile> Of(string path, CancellationToken cancel)
    {
        if (await history.Newest(path, cancel) is { } newest)
            return new(path, newest.Sha256 is null ? null : await history.Bytes(newest.Number, cancel), newest.Sha256);
        var file = Path.Combine(settings.Folder, path);
        return new(path, ContentFolder.IsContent(path) && File.Exists(file)
            ? await File.ReadAllBytesAsync(file, cancel) : null, null);
    }
}
