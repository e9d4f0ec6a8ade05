using Clinic.Web.Publishing.Differences;

namespace Clinic.Web.Publishing.Drafts;

/// <summary>A stretch of two versions of a text that began from the same one.</summary>
public abstract record MergedStretch
{
    MergedStretch()
    {
    }

    /// <summary>Both agree, or only one of them changed it.</summary>
    public sealed record Settled(IReadOnlyList<TextPiece> Pieces, MergedFrom From) : MergedStretch;

    /// <summary>Both changed it, each in another way.</summary>
    public sealed record Both(IReadOnlyList<TextPiece> Common, IReadOnlyList<TextPiece> Mine,
        IReadOnlyList<TextPiece> Theirs) : MergedStretch;
}

public enum MergedFrom
{
    Unchanged,
    Mine,
    Theirs,
}

/// <summary>What to take where both changed the same stretch.</summary>
public enum MergeChoice
{
    Mine,
    Theirs,
    Both,
}

/// <summary>
/// Two versions of a text put together paragraph by paragraph; nothing that only one of them wrote is left out.
/// </summary>
public sealed class TextMerge
{
    TextMerge(IReadOnlyList<MergedStretch> stretches) => Stretches = stretches;

    public IReadOnlyList<MergedStretch> Stretches { get; }

    public int Conflicts => Stretches.OfType<MergedStretch.Both>().Count();

    public bool IsClean => Conflicts == 0;

    /// <param name="common">The text that both began from; empty where it is not known.</param>
    public static TextMerge Of(string common, string mine, string theirs)
    {
        var (start, left, right) = (TextPiece.Of(common), TextPiece.Of(mine), TextPiece.Of(theirs));
        var (inLeft, inRight) = (Places(start, left), Places(start, right));
        var stretches = new List<MergedStretch>();
        var (at, atLeft, atRight) = (0, 0, 0);
        for (var next = 0; next <= start.Count; next++)
        {
            var isEnd = next == start.Count;
            if (!isEnd && (inLeft[next] < 0 || inRight[next] < 0)) continue;
            var (toLeft, toRight) = isEnd ? (left.Count, right.Count) : (inLeft[next], inRight[next]);
            stretches.AddRange(Between(Cut(start, at, next), Cut(left, atLeft, toLeft), Cut(right, atRight, toRight)));
            if (!isEnd) stretches.Add(new MergedStretch.Settled([left[toLeft]], MergedFrom.Unchanged));
            (at, atLeft, atRight) = (next + 1, toLeft + 1, toRight + 1);
        }
        return new(stretches);
    }

    /// <param name="choices">One for each conflict, in order.</param>
    public string Text(IReadOnlyList<MergeChoice> choices)
    {
        var pieces = new List<TextPiece>();
        var conflict = 0;
        foreach (var stretch in Stretches)
        {
            pieces.AddRange(stretch switch
            {
                MergedStretch.Settled settled => settled.Pieces,
                MergedStretch.Both both => choices[conflict++] switch
                {
                    MergeChoice.Mine => both.Mine,
                    MergeChoice.Theirs => both.Theirs,
                    _ => [.. both.Mine, .. both.Theirs],
                },
                _ => throw new InvalidOperationException("Unknown stretch."),
            });
        }
        return Joined(pieces);
    }

    /// <summary>
    /// Without asking: where both changed the same words both stand, mine first; of a line at the top only mine does.
    /// </summary>
    public string Together() => Joined([.. Stretches.SelectMany(stretch => stretch switch
    {
        MergedStretch.Settled settled => settled.Pieces,
        MergedStretch.Both both => Together(both.Common, both.Mine, both.Theirs),
        _ => throw new InvalidOperationException("Unknown stretch."),
    })]);

    static IReadOnlyList<TextPiece> Together(IReadOnlyList<TextPiece> common, IReadOnlyList<TextPiece> mine,
        IReadOnlyList<TextPiece> theirs)
    {
        if (mine.Count == 0 || theirs.Count == 0) return [.. mine, .. theirs];
        if (mine.All(piece => piece.IsTop)) return mine;
        // Who wrote only before and after what both had gets the other's words in its place.
        if (common.Count > 0 && PlaceOf(common, theirs) is >= 0 and var inTheirs)
            return [.. theirs.Take(inTheirs), .. mine, .. theirs.Skip(inTheirs + common.Count)];
        if (common.Count > 0 && PlaceOf(common, mine) is >= 0 and var inMine)
            return [.. mine.Take(inMine), .. theirs, .. mine.Skip(inMine + common.Count)];
        return PlaceOf(mine, theirs) >= 0 ? theirs : PlaceOf(theirs, mine) >= 0 ? mine : [.. mine, .. theirs];
    }

    // Of the first run of these pieces in others, or -1.
    static int PlaceOf(IReadOnlyList<TextPiece> pieces, IReadOnlyList<TextPiece> others) =>
        Enumerable.Range(0, Math.Max(others.Count - pieces.Count + 1, 0))
            .FirstOrDefault(at => Same(pieces, Cut(others, at, at + pieces.Count)), -1);

    // What was the last paragraph of its version may have another below it now.
    static string Joined(List<TextPiece> pieces)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            text.Append(pieces[i].Written);
            if (i == pieces.Count - 1) break;
            if (!pieces[i].Written.EndsWith('\n')) text.Append('\n');
            var isParagraph = !pieces[i].IsTop && !pieces[i + 1].IsTop && pieces[i].Words.Length > 0;
            if (isParagraph && pieces[i].Written.AsSpan(pieces[i].Words.Length).Count('\n') < 2) text.Append('\n');
        }
        return text.ToString();
    }

    static IEnumerable<MergedStretch> Between(List<TextPiece> common, List<TextPiece> mine, List<TextPiece> theirs)
    {
        if (mine.Count == 0 && theirs.Count == 0) return [];
        // The keys at the top stand line by line without anything between them, and so do neighbors of which each changed one.
        if (common.Count > 1 && common.Count == mine.Count && common.Count == theirs.Count
            && (common.All(piece => piece.IsTop) || common.Index().All(piece => Same([piece.Item], [mine[piece.Index]])
                || Same([piece.Item], [theirs[piece.Index]]))))
            return common.Index().SelectMany(piece => Between([piece.Item], [mine[piece.Index]], [theirs[piece.Index]]));
        if (Same(mine, theirs))
            return [new MergedStretch.Settled(mine, Same(common, mine) ? MergedFrom.Unchanged : MergedFrom.Mine)];
        if (Same(common, theirs)) return mine.Count == 0 ? [] : [new MergedStretch.Settled(mine, MergedFrom.Mine)];
        if (Same(common, mine)) return theirs.Count == 0 ? [] : [new MergedStretch.Settled(theirs, MergedFrom.Theirs)];
        return [new MergedStretch.Both(common, mine, theirs)];
    }

    // Where each piece stands in the other version, or -1.
    static int[] Places(IReadOnlyList<TextPiece> start, IReadOnlyList<TextPiece> other)
    {
        var places = Enumerable.Repeat(-1, start.Count).ToArray();
        foreach (var block in PieceDifference.Of([.. start.Select(Known)], [.. other.Select(Known)])
            .Where(block => block.IsSame))
            for (var i = 0; i < block.Count; i++) places[block.Old + i] = block.New + i;
        return places;
    }

    static string Known(TextPiece piece) => $"{(piece.IsTop ? 't' : 'b')}{piece.Words}";

    static bool Same(IReadOnlyList<TextPiece> one, IReadOnlyList<TextPiece> other) =>
        one.Select(Known).SequenceEqual(other.Select(Known), StringComparer.Ordinal);

    static List<TextPiece> Cut(IReadOnlyList<TextPiece> pieces, int from, int to) =>
        [.. pieces.Skip(from).Take(to - from)];
}
