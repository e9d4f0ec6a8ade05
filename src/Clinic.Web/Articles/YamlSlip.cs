using System.Globalization;

namespace Clinic.Web.Articles;

/// <summary>
/// What is wrong with the form of a data file, told from the line itself in the words of the person who types it.
/// </summary>
sealed partial record YamlSlip(int Line, int Column, string Wrong, string Expected)
{
    /// <param name="at">The line, from 1, where the parser could not go on; the slip is there or just above.</param>
    /// <param name="said">What the parser says; never shown.</param>
    public static YamlSlip In(string text, int at, int column, string said)
    {
        var lines = text.Split('\n');
        at = Math.Clamp(at, 1, lines.Length);
        if (Joined(lines) is { } joined) return joined;
        if (Twice().Match(said) is { Success: true } twice) return Doubled(lines, at, column,
            twice.Groups["key"].Value);
        if (said.Contains("tab", StringComparison.Ordinal)
            && Array.FindIndex(lines, line => line.TrimStart(' ')
            .StartsWith('\t')) is >= 0 and var tabbed) at = tabbed + 1;
        if (Array.FindIndex(lines, line =>
            line.TrimEnd() is "---" or "...") is >= 0 and var divided) return Dividing(divided + 1);
        for (var line = Math.Max(1, at - 2); line <= Math.Min(at + 1, lines.Length); line++)
        {
            if (Spaces(lines[line - 1], line) is { } spaces) return spaces;
        }
        if (OpenBracket(lines) is { } open) return open;
        foreach (var line in new[] { at, at - 1 }.Where(line => line > 0))
        {
            if ((InLine(lines[line - 1], line, isHere: line == at)
                ?? WithoutColon(lines[line - 1].Trim(), line)) is { } slip) return slip;
        }
        if (RareIndent(lines, at) is > 0 and var rare) (at, column) = (rare, 1);
        return new(at, column,
            "This line begins further left or right than the lines around it, or the line above it is not complete.",
            "\"key: value\" lines of one list that begin below each other, moved in with the same number of spaces.");
    }

    /// <summary>A value that is cut short without anybody being told: what follows a space and # is a remark.</summary>
    public static YamlSlip? CutShort(string line, int number, int end) => Remark()
        .Match(line, Math.Clamp(end, 0, line.Length)) is { Success: true } cut
        ? new(number, cut.Index + 1,
            $"What follows \"#\" is taken for a remark and not shown: \"{YamlSource.Short(cut.Value.Trim())}\".",
            "quotes around the whole value, or the remark on a line of its own, with a space after #.")
        : null;

    public static YamlSlip Dividing(int line) => new(line, 1, "A line of hyphens or dots divides this file in two.",
        "the file without this line.");

    /// <summary>
    /// The line at this place or just above it that is moved in as no other line of the file is; 0 when there is none.
    /// </summary>
    static int RareIndent(string[] lines, int at)
    {
        static int IndentOf(string line) => line.Length - line.TrimStart(' ').Length;
        var known = lines.Where(line => line.Trim().Length > 0).CountBy(IndentOf).ToDictionary();
        return Enumerable.Range(0, 3).Select(up => at - up)
            .FirstOrDefault(line => line > 0 && lines[line - 1].Trim().Length > 0
            && known[IndentOf(lines[line - 1])] == 1);
    }

    static YamlSlip? Joined(string[] lines)
    {
        var line = Array.FindIndex(lines, line => line.StartsWith("<<<<<<<", StringComparison.Ordinal)
            || line.StartsWith(">>>>>>>", StringComparison.Ordinal) || line.TrimEnd() == "=======");
        return line < 0 ? null : new(line + 1, 1, "Two versions of this file stand here one below the other.",
            "one of the two, without the lines <<<<<<<, ======= and >>>>>>>.");
    }

    static YamlSlip Doubled(string[] lines, int at, int column, string key)
    {
        var above = Array.FindLastIndex(lines, Math.Max(0, at - 2), line => line.TrimStart(' ', '-')
            .StartsWith(key + ":", StringComparison.Ordinal));
        var first = above < 0 || above == at - 1 ? ""
            : string.Create(CultureInfo.InvariantCulture, $", first in line {above + 1}");
        return new(at, column, $"\"{YamlSource.Short(key)}\" stands here twice{first}.", "each key once.");
    }

    static YamlSlip? Spaces(string line, int number)
    {
        var indent = line.Length - line.TrimStart().Length;
        var tab = line.IndexOf('\t', 0, indent);
        if (tab >= 0) return new(number, tab + 1, "This line is moved in with a tab.",
            "spaces at the beginning of the line, as many as in the line above.");
        var hard = Array.FindIndex([.. line[..indent]], letter => letter != ' ');
        if (hard < 0 && HardSpace().Match(line) is { Success: true } after) hard = after.Groups["hard"].Index;
        return hard < 0 ? null : new(number, hard + 1,
            "A hard space stands here, which was copied along and looks like a plain one.",
            "a plain space, typed anew.");
    }

    /// <summary>A list or map in brackets that goes on where the next key begins.</summary>
    static YamlSlip? OpenBracket(string[] lines)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (Bracketed().Match(lines[start]) is not { Success: true } opening) continue;
            var (depth, at, quote) = (0, opening.Groups["bracket"].Index, '\0');
            for (var line = start; line < lines.Length; line++)
            {
                if (line > start && Key().IsMatch(lines[line])) break;
                for (; at < lines[line].Length; at++)
                {
                    var letter = lines[line][at];
                    if (quote != '\0') quote = letter == quote ? '\0' : quote;
                    else if (letter is '"' or '\''
                        && lines[line][..at].TrimEnd() is [.., ',' or '[' or '{' or ':']) quote = letter;
                    else if (letter is '[' or '{') depth++;
                    else if (letter is ']' or '}') depth--;
                    if (depth == 0) break;
                }
                if (depth == 0) break;
                at = 0;
            }
            if (depth > 0)
                return new(start + 1, opening.Groups["bracket"].Index + 1, "A bracket is opened here and never closed.",
                    "a closing ] or }, or quotes around a value that holds one.");
        }
        return null;
    }

    static YamlSlip? WithoutColon(string words, int line) =>
        words.Length == 0 || words[0] is '-' or '#' || words.Contains(':', StringComparison.Ordinal) ? null
            : new(line, 1, $"This line has no colon: \"{YamlSource.Short(words)}\".",
                "\"key: value\"; words that go on from the line above begin with two spaces more than it.");

    /// <param name="isHere">Whether the parser stopped in this line, and not below it.</param>
    static YamlSlip? InLine(string line, int number, bool isHere)
    {
        if (HyphenWithoutSpace().Match(line) is { Success: true } hyphen)
            return new(number, hyphen.Groups["hyphen"].Index + 1, "A space is missing after the hyphen.",
                "\"- \" and then the words.");
        if (ColonWithoutSpace().Match(line) is { Success: true } glued)
            return new(number, glued.Groups["key"].Index + glued.Groups["key"].Length + 1,
                $"A space is missing after the colon of \"{glued.Groups["key"].Value}\".",
                $"\"{glued.Groups["key"].Value}: {YamlSource.Short(glued.Groups["value"].Value)}\".");
        var typed = Pair().Match(line) is { Success: true } pair ? pair : Item().Match(line);
        return typed.Success ? InValue(typed.Groups["key"].Value, typed.Groups["value"].Value.TrimEnd(), number,
            typed.Groups["value"].Index + 1, isHere) : null;
    }
}
