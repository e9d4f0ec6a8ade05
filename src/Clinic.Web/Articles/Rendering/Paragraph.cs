namespace Clinic.Web.Articles.Rendering;

public enum ParagraphKind { Prose, Heading, Cell, Quote, Picture, Caption }

/// <summary>Where the words from an offset on stand in the file.</summary>
public sealed record Origin(int Offset, int Line, int Column);

public enum StretchKind { Link, Code, Escaped }

/// <summary>A part of a paragraph's words that markup made something else of.</summary>
public sealed record Stretch(int Start, int Length, StretchKind Kind);

/// <summary>
/// Words without markup that belong together, with the place of each in the file, for the people and rules that
/// proofread.
/// </summary>
public sealed record Paragraph(ParagraphKind Kind, string Text, IReadOnlyList<Origin> Origins)
{
    public IReadOnlyList<Stretch> Stretches { get; init; } = [];
    /// <summary>The keys of the sources that are named, each where its mark stands.</summary>
    public IReadOnlyList<(int At, string Key)> Citations { get; init; } = [];
    /// <summary>Where a line of the file begins, the first not counted.</summary>
    public IReadOnlyList<int> LineStarts { get; init; } = [];
    /// <summary>Of a heading: 2 to 4.</summary>
    public int Level { get; init; }
    /// <summary>The innermost box around it.</summary>
    public string? Box { get; init; }
    /// <summary>Of a cell: the words at the head of its column.</summary>
    public string Head { get; init; } = "";
    /// <summary>
    /// A source is named in it, or beside it in the same table, or it links to a place that tells more.
    /// </summary>
    public bool HasSource { get; init; }

    public (int Line, int Column) PlaceOf(int offset)
    {
        var (first, last) = (0, Origins.Count - 1);
        while (first < last)
        {
            var middle = (first + last + 1) / 2;
            if (Origins[middle].Offset <= offset) first = middle;
            else last = middle - 1;
        }
        var origin = Origins[first];
        return (origin.Line, origin.Column + offset - origin.Offset);
    }
}
