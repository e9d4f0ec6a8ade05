using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// Phrases as staff write them in rules/claims.yaml: "*" any ending, "(a|b)" a choice, "#" a number,
/// "#1" itself, "..." up to six words in between within a clause, "...." across commas.
/// </summary>
public sealed class ClaimPattern
{
    // Every step is bounded, so that no text however odd keeps the matcher busy.
    const string Between = @"[^\w.!?,;:()]{1,4}";
    const string WithinClause = @"(?:[^\w.!?,;:()]{1,4}[\w’'%-]{1,30}){0,6}[^\w.!?,;:()]{1,4}";
    const string AcrossCommas = @"(?:[^\w.!?;:]{1,4}[\w’'%-]{1,30}){0,8}[^\w.!?;:]{1,4}";

    readonly Regex? phrases;

    public ClaimPattern(IReadOnlyCollection<string> written)
    {
        if (written.Count > 0) phrases = new(string.Join('|', written.Select(phrase => $"(?:{Translate(phrase.Trim())})")), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
    }

    /// <summary>Where the phrases stand as whole words.</summary>
    public IEnumerable<(int Start, int End)> In(string text) =>
        phrases is null ? [] : phrases.Matches(text).Select(match => (Start: match.Index, End: match.Index + match.Length)).Where(place => IsWhole(text, place.Start, place.End));

    public bool IsIn(string text) => In(text).Any();

    // A hyphen belongs to a word: "no risk" does not stand in "no risk-free way".
    static bool IsWhole(string text, int start, int end) =>
        !(start > 0 && IsOfWord(text[start]) && (IsOfWord(text[start - 1]) || text[start - 1] == '-'))
        && !(end < text.Length && IsOfWord(text[end - 1]) && (IsOfWord(text[end]) || (text[end] == '-' && end + 1 < text.Length && IsOfWord(text[end + 1]))));

    static bool IsOfWord(char c) => char.IsLetterOrDigit(c);

    static string Translate(string phrase)
    {
        var pattern = new StringBuilder();
        for (var at = 0; at < phrase.Length; at++)
        {
            var rest = phrase.AsSpan(at).TrimStart();
            if (phrase[at] == ' ' && rest.StartsWith("..."))
            {
                pattern.Append(rest.StartsWith("....") ? AcrossCommas : WithinClause);
                at = phrase.Length - rest.TrimStart('.').TrimStart().Length - 1;
                continue;
            }
            pattern.Append(phrase[at] switch
            {
                ' ' => Between,
                '*' => @"[\w’']{0,20}",
                '#' => at + 1 < phrase.Length && char.IsAsciiDigit(phrase[at + 1]) ? "#" : @"\b\d[\d.,]{0,8}",
                '(' => "(?:",
                ')' or '|' => phrase[at].ToString(),
                '\'' or '’' => "['’]",
                var c => Regex.Escape(c.ToString()),
            });
        }
        return $"{Edge(phrase[0])}{pattern}{Edge(phrase[^1])}";
    }

    static string Edge(char c) => char.IsLetterOrDigit(c) ? @"\b" : "";
}
