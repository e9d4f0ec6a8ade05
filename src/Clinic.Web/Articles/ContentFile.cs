using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace Clinic.Web.Articles;

/// <summary>
/// One file of the content folder as it was on the disk. <see cref="Path"/> is relative, with forward slashes.
/// </summary>
public sealed record ContentFile(string Path, ReadOnlyMemory<byte> Bytes, string Hash, DateTimeOffset Modified)
{
    /// <summary>A page longer than this is a mistake, and would be read over and over.</summary>
    public const int LargestBytes = 512 * 1024;

    /// <summary>With line ends of one character. Read from the bytes, which take half the room.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span).TrimStart('\uFEFF').ReplaceLineEndings("\n");

    /// <summary>A text that is not on the disk, or not yet.</summary>
    public static ContentFile Of(string path, string text) =>
        new(path, Encoding.UTF8.GetBytes(text), "", DateTimeOffset.MinValue);

    /// <summary>Bytes that were read elsewhere.</summary>
    public static ContentFile Of(string path, ReadOnlyMemory<byte> bytes) =>
        new(path, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), DateTimeOffset.MinValue);

    /// <summary>
    /// The line of a key of the block at the top, or of an outermost key of a data file; 1 when it is not there.
    /// </summary>
    public int LineOf(string key) => Math.Max(
        0, Array.FindIndex(Text.Split('\n'), line => line.StartsWith(key + ":", StringComparison.Ordinal))) + 1;

    /// <summary>The file itself, where a link stands for it.</summary>
    public static FileInfo Find(string folder, string path)
    {
        var file = new FileInfo(System.IO.Path.Combine(folder, path));
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    /// <summary>
    /// None of what has no length: a named pipe is opened only when somebody writes into it, and a device may never
    /// end.
    /// </summary>
    public static byte[] BytesOf(FileInfo file) => file.Length == 0 ? [] : File.ReadAllBytes(file.FullName);

    /// <summary>Null, with a problem, when the file cannot be read as text.</summary>
    public static ContentFile? Read(string folder, string path, ICollection<ContentProblem> problems)
    {
        try
        {
            var file = Find(folder, path);
            if (file.Length > LargestBytes)
                return Refuse("This file is too large.", $"at most {LargestBytes / 1024} kB of text.");
            var bytes = BytesOf(file);
            if (!Utf8.IsValid(bytes))
                return Refuse("This file is not UTF-8 text.", "a file saved as text in the encoding \"UTF-8\".");
            if (bytes.Contains((byte)0)) return Refuse("This is not a text file.", "text saved as UTF-8.");
            return new(path, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)),
                new(file.LastWriteTimeUtc, TimeSpan.Zero));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse("This file cannot be read; it may be open elsewhere or not permitted.",
                "a file that the site may read.");
        }

        ContentFile? Refuse(string wrong, string expected)
        {
            problems.Add(new(path, 1, 1, wrong, expected) { Rule = ContentRule.File });
            return null;
        }
    }
}
