using Markdig.Syntax;

namespace Clinic.Web.Articles.Rendering;

/// <summary>
/// Words of a source that readers do not see, or see as something else. Line and column count from 1, in the file.
/// </summary>
public sealed record LostWords(int Line, int Column, string Wrong, string Expected,
    ProblemSeverity Severity = ProblemSeverity.Error);

/// <summary>Compares, letter by letter, what was written with what a reader sees on the page.</summary>
static class WordComparison
{
    /// <summary>So many letters in a row do not come again by chance.</summary>
    const int Probe = 24;
    const int LongestQuote = 60;

    public static IEnumerable<LostWords> Lost(SourceText source, WrittenLetters written, string seen)
    {
        var (letters, places) = written.Expected();
        if (letters == seen) yield break;
        foreach (var (start, end) in Missing(letters, seen))
        {
            var first = start;
            for (var at = start + 1; at <= end; at++)
            {
                if (at < end && written.PlaceAt(places[at]).Place == written.PlaceAt(places[first]).Place) continue;
                yield return Told(source, written, places[first], places[at - 1]);
                first = at;
            }
        }
    }

    /// <summary>
    /// Stretches of the first that are not in the second, in order. The page may also hold what the source does not.
    /// </summary>
    static IEnumerable<(int Start, int End)> Missing(string letters, string seen)
    {
        var (at, on) = (0, 0);
        while (at < letters.Length)
        {
            if (on < seen.Length && letters[at] == seen[on])
            {
                (at, on) = (at + 1, on + 1);
                continue;
            }
            var next = seen.AsSpan(on, Math.Min(Probe, seen.Length - on));
            var again = next.IsEmpty ? letters.Length - at : letters.AsSpan(at).IndexOf(next, StringComparison.Ordinal);
            if (again > 0)
            {
                yield return (at, at + again);
                at += again;
                continue;
            }
            var written = letters.AsSpan(at, Math.Min(Probe, letters.Length - at));
            var later = seen.AsSpan(on).IndexOf(written, StringComparison.Ordinal);
            if (later > 0)
            {
                on += later;
                continue;
            }
            yield return (at, at + 1);
            at++;
        }
    }

    static LostWords Told(SourceText source, WrittenLetters written, int first, int last)
    {
        var (span, place) = written.PlaceAt(first);
        var text = source.Markdown;
        var begin = place == UnseenPlace.Definition ? span.Start : first;
        var end = text.IndexOf('\n', last) is > 0 and var lineEnd ? lineEnd : text.Length;
        var stretch = text[begin..Math.Max(begin, place is UnseenPlace.Title or UnseenPlace.Caption
            ? Math.Min(last + 1, text.Length) : end)];
        var lines = written.DefinitionsBetween(begin, last);
        var quote = Quoted(place == UnseenPlace.Definition && lines > 1 ? stretch.Split('\n')[0] : stretch);
        var (wrong, expected) = place switch
        {
            UnseenPlace.Definition when lines > 1 =>
                ($"Readers do not see these {lines} lines, from {quote} on: a line that begins with [words]: only gives a link its address.",
                "each source in references.yaml, and [@its-key] in the text; or a backslash before each first bracket, as in \\[words]:."),
            UnseenPlace.Definition =>
                ($"Readers do not see {quote}: a line that begins with [words]: only gives a link its address.",
                "**words:** without brackets, or a backslash before the bracket, as in \\[words]:."),
            UnseenPlace.BesideBox => ($"Readers do not see {quote}, since it stands beside the name of a box.",
                "these words on the next line."),
            UnseenPlace.Caption =>
                ($"Readers do not see the caption {quote}, since the picture stands among other words.",
                "an empty line before and after the picture."),
            UnseenPlace.Title => ($"Readers on a phone do not see {quote}, which stands in quotes inside a link.",
                "these words in the text, and a link as [words](/address)."),
            _ => ($"Readers do not see {quote}.",
                "these words in a paragraph of their own, with an empty line before and after it."),
        };
        var (line, column) = source.PlaceOf(begin);
        return new(line, column, wrong, expected);
    }

    public static string Quoted(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('"');
        return $"\"{(line.Length > LongestQuote ? line[..LongestQuote].TrimEnd() + "…" : line)}\"";
    }
}
