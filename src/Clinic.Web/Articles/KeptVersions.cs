namespace Clinic.Web.Articles;

/// <summary>
/// The last good versions that an earlier run of the program has left. Two kinds: those in the store, and none, for the
/// commands of editors, which need no store.
/// </summary>
public interface IKeptVersions
{
    IReadOnlyCollection<string> Paths { get; }

    /// <summary>Null when none of this file is kept, or what is kept cannot be had just now.</summary>
    ContentFile? Find(string path);
}

public sealed class NothingKept : IKeptVersions
{
    public IReadOnlyCollection<string> Paths => [];

    public ContentFile? Find(string path) => null;
}

/// <summary>What the site shows in an older version, since the file on the disk cannot be used.</summary>
/// <param name="What">The file, or the folder when all of it is away.</param>
/// <param name="File">The file by which it is known how long this lasts.</param>
public sealed record OlderVersion(string What, string File, ContentProblem Because);
