using System.Security.Cryptography;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing;

/// <summary>What bringing the shipped texts into the clinic's own folder came to.</summary>
/// <param name="Kept">Changed by the clinic and by the new program: left as the clinic has them.</param>
/// <param name="Trouble">Why nothing could be brought, or null.</param>
public sealed record ContentUpdate(bool IsBegun, IReadOnlyList<string> Brought, IReadOnlyList<string> Removed,
    IReadOnlyList<string> Kept, string? Trouble = null)
{
    public static readonly ContentUpdate Nothing = new(IsBegun: false, [], [], []);
}

/// <summary>
/// The texts that come with the program. The clinic's own folder begins as a copy of them; later each start brings what
/// is new there, and what changed where the clinic left it as it came. What the clinic changed, added or took out stays
/// so.
/// </summary>
public sealed class ShippedContent(string shipped, string folder)
{
    // One list of sums speaks for all of them: some new and some old would not fit it.
    const string Consent = "consent/";

    /// <summary>An upgrade replaces all of it.</summary>
    public static string ProgramFolder { get; } = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    public static ShippedContent For(string folder) => new(Path.Combine(ProgramFolder, "content"), folder);

    public string Shipped => shipped;

    /// <summary>Where the folder is, or where it leads to.</summary>
    public static bool IsReplacedByUpgrades(string folder) =>
        IsWithin(Path.GetFullPath(folder))
            || (Path.Exists(folder) && new DirectoryInfo(folder)
            .ResolveLinkTarget(returnFinalTarget: true) is { } target && IsWithin(target.FullName));

    /// <param name="mayBegin">An empty folder is a new one, and not one that was lost.</param>
    public ContentUpdate BringUpToDate(Func<bool> mayBegin)
    {
        try
        {
            if (!Directory.Exists(shipped) || IsReplacedByUpgrades(folder)) return ContentUpdate.Nothing;
            var isEmpty = FilesOf(folder).Count == 0;
            if (isEmpty && !mayBegin()) return ContentUpdate.Nothing;
            return isEmpty ? Begin() : ShippedList.Of(folder) is { } before ? Update(before) : Adopt();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ContentUpdate.Nothing with { Trouble = e.Message };
        }
    }

    /// <summary>Files that the clinic and an upgrade both changed, and that nobody has saved since.</summary>
    public IReadOnlyList<string> Unsettled()
    {
        try
        {
            return [.. (ShippedList.Of(folder)?.Files ?? new Dictionary<string, (string, string?)>())
                .Where(file => file.Value.KeptInstead is { } kept && HashOf(folder, file.Key) == kept)
                    .Select(file => file.Key)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    ContentUpdate Begin()
    {
        Directory.CreateDirectory(folder);
        // Should it end halfway, the next start goes on.
        new ShippedList().Write(folder);
        return Update(new()) with { IsBegun = true };
    }

    // A folder that somebody made by hand: nothing is known of what was taken out.
    ContentUpdate Adopt()
    {
        var list = new ShippedList();
        foreach (var path in FilesOf(shipped)) list.Add(path, HashOf(shipped, path)!);
        list.Write(folder);
        return ContentUpdate.Nothing;
    }

    ContentUpdate Update(ShippedList before)
    {
        var now = FilesOf(shipped).ToDictionary(path => path, path => HashOf(shipped, path)!, StringComparer.Ordinal);
        if (now.Count == before.Files.Count
            && now.All(file => before.Files.GetValueOrDefault(file.Key).Shipped == file.Value))
            return ContentUpdate.Nothing;
        var (brought, removed, kept) = (new List<string>(), new List<string>(), new List<string>());
        var after = new ShippedList();
        var isConsentOurs = IsConsentOurs(before, now.Keys);
        foreach (var path in now.Keys.Union(before.Files.Keys).Order(StringComparer.Ordinal))
        {
            var (next, last, own) = (now.GetValueOrDefault(path), before.Files.TryGetValue(path, out var known)
                ? known.Shipped : null, HashOf(folder, path));
            var isOurs = own == last && (isConsentOurs || !path.StartsWith(Consent, StringComparison.Ordinal));
            if (next != last && own != next)
            {
                if (isOurs && next is null) Remove(path, removed);
                else if (isOurs) Bring(path, brought);
                else if (next is not null && own is not null) kept.Add(path);
            }
            if (next is not null)
                after.Add(path, next, kept.Contains(path) ? own : next == last ? known.KeptInstead : null);
        }
        after.Write(folder);
        return new(IsBegun: false, brought, removed, kept);
    }

    bool IsConsentOurs(ShippedList before, IEnumerable<string> now) =>
        FilesOf(folder).Where(path => path.StartsWith(Consent, StringComparison.Ordinal))
        .All(path => before.Files.GetValueOrDefault(path).Shipped == HashOf(folder, path)
            || (!before.Files.ContainsKey(path) && now.Contains(path)
            && HashOf(shipped, path) == HashOf(folder, path)));

    void Bring(string path, List<string> brought)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        WholeFile.Write(file, File.ReadAllBytes(Path.Combine(shipped, path)));
        brought.Add(path);
    }

    void Remove(string path, List<string> removed)
    {
        File.Delete(Path.Combine(folder, path));
        removed.Add(path);
    }

    static List<string> FilesOf(string place) => !Directory.Exists(place) ? []
        : [.. Directory.EnumerateFiles(place, "*",
            new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4,
            AttributesToSkip = FileAttributes.System })
            .Select(file => Path.GetRelativePath(place, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part[0] is '.' or '#' or '~' || part[^1] == '~')
                && !path.StartsWith("lost+found/", StringComparison.Ordinal))];

    static string? HashOf(string place, string path) =>
        Path.Combine(place, path) is var file && File.Exists(file)
            ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : null;

    static bool IsWithin(string path) =>
        path == ProgramFolder || path.StartsWith(ProgramFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
