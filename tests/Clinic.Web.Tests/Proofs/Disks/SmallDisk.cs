using System.Diagnostics;

namespace Clinic.Web.Tests.Proofs.Disks;

/// <summary>A file system of its own, in memory, that a test can fill up.</summary>
public sealed class SmallDisk : IDisposable
{
    SmallDisk(DirectoryInfo folder) => Folder = folder;

    public DirectoryInfo Folder { get; }

    string Filler => Path.Combine(Folder.FullName, "filler");

    /// <summary>Skips the test where nothing may be mounted.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("clinic-small-disk-");
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.FullName)) return new(folder);
        folder.Delete();
        Skip.If(true, "This machine does not let a file system be mounted.");
        throw new InvalidOperationException();
    }

    public void Fill()
    {
        var block = new byte[512];
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", Folder.FullName);
        Folder.Delete(recursive: true);
    }

    static bool Run(string program, params string[] arguments)
    {
        using var started = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        started.WaitForExit();
        return started.ExitCode == 0;
    }
}
