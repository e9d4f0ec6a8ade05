namespace Clinic.Web.Publishing.Drafts;

/// <summary>A line of the block at the top with what belongs to it, or a paragraph, as it is written.</summary>
/// <param name="Words">Without the line ends at its end, and with plain ones inside.</param>
/// <param name="Written">With the empty lines below it.</param>
public sealed record TextPiece(string Words, string Written, bool IsTop)
{
    /// <summary>All pieces one after the other are the text.</summary>
    public static IReadOnlyList<TextPiece> Of(string text)
    {
        var file = TextFile.Of(text);
        var top = text[..(text.Length - file.BodyAsWritten.Length)];
        return [.. InTop(top), .. Paragraphs(file.BodyAsWritten)];
    }

    static IEnumerable<TextPiece> InTop(string top)
    {
        var piece = "";
        foreach (var line in TextFile.Lines(top))
        {
            if (piece.Length > 0 && !line.StartsWith(' ') && !line.StartsWith("- ", StringComparison.Ordinal))
            {
                yield return Made(piece, isTop: true);
                piece = "";
            }
            piece += line;
        }
        if (piece.Length > 0) yield return Made(piece, isTop: true);
    }

    static IEnumerable<TextPiece> Paragraphs(string body)
    {
        var piece = new System.Text.StringBuilder();
        var wasEmpty = false;
        foreach (var line in TextFile.Lines(body))
        {
            var isEmpty = line.AsSpan().Trim().IsEmpty;
            if (wasEmpty && !isEmpty && piece.Length > 0)
            {
                yield return Made(piece.ToString(), isTop: false);
                piece.Clear();
            }
            piece.Append(line);
            wasEmpty = isEmpty;
        }
        if (piece.Length > 0) yield return Made(piece.ToString(), isTop: false);
    }

    static TextPiece Made(string written, bool isTop) => new(TextFile.PlainEnds(written.TrimEnd()), written, isTop);
}
