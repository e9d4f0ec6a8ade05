using System.Runtime.InteropServices;
using Clinic.Web.Files;
using Microsoft.Win32.SafeHandles;

namespace Clinic.Web.Consultations.Storing;

/// <summary>
/// Which programs on an embedded store live: each holds a file locked as long as it does. The kernel lets go of the
/// lock however the program ends, so that a dead one is known at once, also from inside another container.
/// </summary>
sealed class LivingPrograms(string storeFolder) : IDisposable
{
    readonly string folder = Path.Combine(storeFolder, "programs");
    FileStream? own;

    public void Join(string owner)
    {
        if (own is not null) return;
        PrivateFiles.MakeFolder(folder);
        own = new(FileOf(owner), PrivateFiles.New(FileMode.CreateNew, Shared, FileOptions.DeleteOnClose));
        if (!TryLock(own.SafeFileHandle)) throw new IOException("The sign that this program lives cannot be locked.");
    }

    public bool Has(string owner)
    {
        var file = FileOf(owner);
        try
        {
            using var sign = new FileStream(file, FileMode.Open, FileAccess.Write, Shared);
            if (!TryLock(sign.SafeFileHandle)) return true;
            File.Delete(file);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    public void Dispose() => own?.Dispose();

    string FileOf(string owner) => Path.Combine(folder, owner);

    // On Linux a lock of the open file itself, which hinders nobody who reads or copies the folder; elsewhere nobody
    // else may open it.
    static FileShare Shared => OperatingSystem.IsLinux() ? FileShare.ReadWrite | FileShare.Delete : FileShare.None;

    static bool TryLock(SafeFileHandle file)
    {
        var whole = new WholeFile { Type = ForWriting };
        return !OperatingSystem.IsLinux() || Control(file, LockOpenFile, ref whole) == 0;
    }

    const int LockOpenFile = 37;
    const short ForWriting = 1;

    [StructLayout(LayoutKind.Sequential)]
    struct WholeFile
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    static extern int Control(SafeFileHandle file, int command, ref WholeFile whole);
}
