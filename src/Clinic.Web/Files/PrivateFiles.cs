using System.Runtime.InteropServices;
using System.Text;

namespace Clinic.Web.Files;

/// <summary>Files and folders that only the program's own user may look into, whatever the umask.</summary>
static class PrivateFiles
{
    const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Folder = File | UnixFileMode.UserExecute;

    /// <summary>With those above it; one that is there stays as it is.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } above) MakeFolder(above);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Folder);
    }

    public static void ShutFolder(string folder)
    {
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(folder, Folder);
    }

    public static FileStreamOptions New(FileMode mode = FileMode.Create, FileShare share = FileShare.Read,
        FileOptions options = FileOptions.None)
    {
        var made = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share, Options = options };
        if (!OperatingSystem.IsWindows()) made.UnixCreateMode = File;
        return made;
    }

    public static void Shut(string file)
    {
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(file, File);
    }

    /// <summary>
    /// Whether the folder is there and open to this program, or could be made; nothing is made for the answer.
    /// </summary>
    public static bool CanBeMade(string folder)
    {
        var nearest = folder;
        while (!Path.Exists(nearest) && Path.GetDirectoryName(nearest) is { } above) nearest = above;
        return Directory.Exists(nearest)
            && (OperatingSystem.IsWindows() || Access(Encoding.UTF8.GetBytes(nearest + '\0'), WriteAndEnter) == 0);
    }

    const int WriteAndEnter = 3;

    [DllImport("libc", EntryPoint = "access")]
    static extern int Access(byte[] path, int mode);
}
