using DiffPlex;
using DiffPlex.Chunkers;

namespace Clinic.Web.Publishing.Differences;

/// <summary>A run of pieces that two texts share, or one where they differ.</summary>
public readonly record struct DifferenceBlock(bool IsSame, int Old, int OldCount, int New, int NewCount)
{
    /// <summary>Of a run that both share.</summary>
    public int Count => OldCount;
}

/// <summary>Which pieces of a text (lines, words, paragraphs) stand in another, in order.</summary>
public static class PieceDifference
{
    // No piece of a text holds it.
    const char Between = '\u0000';

    public static IEnumerable<DifferenceBlock> Of(IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
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

    static string Joined(IReadOnlyList<string> pieces) => string.Concat(pieces.Select(piece => piece + Between));

    static string[] Pieces(string joined) => joined.Length == 0 ? [] : joined[..^1].Split(Between);
}
