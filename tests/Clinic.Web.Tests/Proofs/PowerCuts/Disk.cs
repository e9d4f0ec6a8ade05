using System.Text;

namespace Clinic.Web.Tests.Proofs.PowerCuts;

/// <summary>
/// What a disk may hold when the power goes. A change of a file stays for certain only after that file was synced, a name only after its
/// folder was; until then each may have happened or not, whatever came after it. Folders themselves are taken to be there.
/// </summary>
public sealed class Disk(string root)
{
    readonly Dictionary<int, Inode> open = [];
    readonly Dictionary<string, Inode> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, Inode> certainNames = new(StringComparer.Ordinal);
    readonly List<NameChange> nameChanges = [];
    readonly List<(Inode File, Change Change)> changes = [];

    public int Changes => changes.Count;

    public int NameChanges => nameChanges.Count;

    /// <summary>Does to this disk what the call did. False when it changed nothing here.</summary>
    public bool Apply(SystemCall call)
    {
        if (call.Result < 0) return false;
        switch (call.Name)
        {
            case "openat":
                return Open(call);
            case "pwrite64" when Known(call) is { } file:
                return Changed(file, new Write(call.Begin, call.Amount(3), call.Strings[0][..(int)call.Result]));
            case "ftruncate" when Known(call) is { } file:
                return Changed(file, new Truncate(call.Begin, call.Amount(1)));
            case "rename" or "link":
                return Move(call, call.Path(0), call.Path(1));
            case "unlink" when InRoot(call.Path(0)) is { } name && names.ContainsKey(name):
                return Named(new(call.Begin, name, null));
            case "fsync" or "fdatasync" when Known(call) is { } file:
                return file.Folder is { } folder ? SyncFolder(folder, call.Begin) : SyncFile(file, call.Begin);
            case "write" or "pwritev" or "fallocate" or "copy_file_range" or "sendfile" or "renameat" or "renameat2" or "linkat" or "unlinkat" when Touches(call):
                throw new NotSupportedException($"This disk does not know what {call.Name} does.");
            default:
                return false;
        }
    }

    /// <summary>The files as they would be found if the given changes had reached the disk and the others had not. The folder's changes come in order.</summary>
    public Dictionary<string, byte[]> After(IReadOnlySet<int> reached, int namesReached, int? torn = null)
    {
        var found = new Dictionary<string, Inode>(certainNames, StringComparer.Ordinal);
        foreach (var change in nameChanges.Take(namesReached)) change.On(found);
        var contents = found.Values.Distinct().ToDictionary(file => file, file => file.Certain);
        for (var i = 0; i < changes.Count; i++)
        {
            var (file, change) = changes[i];
            if (!reached.Contains(i) || !contents.TryGetValue(file, out var content)) continue;
            if (content == file.Certain) content = [.. content];
            contents[file] = change.On(content, isTorn: i == torn);
        }
        return found.ToDictionary(name => name.Key, name => contents[name.Value], StringComparer.Ordinal);
    }

    /// <summary>Somebody else changed the file, surely.</summary>
    public void Replace(string name, byte[] content) => names[name] = certainNames[name] = new() { Certain = content };

    bool Open(SystemCall call)
    {
        if (InRoot(call.Path(0)) is not { } name) return false;
        var number = (int)call.Result;
        var isKnown = names.TryGetValue(name, out var file);
        if (!isKnown && !call.Arguments.Contains("O_CREAT", StringComparison.Ordinal)) file = new() { Folder = name };
        open[number] = file ??= new();
        if (!isKnown && file.Folder is null) return Named(new(call.Begin, name, file));
        return call.Arguments.Contains("O_TRUNC", StringComparison.Ordinal) && Changed(file, new Truncate(call.Begin, 0));
    }

    // A file that comes from outside comes empty: the programs looked at here make such files so.
    bool Move(SystemCall call, string from, string to)
    {
        var (old, name) = (InRoot(from), InRoot(to));
        if (name is null) return old is not null && Named(new(call.Begin, old, null));
        var file = old is not null ? names[old] : new Inode();
        return Named(new(call.Begin, name, file) { Gone = call.Name == "rename" ? old : null });
    }

    bool Named(NameChange change)
    {
        change.On(names);
        nameChanges.Add(change);
        return true;
    }

    bool Changed(Inode file, Change change)
    {
        changes.Add((file, change));
        return true;
    }

    bool SyncFile(Inode file, int begin)
    {
        foreach (var (_, change) in changes.Where(pending => pending.File == file && pending.Change.Begin < begin)) file.Certain = change.On(file.Certain, isTorn: false);
        return changes.RemoveAll(pending => pending.File == file && pending.Change.Begin < begin) > 0;
    }

    bool SyncFolder(string folder, int begin)
    {
        bool Stays(NameChange change) => FolderOf(change.Name) == folder && change.Begin < begin;
        foreach (var change in nameChanges.Where(Stays)) change.On(certainNames);
        return nameChanges.RemoveAll(Stays) > 0;
    }

    Inode? Known(SystemCall call) => call.NumberedFile is { } path && InRoot(path) is not null && open.TryGetValue(call.Number, out var file) ? file : null;

    bool Touches(SystemCall call) => Known(call) is not null || (call.Name.StartsWith("rename", StringComparison.Ordinal) || call.Name.Contains("link", StringComparison.Ordinal)) && call.Strings.Any(text => InRoot(Encoding.UTF8.GetString(text)) is not null);

    // The root itself is "".
    string? InRoot(string path) => path == root ? "" : path.StartsWith(root + "/", StringComparison.Ordinal) ? path[(root.Length + 1)..] : null;

    static string FolderOf(string name) => System.IO.Path.GetDirectoryName(name) ?? "";

    sealed class Inode
    {
        /// <summary>Set for a folder: its path from the root.</summary>
        public string? Folder { get; init; }

        public byte[] Certain { get; set; } = [];
    }

    abstract record Change(int Begin)
    {
        /// <returns>The content given, changed, or a longer or shorter one in its place.</returns>
        public abstract byte[] On(byte[] content, bool isTorn);
    }

    sealed record Write(int Begin, long Offset, byte[] Bytes) : Change(Begin)
    {
        const int Sector = 512;

        // A torn write stops at a sector's end.
        public override byte[] On(byte[] content, bool isTorn)
        {
            var length = isTorn ? Math.Min(Bytes.Length, Math.Max(Sector, Bytes.Length / 2 / Sector * Sector)) : Bytes.Length;
            if (content.Length < Offset + length) Array.Resize(ref content, (int)Offset + length);
            Bytes.AsSpan(0, length).CopyTo(content.AsSpan((int)Offset));
            return content;
        }
    }

    sealed record Truncate(int Begin, long Length) : Change(Begin)
    {
        public override byte[] On(byte[] content, bool isTorn)
        {
            Array.Resize(ref content, (int)Length);
            return content;
        }
    }

    sealed record NameChange(int Begin, string Name, Inode? File)
    {
        public string? Gone { get; init; }

        public void On(Dictionary<string, Inode> names)
        {
            if (Gone is not null) names.Remove(Gone);
            if (File is null) names.Remove(Name);
            else names[Name] = File;
        }
    }
}
