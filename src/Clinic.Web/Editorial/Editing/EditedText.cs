using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial.Editing;

/// <summary>A text being edited: its block at the top line by line, everything else untouched.</summary>
sealed class EditedText
{
    readonly string newline;
    readonly List<string> lines;

    EditedText(string text)
    {
        newline = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        lines = [.. text.ReplaceLineEndings("\n").Split('\n')];
        Before = text;
    }

    string Before { get; }

    public string Text => string.Join(newline, lines);

    public bool IsChanged => Text != Before;

    public static EditedText Of(byte[] bytes) => new(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));

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

    int EndOfBlock => lines.FindIndex(1, line => line.TrimEnd() == "---") is > 0 and var end ? end : 1;
}
