using System.Runtime.InteropServices;
using System.Text;

namespace Clinic.Web.Files;

/// <summary>
/// Writes a file beside its place first: whoever reads meanwhile finds the old bytes or the new ones, never half of
/// them.
/// </summary>
static class WholeFile
{
    public static void Write(string path, byte[] bytes) => Write(path, stream =>
        stream.Write(bytes), new() { Mode = FileMode.Create, Access = FileAccess.Write }, isSynced: false);

    /// <summary>
    /// The same for a file that only the program's own user may read; its bytes are on the disk before it takes its
    /// place.
    /// </summary>
    public static void WritePrivately(string path, Action<Stream> write) =>
        Write(path, write, PrivateFiles.New(), isSynced: true);

    /// <summary>
    /// Puts bytes, or with null nothing, in the place of a file, and keeps what was there beside it, even if it was
    /// saved a moment ago. The hidden file that holds it, or null where nothing was there.
    /// </summary>
    public static string? Replace(string path, byte[]? bytes)
    {
        var before = DisplacedBy(path);
        if (bytes is null)
        {
            if (!IsThere(path)) return null;
            File.Move(path, before, overwrite: true);
            return before;
        }
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && File.Exists(path)) options.UnixCreateMode = File.GetUnixFileMode(path);
        Write(before, stream => stream.Write(bytes), options, isSynced: true);
        if (!IsThere(path))
        {
            File.Move(before, path, overwrite: true);
            return null;
        }
        if (Exchange(before, path)) return before;
        // Where the two cannot change places, what is saved in this moment is lost.
        File.Copy(path, before + ".old", overwrite: true);
        File.Move(before, path, overwrite: true);
        File.Move(before + ".old", before, overwrite: true);
        return before;
    }

    public static string DisplacedBy(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}{Displaced}");

    /// <summary>
    /// The ending of a hidden file that holds what was replaced, until it is known to be kept elsewhere.
    /// </summary>
    public const string Displaced = ".was";

    // Also a link that leads nowhere.
    static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    static void Write(string path, Action<Stream> write, FileStreamOptions options, bool isSynced)
    {
        // Hidden, and with an ending that nobody reads: should the program end here, it is neither content nor a key.
        var unfinished = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.new");
        using (var file = new FileStream(unfinished, options))
        {
            write(file);
            file.Flush(isSynced);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    static bool Exchange(string one, string other)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return RenameAt(HereAt, Named(one), HereAt, Named(other), InBothDirections) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    static byte[] Named(string path) => Encoding.UTF8.GetBytes(Path.GetFullPath(path) + '\0');

    const int HereAt = -100;
    const uint InBothDirections = 2;

    [DllImport("libc", EntryPoint = "renameat2")]
    static extern int RenameAt(int oldFolder, byte[] oldPath, int newFolder, byte[] newPath, uint flags);
}
