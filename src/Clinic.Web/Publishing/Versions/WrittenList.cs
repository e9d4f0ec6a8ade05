using System.Text;
using Clinic.Web.Files;

namespace Clinic.Web.Publishing.Versions;

/// <summary>
/// Which version of each content file was last written into this folder, or found there: it tells an edit of that
/// version from an older file. It lies in the folder itself, so that the two are moved and restored together.
/// </summary>
sealed class WrittenList
{
    /// <summary>That the file was taken away.</summary>
    public const string Gone = "-";

    const string Name = ".published";

    readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    public IEnumerable<string> Paths => files.Keys;

    public bool IsChanged { get; private set; }

    public static bool IsThere(string folder) => File.Exists(Path.Combine(folder, Name));

    public static WrittenList Of(string folder)
    {
        var list = new WrittenList();
        if (!IsThere(folder)) return list;
        foreach (var parts in File.ReadLines(Path.Combine(folder, Name)).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2))
            list.files[parts[1]] = parts[0];
        return list;
    }

    /// <summary>The hash of its bytes, <see cref="Gone"/>, or null where nothing is known.</summary>
    public string? this[string path] => files.GetValueOrDefault(path);

    public void Is(string path, string? sha256)
    {
        var now = sha256 ?? Gone;
        if (files.GetValueOrDefault(path) == now) return;
        files[path] = now;
        IsChanged = true;
    }

    public void Write(string folder)
    {
        WholeFile.Write(Path.Combine(folder, Name), Encoding.UTF8.GetBytes(
            "# The versions that the site last wrote here: it tells your edits from older files. Do not edit or remove it.\n"
            + string.Concat(files.Select(file => $"{file.Value} {file.Key}\n"))));
        IsChanged = false;
    }
}
