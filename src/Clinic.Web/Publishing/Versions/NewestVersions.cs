namespace Clinic.Web.Publishing.Versions;

/// <summary>The newest version of every file, kept up with the store.</summary>
sealed class NewestVersions(ContentHistory history)
{
    readonly Dictionary<string, ContentVersion> byPath = new(StringComparer.Ordinal);

    /// <summary>The number of the newest version of all; 0 before the history begins.</summary>
    public long Head { get; private set; }

    public IEnumerable<string> Paths => byPath.Keys;

    public ContentVersion? Of(string path) => byPath.GetValueOrDefault(path);

    /// <summary>Whether anything was new.</summary>
    public async Task<bool> CatchUp(CancellationToken cancel)
    {
        var since = await history.Since(Head, cancel);
        foreach (var version in since) Is(version);
        return since.Count > 0;
    }

    public void Is(ContentVersion version)
    {
        byPath[version.Path] = version;
        Head = Math.Max(Head, version.Number);
    }
}
