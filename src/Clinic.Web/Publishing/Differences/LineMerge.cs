namespace Clinic.Web.Publishing.Differences;

/// <summary>
/// Makes one change of a text in another version of it. A paragraph of a text, and an entry of a data file, is one
/// line.
/// </summary>
public static class LineMerge
{
    sealed record Hunk(int Start, int End, IReadOnlyList<string> Lines);

    /// <summary>What became of <paramref name="now"/>; null where it says something else at the same place.</summary>
    /// <param name="from">What the change was made to.</param>
    /// <param name="to">What it was changed to.</param>
    public static string? Apply(string from, string to, string now)
    {
        var (change, since) = (Hunks(from, to), Hunks(from, now));
        if (change.Exists(one => since.Exists(other => !Same(one, other) && Touch(one, other)))) return null;
        var all = since.Concat(change.Where(one => !since.Exists(other => Same(one, other))))
            .OrderBy(hunk => hunk.Start).ThenBy(hunk => hunk.End);
        var (lines, result, at) = (Lines(from), new List<string>(), 0);
        foreach (var hunk in all)
        {
            result.AddRange(lines[at..hunk.Start]);
            result.AddRange(hunk.Lines);
            at = hunk.End;
        }
        result.AddRange(lines[at..]);
        return string.Concat(result);
    }

    static List<Hunk> Hunks(string from, string to)
    {
        var written = Lines(to);
        return [.. PieceDifference.Of(Lines(from), written).Where(block => !block.IsSame).Select(block =>
            new Hunk(block.Old, block.Old + block.OldCount, written[block.New..(block.New + block.NewCount)]))];
    }

    static bool Touch(Hunk one, Hunk other) =>
        (one.Start < other.End && other.Start < one.End)
            || (one.Start == other.Start && (one.Start == one.End || other.Start == other.End));

    static bool Same(Hunk one, Hunk other) =>
        (one.Start, one.End) == (other.Start, other.End)
            && one.Lines.SequenceEqual(other.Lines, StringComparer.Ordinal);

    // Each with the end of its line.
    static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }
        return [.. lines];
    }
}
