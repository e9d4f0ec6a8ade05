using DiffPlex;
using DiffPlex.Chunkers;

namespace Clinic.Web.Publishing.Differences;

/// <summary>A run of pieces that two texts share, or one where they differ.</summary>
public readonly record struct DifferenceBlock(bool IsSame, int Old, int OldCount, int New, int NewCount)
{
    /// <summary>Of a run that both share.</summary>
    public int Count => OldCount;
}

/// <summary>
/// Which pieces of a text (lines, words, paragraphs) stand in another, in order. Where two long texts have little in
/// common, all between their like beginnings and ends counts as different: to look closer takes minutes and tells
/// nobody anything.
/// </summary>
public static class PieceDifference
{
    // The work grows with the pieces times those that differ: 20,000 that all differ take about a second.
    const int ShortEnough = 20_000;
    const int FewEnough = 1_000;

    // No piece of a text holds it.
    const char Between = '\u0000';

    public static IEnumerable<DifferenceBlock> Of(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var start = SharedStart(before, now);
        var end = SharedEnd(before, now, start);
        if (start > 0) yield return new(true, 0, start, 0, start);
        foreach (var block in Middle([.. before.Skip(start).SkipLast(end)], [.. now.Skip(start).SkipLast(end)]))
            yield return block with { Old = block.Old + start, New = block.New + start };
        if (end > 0) yield return new(true, before.Count - end, end, now.Count - end, end);
    }

    static IEnumerable<DifferenceBlock> Middle(List<string> before, List<string> now)
    {
        if (before.Count == 0 && now.Count == 0) yield break;
        if (before.Count == 0 || now.Count == 0 || IsTooMuch(before, now))
        {
            yield return new(false, 0, before.Count, 0, now.Count);
            yield break;
        }
        var (old, at) = (0, 0);
        foreach (var block in Differ.Instance.CreateDiffs(Joined(before), Joined(now), ignoreWhiteSpace: false,
            ignoreCase: false,
            new CustomFunctionChunker(Pieces)).DiffBlocks.OrderBy(block => block.DeleteStartA)
                .ThenBy(block => block.InsertStartB))
        {
            if (block.DeleteStartA > old)
                yield return new(true, old, block.DeleteStartA - old, at, block.InsertStartB - at);
            yield return new(false, block.DeleteStartA, block.DeleteCountA, block.InsertStartB, block.InsertCountB);
            (old, at) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }
        if (old < before.Count) yield return new(true, old, before.Count - old, at, now.Count - at);
    }

    static bool IsTooMuch(List<string> before, List<string> now)
    {
        if (before.Count + now.Count <= ShortEnough) return false;
        var counts = before.CountBy(piece => piece).ToDictionary();
        foreach (var (piece, count) in now.CountBy(piece => piece))
            counts[piece] = counts.GetValueOrDefault(piece) - count;
        return counts.Values.Sum(Math.Abs) > FewEnough;
    }

    static int SharedStart(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var most = Math.Min(before.Count, now.Count);
        var shared = 0;
        while (shared < most && before[shared] == now[shared]) shared++;
        return shared;
    }

    static int SharedEnd(IReadOnlyList<string> before, IReadOnlyList<string> now, int start)
    {
        var most = Math.Min(before.Count, now.Count) - start;
        var shared = 0;
        while (shared < most && before[^(shared + 1)] == now[^(shared + 1)]) shared++;
        return shared;
    }

    static string Joined(IReadOnlyList<string> pieces) => string.Concat(pieces.Select(piece => piece + Between));

    static string[] Pieces(string joined) => joined.Length == 0 ? [] : joined[..^1].Split(Between);
}
