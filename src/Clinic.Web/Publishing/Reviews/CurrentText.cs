using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>A file as it is published.</summary>
/// <param name="Sha256">What a change of it must name as opened; null where there is no such file.</param>
public sealed record PublishedFile(string Path, string? Sha256, byte[]? Bytes);

/// <summary>What is published now: by the history, and by the folder for what no history tells yet.</summary>
public sealed class CurrentText(ContentHistory history, ContentSettings settings)
{
    public async Task<PublishedFile> Of(string path, CancellationToken cancel)
    {
        if (await history.Newest(path, cancel) is { } newest)
            return new(path, newest.Sha256, newest.Sha256 is null ? null : await history.Bytes(newest.Number, cancel));
        var file = Path.Combine(settings.Folder, path);
        return new(path, null, ContentFolder.IsContent(path) && File.Exists(file) ? await File.ReadAllBytesAsync(file, cancel) : null);
    }
}
