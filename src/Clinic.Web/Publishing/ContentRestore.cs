using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Publishing;

/// <summary>Writes the last good versions back where their files are missing; what is there stays as it is.</summary>
public static class ContentRestore
{
    /// <summary>The files that were written.</summary>
    public static async Task<IReadOnlyList<string>> Write(KeptContentStore store, string folder,
        CancellationToken cancel)
    {
        var written = new List<string>();
        foreach (var kept in await store.Files(cancel))
        {
            var file = Path.GetFullPath(Path.Combine(folder, kept.Path));
            if (Path.Exists(file) || await store.Bytes(kept.Path, cancel) is not { } bytes) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, bytes, cancel);
            written.Add(kept.Path);
        }
        return written;
    }
}
