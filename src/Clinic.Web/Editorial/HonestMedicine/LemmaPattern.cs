using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// Phrases as staff write them in rules/claims.yaml. A word stands for all its forms; "*" is any ending, "(a|b c)" a
/// choice, "{name}" a list of rules/claim-words.yaml, "#" a number, ".." up to two words in between, "..." up to six
/// within a clause, "...." up to ten across commas. Little words such as "your" and "very" may stand between any two.
/// </summary>
public sealed class LemmaPattern
{
    // Every step is bounded, so that no text however odd keeps the matcher busy.
    const string Word = @" [^ ,;!]{1,40}";
    const string AnyWord = @" [^ ;!]{1,40}";

    const string Between = @"(?<gap>(?: ~[^ ]{1,40}){0,3}?)";

    readonly Lazy<Regex>? all;
    readonly Lazy<Regex>[] each;

    public LemmaPattern(IReadOnlyCollection<string> phrases, WordLists words)
    {
        var written = phrases.Select(phrase => new Reader(phrase, words).Read() + "(?![^ ])").ToList();
        each = [.. written.Select(one => new Lazy<Regex>(() => Made(one)))];
        if (written.Count > 0) all = new(() => Made(string.Join('|', written.Select(one => $"(?:{one})"))));
    }

    static Regex Made(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    public bool IsIn(LemmaText text) => all is not null && all.Value.IsMatch(text.Lemmas);

    public bool IsIn(string text) => IsIn(new LemmaText(text));

    /// <summary>Where the phrases stand, with what lies in the gaps between their words.</summary>
    public IEnumerable<PhraseFound> In(LemmaText text) => !IsIn(text) ? [] :
        from phrase in each
        from match in phrase.Value.Matches(text.Lemmas)
        where !text.EndsWithinWord(match.Index + match.Length)
        select new PhraseFound(match.Index, match.Index + match.Length,
            [.. match.Groups["gap"].Captures.Select(gap => (gap.Index, gap.Index + gap.Length))]);

    sealed class Reader(string phrase, WordLists words, int depth = 0)
    {
        const int DeepestList = 5;

        int at;

        public string Read()
        {
            var sequence = Sequence();
            if (at < phrase.Length) throw new FormatException($"\"{phrase}\" holds a bracket too many.");
            return sequence;
        }

        string Sequence()
        {
            var pattern = new StringBuilder();
            var between = "";
            while (at < phrase.Length && phrase[at] is not (')' or '|'))
            {
                if (phrase[at] == ' ') at++;
                else if (Taken("....")) between = $"(?<gap>(?:{AnyWord}){{0,10}}?)";
                else if (Taken("...")) between = $"(?<gap>(?:{Word}){{0,6}}?)";
                else if (Taken("..")) between = $"(?<gap>(?:{Word}){{0,2}}?)";
                else
                {
                    var (element, isOptional) = Element();
                    pattern.Append(isOptional ? $"(?:{between}{element})?" : between + element);
                    between = Between;
                }
            }
            return pattern.ToString();
        }

        bool Taken(string mark)
        {
            if (string.CompareOrdinal(phrase, at, mark, 0, mark.Length) != 0) return false;
            at += mark.Length;
            return true;
        }

        (string Pattern, bool IsOptional) Element()
        {
            if (Taken("("))
            {
                var choices = new List<string>();
                do choices.Add(Sequence());
                while (Taken("|"));
                if (!Taken(")")) throw new FormatException($"\"{phrase}\" opens a bracket and does not close it.");
                return ($"(?:{string.Join('|', choices.Where(choice => choice.Length > 0))})", choices.Contains(""));
            }
            if (Taken("{"))
            {
                var end = phrase.IndexOf('}', at);
                if (end < 0) throw new FormatException($"\"{phrase}\" opens a bracket and does not close it.");
                var name = phrase[at..end];
                at = end + 1;
                if (depth == DeepestList) throw new FormatException($"The list \"{name}\" calls itself.");
                var choices = words.Of(name).Select(one => new Reader(one, words, depth + 1).Read());
                return ($"(?:{string.Join('|', choices)})", false);
            }
            var start = at;
            while (at < phrase.Length && phrase[at] is not (' ' or '(' or ')' or '|' or '{')) at++;
            return (Of(phrase[start..at].Replace('’', '\'').ToLowerInvariant()), false);
        }

        string Of(string word)
        {
            if (word == "#") return @" #[^ ]{1,20}";
            if (word[0] == '#' && word[^1] != '*') return " " + Regex.Escape(word);
            if (word.EndsWith('*')) return " ~?" + Regex.Escape(word[..^1]) + "[^ ]{0,20}";
            var lemmas = word.Split('-').SelectMany(LemmaText.LemmasOf).ToList();
            if (lemmas.Count == 0) throw new FormatException($"\"{phrase}\" holds \"{word}\", which is no word.");
            return string.Concat(lemmas.Select((lemma, index) =>
                (index == 0 ? " " : Between + " ") + Regex.Escape(LemmaText.Marked(lemma))));
        }
    }
}

/// <summary>A phrase in the lemmas of a sentence; what stands in its gaps is the sentence's own.</summary>
public readonly record struct PhraseFound(int Start, int End, IReadOnlyList<(int Start, int End)> Gaps);
