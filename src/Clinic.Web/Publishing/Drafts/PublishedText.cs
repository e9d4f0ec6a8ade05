using System.Text;
using System.Text.Unicode;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Versions;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>A text as it is published now.</summary>
/// <param name="Sha256">Of its file; null where there is none.</param>
/// <param name="Recorded">The same as the history has it.</param>
public sealed record PublishedText(string? Sha256, string? Recorded, string Text);

/// <summary>The published texts, by the history and by the disk where the history does not know them yet.</summary>
public sealed class PublishedTexts(ContentHistory history, ContentSettings settings)
{
    static readonly PublishedText Nothing = new(null, null, "");

    /// <summary>Null when what is there is no text that can be edited here.</summary>
    public async Task<PublishedText?> Now(string path, CancellationToken cancel)
    {
        if (await history.Newest(path, cancel) is { } newest)
        {
            if (newest.Sha256 is null) return Nothing;
            return await history.Bytes(newest.Number, cancel) is { } kept ? Made(kept, newest.Sha256) : null;
        }
        if (!File.Exists(Path.Combine(settings.Folder, path))) return Nothing;
        var file = ContentFile.Find(settings.Folder, path);
        return file.Length <= ContentFile.LargestBytes ? Made(ContentFile.BytesOf(file), recorded: null) : null;
    }

    /// <summary>What a person opened earlier, by its hash; null when nobody knows it any more.</summary>
    public async Task<string?> Opened(string path, string sha256, CancellationToken cancel)
    {
        var version = (await history.Of(path, cancel)).FirstOrDefault(version => version.Sha256 == sha256);
        return version is not null && await history.Bytes(version.Number, cancel) is { } bytes
            ? Made(bytes, sha256)?.Text : null;
    }

    static PublishedText? Made(byte[] bytes, string? recorded) => Utf8.IsValid(bytes) && !bytes.Contains((byte)0)
        ? new(FileChange.HashOf(bytes), recorded, Encoding.UTF8.GetString(bytes)) : null;
}
