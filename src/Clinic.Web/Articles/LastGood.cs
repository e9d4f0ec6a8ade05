using System.Collections.Concurrent;

namespace Clinic.Web.Articles;

/// <summary>The last good version of each file: as this program read it, or else as an earlier run left it.</summary>
sealed class LastGood
{
    readonly ConcurrentDictionary<string, ContentFile> files = new(StringComparer.Ordinal);
    IKeptVersions? kept;
    bool isFirstLook;

    /// <summary>From now on what is kept stands in for what was never read.</summary>
    /// <param name="alsoWhatIsGone">At the next look a kept file counts as known, so that one which is gone is
    /// missed.</param>
    public void Recall(IKeptVersions versions, bool alsoWhatIsGone) => (kept, isFirstLook) = (versions, alsoWhatIsGone);

    /// <summary>The files that are known. Later than at the first look, a text that is gone was taken out.</summary>
    public IReadOnlyCollection<string> Known()
    {
        var known = files.Keys.ToHashSet(StringComparer.Ordinal);
        if (isFirstLook) known.UnionWith(kept!.Paths);
        isFirstLook = false;
        return known;
    }

    public IReadOnlyList<ContentFile> All => [.. files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];

    public ContentFile? Of(string path) => files.TryGetValue(path, out var file) ? file : kept?.Find(path);

    public void Is(ContentFile file) => files[file.Path] = file;

    /// <summary>For another look at the same content: what is good here stands in there.</summary>
    public void CopyTo(LastGood other)
    {
        foreach (var file in files.Values) other.Is(file);
        other.kept = kept;
    }

    public void ForgetAllBut(IReadOnlyCollection<string> paths)
    {
        foreach (var gone in files.Keys.Except(paths).Except(DataFile.Names).ToList()) files.TryRemove(gone, out _);
    }
}
