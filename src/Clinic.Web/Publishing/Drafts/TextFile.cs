using System.Text;
using Clinic.Web.Publishing.Differences;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>
/// A text's file in its parts, each line with the line end that it has: what nobody touches is written back byte for
/// byte.
/// </summary>
public sealed class TextFile
{
    const string ByteOrderMark = "\uFEFF";

    readonly string mark;
    readonly string newline;
    readonly List<string> top;
    readonly List<string> body;

    TextFile(string mark, string newline, List<string> top, List<string> body) =>
        (this.mark, this.newline, this.top, this.body) = (mark, newline, top, body);

    public static TextFile Of(string text)
    {
        var start = text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? ByteOrderMark : "";
        var lines = Lines(text[start.Length..]);
        var ending = lines.Count(line => line.EndsWith("\r\n", StringComparison.Ordinal)) * 2 > lines.Count
            ? "\r\n" : "\n";
        var end = lines.Count > 0 && IsFence(lines[0]) ? lines.FindIndex(1, IsFence) : -1;
        return end < 0 ? new(start, ending, [], lines) : new(start, ending, lines[..(end + 1)], lines[(end + 1)..]);
    }

    /// <summary>The block at the top without the lines that fence it in; null where the text has none.</summary>
    public string? Top => top.Count == 0 ? null : Plain(top[1..^1]);

    public string Body => Plain(body);

    public string BodyAsWritten => string.Concat(body);

    /// <summary>How many lines stand above the body.</summary>
    public int LinesBefore => top.Count;

    public string Text => $"{mark}{string.Concat(top)}{string.Concat(body)}";

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    public TextFile WithBody(string words) => new(mark, newline, top, Written(body, words));

    public TextFile WithTop(string words)
    {
        string[] whole = ["---\n", .. Lines(words.EndsWith('\n') || words.Length == 0 ? words : words + "\n"), "---\n"];
        return new(mark, newline, Written(top, string.Concat(whole)), body);
    }

    /// <summary>With this line for the key, in place of all lines that the key had; without any for null.</summary>
    public TextFile With(string key, string? value)
    {
        var lines = top.Count == 0 ? ["---" + newline, "---" + newline] : top.ToList();
        var at = lines.FindIndex(1, line => line.StartsWith(key + ":", StringComparison.Ordinal));
        if (at < 0)
        {
            if (value is not null) lines.Insert(lines.Count - 1, $"{key}: {value}{newline}");
            return new(mark, newline, lines, body);
        }
        var after = at + 1;
        while (after < lines.Count - 1 && IsContinued(lines[after])) after++;
        var comment = after == at + 1 ? CommentOf(lines[at]) : "";
        lines.RemoveRange(at, after - at);
        if (value is not null) lines.Insert(at, $"{key}: {value}{comment}{newline}");
        return new(mark, newline, lines, body);
    }

    static bool IsContinued(string line) => line.StartsWith(' ') || line.StartsWith("- ", StringComparison.Ordinal);

    // Only where no quote could hold the mark.
    static string CommentOf(string line)
    {
        var at = line.IndexOf(" #", StringComparison.Ordinal);
        if (at < 0) return "";
        var quoted = line.LastIndexOfAny(['"', '\'']);
        if (quoted > at) at = line.IndexOf(" #", quoted, StringComparison.Ordinal);
        return at < 0 ? "" : line[line[..at].TrimEnd().Length..].TrimEnd();
    }

    // Lines that are as they were keep their bytes; new ones end as most lines of the file do.
    List<string> Written(List<string> before, string words)
    {
        var now = Lines(words);
        var written = new List<string>(now.Count);
        foreach (var block in PieceDifference.Of([.. before.Select(Bare)], [.. now.Select(Bare)]))
        {
            if (block.IsSame)
                for (var i = 0; i < block.Count; i++) written.Add(KeptLine(before[block.Old + i], now[block.New + i]));
            else for (var i = 0; i < block.NewCount; i++) written.Add(Ended(now[block.New + i]));
        }
        return written;
    }

    static string KeptLine(string before, string now) =>
        HasEnd(before) == HasEnd(now) ? before : HasEnd(now) ? before + "\n" : Bare(before);

    string Ended(string line) => HasEnd(line) ? Bare(line) + newline : line;

    static bool HasEnd(string line) => line.EndsWith('\n') || line.EndsWith('\r');

    static string Bare(string line) => line.TrimEnd('\r', '\n');

    static string Plain(IEnumerable<string> lines) => PlainEnds(string.Concat(lines));

    /// <summary>With line ends of one character, as a text area gives them.</summary>
    public static string PlainEnds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    static bool IsFence(string line) => line.AsSpan().TrimEnd() is "---";

    internal static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r') is >= 0 and var found ? start + found + 1 : text.Length;
            if (end < text.Length && text[end - 1] == '\r' && text[end] == '\n') end++;
            lines.Add(text[start..end]);
            start = end;
        }
        return lines;
    }
}
