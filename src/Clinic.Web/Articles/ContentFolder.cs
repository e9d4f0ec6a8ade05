using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Clinic.Web.Articles;

/// <summary>
/// The files of the content folder that the site reads, and a cheap mark that changes when any of them does.
/// </summary>
public sealed class ContentFolder(string path)
{
    static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 4,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.System,
    };

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>
    /// Relative paths, in a fixed order. Editors' leftovers (.swp, ~, #, .tmp, hidden files) are not content.
    /// </summary>
    public IReadOnlyList<string> Files()
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path, "*", Everything)
                .Select(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'))
                .Where(IsContent)
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // None to be had: whoever reads them says so.
            return [];
        }
    }

    /// <summary>Folders that have the name of a text, which is not to be had then.</summary>
    public bool HasFolderInPlaceOfText() => ContentKind.Texts.Any(kind =>
        System.IO.Path.Combine(Path, kind.Folder) is var folder && Directory.Exists(folder)
            && Directory.EnumerateDirectories(folder, "*.md").Any());

    /// <summary>
    /// Size, time and name of every file: equal marks mean that nothing was saved in between. Taken often, so in one
    /// walk and in any order.
    /// </summary>
    public string Mark()
    {
        if (!Directory.Exists(Path)) return "";
        var files = new FileSystemEnumerable<long>(Path, (ref FileSystemEntry file) =>
            HashCode.Combine(Relative(ref file), file.Length, file.LastWriteTimeUtc), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry file) => !file.IsDirectory && IsContent(Relative(ref file)),
        };
        return files.Sum().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A hash of every file's bytes: it also changes when a save leaves size and time as they were.</summary>
    public string ContentHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            try
            {
                var found = ContentFile.Find(Path, file);
                if (found.Length <= ContentFile.LargestBytes)
                    hash.AppendData(SHA256.HashData(ContentFile.BytesOf(found)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The reader says what is wrong with it.
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    string Relative(ref FileSystemEntry file) => System.IO.Path.Join(
        file.Directory[Math.Min(Path.Length + 1, file.Directory.Length)..], file.FileName).Replace('\\', '/');

    public static bool IsContent(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name[0] is '.' or '#' or '~' || name.EndsWith('~')) return false;
        return ContentKind.Of(path) is not null;
    }

    /// <summary>articles/slug.md or pages/slug.md.</summary>
    public static bool IsText(string path) =>
        path.EndsWith(".md", StringComparison.Ordinal) && ContentKind.Of(path) is not null;

    /// <summary>articles/slug/name.svg and its like.</summary>
    public static bool IsPicture(string path) =>
        Picture.ContentTypes.ContainsKey(System.IO.Path.GetExtension(path)) && ContentKind.Of(path) is not null;
}
