using Clinic.Web.Articles;

namespace Clinic.Web.Publishing.Reviews;

/// <summary>
/// A file without the spacing that means nothing: its lines, each with its indent and its words. The lines of a
/// paragraph of prose are one; lines of data and of the block at the top, tables, lists and headings stay as they are.
/// </summary>
sealed class SpacedText
{
    const int MostSlips = 3;

    readonly IReadOnlyList<(string Indent, string[] Words)> lines;

    SpacedText(IEnumerable<string> lines) => this.lines = [.. lines.Select(line => line.TrimEnd()).Select(line =>
        (line[..^line.TrimStart().Length], line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    public static SpacedText Of(string path, byte[] bytes)
    {
        var file = ContentFile.Of(path, bytes);
        return ContentFolder.IsText(path) && ArticleReader.Split(file) is var (yaml, markdown, _)
            ? new([.. Filled(yaml), "---", .. Blocks(markdown)]) : new(Filled(file.Text));
    }

    /// <summary>Null when more changed than slips of typing; empty when nothing but spacing did.</summary>
    /// <param name="known">Null where no word is a slip.</param>
    public IReadOnlyList<TypingSlip>? SlipsSince(SpacedText before, KnownWordsBeside? known)
    {
        if (lines.Count != before.lines.Count) return null;
        var slips = new List<TypingSlip>();
        foreach (var ((indent, words), (indentBefore, wordsBefore)) in lines.Zip(before.lines))
        {
            if (indent != indentBefore || words.Length != wordsBefore.Length) return null;
            for (var i = 0; i < words.Length; i++)
            {
                if (words[i] == wordsBefore[i]) continue;
                var isFirst = i == 0 || wordsBefore[i - 1][^1] is '.' or '!' or '?' or ':' or '*' or '-' or '#';
                if (TypingSlip.Of(wordsBefore[i], words[i], isFirst, known) is not { } slip) return null;
                slips.Add(slip);
            }
        }
        return slips.Count <= MostSlips ? slips : null;
    }

    static IEnumerable<string> Filled(string text) => text.Split('\n').Where(line => line.Trim().Length > 0);

    static IEnumerable<string> Blocks(string markdown)
    {
        var block = new List<string>();
        foreach (var line in markdown.Split('\n').Append(""))
        {
            if (line.Trim().Length > 0)
            {
                block.Add(line);
                continue;
            }
            if (block.Count == 0) continue;
            if (block.TrueForAll(IsProse)) yield return string.Join(' ', block);
            else foreach (var kept in block) yield return kept;
            yield return "";
            block.Clear();
        }
    }

    // A line that begins with anything else may begin a heading, a list, a box or a row.
    static bool IsProse(string line) => char.IsLetter(line[0]);
}
