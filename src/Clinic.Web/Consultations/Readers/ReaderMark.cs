using System.Security.Cryptography;
using System.Text.Json;
using Clinic.Web.Files;
using Microsoft.AspNetCore.DataProtection;

namespace Clinic.Web.Consultations.Readers;

/// <summary>
/// What the server remembers of readers outside the database, so that whoever writes there can neither take the readers
/// away nor put others in their place.
/// </summary>
/// <param name="ListKey">The hash of the key that signs lists; empty before the first list.</param>
/// <param name="Number">Of the last list seen; 0 before the first.</param>
/// <param name="List">Its hash.</param>
/// <param name="Recovery">The recovery key itself, as its SPKI in base64, to seal for when the list is not
/// good.</param>
/// <param name="HadCertificate">Whether requests were once sealed for a certificate.</param>
public sealed record ReaderMark(string ListKey, long Number, string List, string Recovery, bool HadCertificate)
{
    public static readonly ReaderMark None = new("", 0, "", "", HadCertificate: false);

    public bool HadReaders => ListKey.Length > 0;

    /// <summary>From then on the server's own keys seal no more.</summary>
    public bool HadAny => HadReaders || HadCertificate;
}

/// <summary>
/// The mark as a file beside the keys, and a second time in the database for other machines and for a folder that was
/// lost. Both are under the key ring: whoever writes to the database can take that one back to an earlier one, which
/// the file tells, and cannot make one.
/// </summary>
/// <param name="isWritten">False for a command, whose user may be another: the site could not read a file of
/// theirs.</param>
public sealed class ReaderMarkFile(StoreSettings settings, IDataProtectionProvider protection, bool isWritten = true)
{
    readonly IDataProtector protector = protection.CreateProtector("Clinic.Web.ReaderMark.v1");
    readonly Lock gate = new();
    // What this program saw since it began, where there is no file.
    ReaderMark newest = ReaderMark.None;

    /// <summary>Null where the store has no folder: on PostgreSQL, unless one was made at Store:Folder.</summary>
    public string? Path =>
        settings.Provider == StoreProvider.Sqlite || Directory.Exists(settings.Folder) ? settings.ReaderMarkFile : null;

    /// <summary>The newer of the two; null when either is there and cannot be opened.</summary>
    /// <exception cref="IOException"/>
    public ReaderMark? Read(byte[]? inDatabase)
    {
        lock (gate)
        {
            if (!TryOpen(InFile(), out var one) || !TryOpen(inDatabase, out var other)) return null;
            var known = new[] { newest, one, other }.MaxBy(mark => mark.Number)!;
            return newest = known with
            {
                HadCertificate = newest.HadCertificate || one.HadCertificate
                || other.HadCertificate
            };
        }
    }

    /// <summary>Writes the file if there is a place for it, and never an older one over a newer one.</summary>
    public void Write(ReaderMark mark)
    {
        lock (gate)
        {
            if (mark.Number >= newest.Number) newest = mark;
            if (!isWritten || Path is not { } file) return;
            if (File.Exists(file) && TryOpen(File.ReadAllBytes(file), out var there)
                && (there == mark || there.Number > mark.Number)) return;
            PrivateFiles.MakeFolder(settings.Folder);
            var bytes = Seal(mark);
            WholeFile.WritePrivately(file, stream => stream.Write(bytes));
        }
    }

    public byte[] Seal(ReaderMark mark) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(mark));

    // One that is there and is shut is taken for one that cannot be opened.
    byte[]? InFile()
    {
        try
        {
            return Path is { } file && File.Exists(file) ? File.ReadAllBytes(file) : null;
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    bool TryOpen(byte[]? bytes, out ReaderMark mark)
    {
        mark = ReaderMark.None;
        if (bytes is null) return true;
        try
        {
            mark = JsonSerializer.Deserialize<ReaderMark>(protector.Unprotect(bytes)) ?? ReaderMark.None;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return false;
        }
    }
}
