using Clinic.Web.Articles;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing.Versions;

/// <summary>One content file as it lies on the disk.</summary>
/// <param name="Sha256">Null where there is nothing.</param>
/// <param name="IsReadable">Not what is too large to be content, or may not be read.</param>
sealed record FileOnDisk(string? Sha256, byte[]? Bytes, bool IsReadable = true)
{
    public static readonly FileOnDisk Nothing = new(null, null);
}

/// <summary>The content files of a folder as bytes.</summary>
sealed class ContentFiles(string folder)
{
    const int LargestBytes = 16 * 1024 * 1024;

    static readonly EnumerationOptions Hidden = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 2,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.System,
    };

    public IReadOnlyList<string> Paths => new ContentFolder(folder).Files();

    public FileOnDisk Read(string path)
    {
        try
        {
            var file = ContentFile.Find(folder, path);
            if (!file.Exists) return IsSomethingElse(path) ? new(null, null, IsReadable: false) : FileOnDisk.Nothing;
            if (file.Length > LargestBytes) return new(null, null, IsReadable: false);
            var bytes = ContentFile.BytesOf(file);
            return new(FileChange.HashOf(bytes), bytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileOnDisk.Nothing;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, null, IsReadable: false);
        }
    }

    /// <summary>
    /// Writes a file, or with null takes it away. What lay there until this moment is among the displaced ones then.
    /// </summary>
    public void Put(string path, byte[]? bytes)
    {
        var file = Path.Combine(folder, path);
        if (bytes is not null) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        else if (!Directory.Exists(Path.GetDirectoryName(file))) return;
        WholeFile.Replace(file, bytes);
    }

    /// <summary>
    /// What was replaced and is still there, also by a program that ended in between: by the path of its file.
    /// </summary>
    public IReadOnlyList<(string Path, byte[] Bytes)> Displaced() =>
        [.. DisplacedFiles().Select(file => (PathOf(file), File.ReadAllBytes(file)))];

    /// <summary>Its bytes are kept elsewhere.</summary>
    public void Forget(string path)
    {
        var file = Path.Combine(folder, path);
        File.Delete(WholeFile.DisplacedBy(file));
        // The folder of a text that has no picture any more.
        if (path.Count(letter => letter == '/') > 1
            && !Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(file)!).Any())
            Directory.Delete(Path.GetDirectoryName(file)!);
    }

    IEnumerable<string> DisplacedFiles() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, ".*" + WholeFile.Displaced, Hidden)
            .Where(file => ContentFolder.IsContent(PathOf(file))) : [];

    string PathOf(string displaced)
    {
        var path = Path.GetRelativePath(folder, displaced).Replace('\\', '/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        return path[..^name.Length] + name[1..^WholeFile.Displaced.Length];
    }

    bool IsSomethingElse(string path) => Directory.Exists(Path.Combine(folder, path))
        || new FileInfo(Path.Combine(folder, path)).LinkTarget is not null;
}
