using System.Text;

namespace Clinic.Web.Search;

/// <summary>
/// The sentences of a text that answer best: the one that holds most of what was searched for and what follows it, else
/// the first ones.
/// </summary>
public static class Excerpt
{
    public const char MarkStart = '\u0002';
    public const char MarkEnd = '\u0003';

    static readonly string[] Abbreviations = ["Dr.", "Mr.", "Mrs.", "Ms.", "Jr.", "St.", "vs."];

    const int Longest = 260;
    const int BeforeMark = 60;
    /// <summary>Forms of a word mostly share their first letters.</summary>
    const int Beginning = 4;

    public static IReadOnlyList<ExcerptPart> Of(string marked, IReadOnlyCollection<string> typed)
    {
        var sentences = Sentences(marked);
        if (sentences.Count == 0) return [];
        var beginnings = typed.Where(word => !Question.IsSmall(word)).Select(BeginningOf)
            .ToHashSet(StringComparer.Ordinal);
        // The first of those that tell the same.
        var best = Enumerable.Range(0, sentences.Count).MaxBy(at => Told(sentences[at], beginnings));
        return [.. Parts(From(sentences, best))];
    }

    /// <summary>How many different words a sentence tells; those as typed count twice.</summary>
    static int Told(string sentence, HashSet<string> typed)
    {
        var words = Parts(sentence).Where(part => part.IsMatch).SelectMany(part => Words.Of(part.Text)).ToList();
        var telling = words.Where(word => !Question.IsSmall(word)).Select(BeginningOf).Distinct(StringComparer.Ordinal);
        return Math.Max(Math.Min(1, words.Count), telling.Sum(beginning => typed.Contains(beginning) ? 2 : 1));
    }

    static string BeginningOf(string word) => word[..Math.Min(Beginning, word.Length)];

    static string From(List<string> sentences, int best)
    {
        var text = new StringBuilder(Cut(sentences[best]));
        for (var next = best + 1; next < sentences.Count && text.Length + sentences[next].Length < Longest; next++)
            text.Append(Between(text[^1])).Append(sentences[next]);
        return text.ToString();
    }

    // Items of lists and cells of tables have no full stop.
    static string Between(char last) => char.IsLetterOrDigit(last) || last == MarkEnd ? " · " : " ";

    static string Cut(string sentence)
    {
        if (sentence.Length <= Longest) return sentence;
        var start = Math.Max(0, sentence.IndexOf(MarkStart, StringComparison.Ordinal) - BeforeMark);
        if (start > 0) start = sentence.IndexOf(' ', start) + 1;
        var end = Math.Min(sentence.Length, start + Longest);
        if (end < sentence.Length)
            end = sentence.LastIndexOf(' ', end - 1, end - start) is var space and >= 0 ? space : end;
        return $"{(start > 0 ? "…" : "")}{sentence[start..end]}{(end < sentence.Length ? "…" : "")}";
    }

    static List<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] != '\n' && !EndsBefore(text, at)) continue;
            var sentence = text[start..at].Trim();
            if (sentence.Any(char.IsLetterOrDigit)) sentences.Add(sentence);
            start = at + 1;
        }
        return sentences;
    }

    // "9 a.m. to 5 p.m." goes on with a small letter, "Dr. Jane Doe" does not.
    static bool EndsBefore(string text, int at)
    {
        if (text[at] != ' ') return false;
        var last = text.AsSpan(0, at).TrimEnd("\"”’)\u0003");
        var next = text.AsSpan(at + 1).TrimStart("\"“(\u0002");
        return last is [.., '.' or '!' or '?'] && next is [var letter, ..]
            && (char.IsUpper(letter) || char.IsDigit(letter))
            && !Abbreviations.Contains(last[(last.LastIndexOf(' ') + 1)..].ToString());
    }

    static IEnumerable<ExcerptPart> Parts(string marked)
    {
        foreach (var piece in marked.Split(MarkStart))
        {
            var end = piece.IndexOf(MarkEnd, StringComparison.Ordinal);
            if (end > 0) yield return new(piece[..end], IsMatch: true);
            if (end + 1 < piece.Length) yield return new(piece[(end + 1)..], IsMatch: false);
        }
    }
}
