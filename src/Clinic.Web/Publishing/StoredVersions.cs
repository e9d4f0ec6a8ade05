using Clinic.Web.Articles;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing;

/// <summary>
/// The last good versions in the store. They are read when a file on the disk cannot be used, which waits for the store
/// to open.
/// </summary>
public sealed class StoredVersions(KeptContentStore store, StoreOpening opening, ILogger<StoredVersions> log)
    : IKeptVersions
{
    readonly Lock gate = new();
    IReadOnlyDictionary<string, KeptContentFile>? files;

    public IReadOnlyCollection<string> Paths => [.. All().Keys.Where(ContentFolder.IsContent)];

    public ContentFile? Find(string path)
    {
        if (!All().ContainsKey(path)) return null;
        try
        {
            return store.Bytes(path, CancellationToken.None).GetAwaiter().GetResult() is { } bytes
                ? ContentFile.Of(path, bytes) : null;
        }
        catch (StoreUnavailableException e)
        {
            log.LogError("The last good version of {File} cannot be had from the store ({Reason})", path, e.Message);
            return null;
        }
    }

    /// <summary>Since when this file cannot be used, as far as it was noted.</summary>
    public DateTimeOffset? RefusedSince(string path) => All().GetValueOrDefault(path)?.Refused;

    public void Learn(IReadOnlyDictionary<string, KeptContentFile> now)
    {
        lock (gate) files = now;
    }

    IReadOnlyDictionary<string, KeptContentFile> All()
    {
        lock (gate)
        {
            if (files is not null) return files;
            opening.Wordings.GetAwaiter().GetResult();
            return files = store.Files(CancellationToken.None).GetAwaiter().GetResult()
                .ToDictionary(file => file.Path, StringComparer.Ordinal);
        }
    }
}
