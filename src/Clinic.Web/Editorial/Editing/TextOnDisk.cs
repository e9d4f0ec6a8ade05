using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial.Editing;

/// <summary>A text being edited by a command: its block at the top line by line, everything else untouched. Saved in one step.</summary>
sealed class TextOnDisk
{
    readonly string newline;
    readonly List<string> lines;

    TextOnDisk(string path, string text)
    {
        Path = path;
        newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        lines = [.. text.ReplaceLineEndings("\n").Split('\n')];
        Before = text;
    }

    public string Path { get; private set; }

    string Before { get; }

    public string Text => string.Join(newline, lines);

    public bool IsChanged => Text != Before;

    public static TextOnDisk Open(string path) => new(path, File.ReadAllText(path));

    /// <summary>A text that is not on the disk, or not yet.</summary>
    public static TextOnDisk Of(byte[] bytes) => new("", Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));

    /// <summary>Puts the key's line in place of the old one, or at the end of the block.</summary>
    public void Set(string key, string value)
    {
        var at = Remove(key);
        lines.Insert(at >= 0 ? at : EndOfBlock, $"{key}: {value}");
    }

    /// <summary>Where the key's line was; -1 where there was none.</summary>
    public int Remove(string key)
    {
        var end = EndOfBlock;
        var at = lines.FindIndex(1, end - 1, line => line.StartsWith(key + ":", StringComparison.Ordinal));
        if (at < 0) return at;
        var after = at + 1;
        // A list may go on below its key.
        while (after < end && (lines[after].StartsWith(' ') || lines[after].StartsWith("- ", StringComparison.Ordinal))) after++;
        lines.RemoveRange(at, after - at);
        return at;
    }

    public void Replace(Regex words, string by)
    {
        for (var line = 0; line < lines.Count; line++) lines[line] = words.Replace(lines[line], by);
    }

    public void MoveTo(string path)
    {
        Save(path);
        if (path != Path) File.Delete(Path);
        Path = path;
    }

    public void Save() => Save(Path);

    // A hidden file beside it first: the running site reads the old text or the new one, never half of one.
    void Save(string path)
    {
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, "." + System.IO.Path.GetFileName(path) + ".new");
        File.WriteAllText(beside, Text);
        File.Move(beside, path, overwrite: true);
    }

    int EndOfBlock => lines.FindIndex(1, line => line.TrimEnd() == "---") is > 0 and var end ? end : 1;
}
