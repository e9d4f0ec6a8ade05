using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// A sentence as the rules read it: each word as its lemma with a space before it, contractions undone, a number as "#"
/// and its digits, a comma as ",", any stronger break as ";".
/// </summary>
public sealed partial class LemmaText
{
    readonly List<Token> tokens = [];
    readonly HashSet<string> words = new(StringComparer.Ordinal);

    public LemmaText(string text)
    {
        var lemmas = new StringBuilder();
        foreach (Match match in Parts().Matches(text))
        {
            var written = match.Value.Replace('’', '\'').ToLowerInvariant();
            var joinsNext = match.Index + match.Length + 1 < text.Length
                && text[match.Index + match.Length] is '-' or '‑'
                && char.IsLetter(text[match.Index + match.Length + 1]);
            foreach (var lemma in LemmasOf(written))
            {
                tokens.Add(new(lemmas.Length, match.Index, match.Index + match.Length, joinsNext));
                var word = Marked(lemma);
                words.Add(word);
                lemmas.Append(' ').Append(word);
            }
        }
        (Written, Lemmas) = (text, lemmas.ToString());
    }

    public string Written { get; }

    public string Lemmas { get; }

    /// <summary>Whether one of the lemmas is this one.</summary>
    public bool Has(string lemma) => words.Contains(lemma);

    /// <summary>The words as written from one place of the lemmas to another.</summary>
    public (int Start, int End) PlaceOf(int start, int end)
    {
        var first = tokens.FindLast(token => token.At <= start);
        return (first.Start, tokens.FindLast(token => token.At < end).End);
    }

    /// <summary>A hyphen belongs to a word: "no risk" does not stand in "no risk-free way".</summary>
    public bool EndsWithinWord(int end) => tokens.FindLast(token => token.At < end).JoinsNext;

    /// <summary>
    /// A little word begins with "~": it may stand inside any phrase. So may an adverb, but for those that take back.
    /// </summary>
    public static string Marked(string lemma) => Little.Contains(lemma)
        || (lemma.Length > 4 && lemma.EndsWith("ly", StringComparison.Ordinal) && !Denying.Contains(lemma))
            ? "~" + lemma : lemma;

    static readonly string[] Denying =
        ["hardly", "rarely", "barely", "scarcely", "only", "family", "early", "suddenly"];

    static readonly HashSet<string> Little = [.. """
        a an the your our their his her my its this these any all of very really also even just so such too own most much quite often
        soon still ever always now both chronic severe major clinical resistant stubborn real true fast rapid quick lasting dramatic
        significant powerful deep full new gentle modern proven iv intravenous
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(HonestMedicine.Lemmas.Of)];

    public static IEnumerable<string> LemmasOf(string word)
    {
        if (word.Length == 0) yield break;
        if (char.IsAsciiDigit(word[0]))
            yield return "#" + word.Replace(" ", "", StringComparison.Ordinal).TrimEnd('.', ',');
        else if (word is "%" or "percent") yield return "%";
        else if (word is "$" or "&" or "," or "!") yield return word;
        else if (word is "(" or ")") yield return ",";
        else if (!char.IsLetter(word[0])) yield return ";";
        else if (Numbers.Contains(word)) yield return "#" + word;
        else if (Contracted(word) is var (stem, second))
        {
            if (stem.Length > 0) yield return HonestMedicine.Lemmas.Of(stem);
            yield return HonestMedicine.Lemmas.Of(second);
        }
        else yield return HonestMedicine.Lemmas.Of(word.EndsWith("'s", StringComparison.Ordinal)
            ? word[..^2] : word.Trim('\''));
    }

    static readonly string[] Numbers =
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds",
        "thousand",
        "thousands", "million", "millions", "dozen", "dozens"];

    static readonly string[] Subjects =
        ["it", "that", "there", "here", "what", "who", "he", "she", "this", "where", "how",
        "nobody", "everyone", "nothing", "everything"];

    static (string Stem, string Second)? Contracted(string word) => word switch
    {
        "can't" or "cannot" => ("can", "not"),
        "won't" => ("will", "not"),
        "let's" => ("let", "us"),
        [.. var stem, 'n', '\'', 't'] => (stem, "not"),
        [.. var stem, '\'', 'v', 'e'] => (stem, "have"),
        [.. var stem, '\'', 'l', 'l'] => (stem, "will"),
        [.. var stem, '\'', 'r', 'e'] => (stem, "be"),
        [.. var stem, '\'', 'm'] => (stem, "be"),
        [.. var stem, '\'', 'd'] => (stem, "would"),
        [.. var stem, '\'', 's'] when Subjects.Contains(stem) => (stem, "be"),
        _ => null,
    };

    readonly record struct Token(int At, int Start, int End, bool JoinsNext);

    [GeneratedRegex(@"\p{L}+(?:['’]\p{L}+)*|\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?|[%$&,;:—–()!]| - ",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}
