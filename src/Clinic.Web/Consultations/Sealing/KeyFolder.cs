using System.Runtime.InteropServices;
using System.Text;
using System.Xml.Linq;
using Clinic.Web.Files;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Win32.SafeHandles;

namespace Clinic.Web.Consultations.Sealing;

/// <summary>
/// The Data Protection keys as files. A key is on the disk, whole and with its name, before anything is sealed with it.
/// The framework leaves that to the next half minute: a power cut could take the key, or leave an empty file by which
/// no key at all can be read.
/// </summary>
public sealed class KeyFolder(DirectoryInfo folder, ILoggerFactory log) : FileSystemXmlRepository(folder, log)
{
    // The framework would make a folder that was moved away, and the one that is put back would lie inside of it.
    public override IReadOnlyCollection<XElement> GetAllElements() =>
        System.IO.Directory.Exists(Directory.FullName) ? base.GetAllElements() : [];

    public override void StoreElement(XElement element, string friendlyName)
    {
        PrivateFiles.MakeFolder(Directory.FullName);
        WholeFile.WritePrivately(Path.Combine(Directory.FullName, $"{friendlyName}.xml"), element.Save);
        if (!OperatingSystem.IsWindows()) SyncNames(Directory.FullName);
    }

    // .NET opens no folders.
    static void SyncNames(string folder)
    {
        using var names = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (names.IsInvalid || Sync(names) != 0) throw new IOException("The key folder cannot be synced.");
    }

    const int ReadOnly = 0;

    [DllImport("libc", EntryPoint = "open")]
    static extern SafeFileHandle Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    static extern int Sync(SafeFileHandle file);
}

public static class KeyFolderKeeping
{
    public static IDataProtectionBuilder PersistKeysDurably(this IDataProtectionBuilder keys, string folder)
    {
        keys.Services.AddOptions<KeyManagementOptions>()
            .Configure<ILoggerFactory>((options, log) => options.XmlRepository = new KeyFolder(new(folder), log));
        return keys;
    }
}
