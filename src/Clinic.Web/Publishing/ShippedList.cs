using System.Text;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing;

/// <summary>
/// What the program last brought into a content folder, by file: the hash of what was shipped and, where the clinic's
/// own file was kept in place of it, that one's. It lies in the folder itself, so that the two are moved and restored
/// together.
/// </summary>
sealed class ShippedList
{
    const string Name = ".shipped";
    const string None = "-";

    readonly SortedDictionary<string, (string Shipped, string? KeptInstead)> files = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (string Shipped, string? KeptInstead)> Files => files;

    /// <summary>Null when nothing was ever brought.</summary>
    public static ShippedList? Of(string folder)
    {
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file)) return null;
        var list = new ShippedList();
        foreach (var parts in File.ReadLines(file).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 3)).Where(parts => parts.Length == 3))
            list.Add(parts[2], parts[0], parts[1] == None ? null : parts[1]);
        return list;
    }

    public void Add(string path, string shipped, string? keptInstead = null) => files[path] = (shipped, keptInstead);

    public void Write(string folder)
    {
        string[] lines =
            ["# What the program brought here: it tells an upgrade which files were changed. Do not edit or remove it.",
            .. files.Select(file => $"{file.Value.Shipped} {file.Value.KeptInstead ?? None} {file.Key}")];
        WholeFile.Write(Path.Combine(folder, Name),
            Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n'))));
    }
}
