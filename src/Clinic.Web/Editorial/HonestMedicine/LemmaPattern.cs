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

    readonly Phrase[] each;

    public LemmaPattern(IReadOnlyCollection<string> phrases, WordLists words) =>
        each = [.. phrases.Select(phrase => new Reader(phrase, words).Read())];

    public bool IsIn(LemmaText text) => Array.Exists(each, phrase => phrase.MayBeIn(text)
        && phrase.Pattern.IsMatch(text.Lemmas));

    public bool IsIn(string text) => IsIn(new LemmaText(text));

    /// <summary>Where the phrases stand, with what lies in the gaps between their words.</summary>
    public IEnumerable<PhraseFound> In(LemmaText text) =>
        from phrase in each
        where phrase.MayBeIn(text)
        from match in phrase.Pattern.Matches(text.Lemmas)
        where !text.EndsWithinWord(match.Index + match.Length)
        select new PhraseFound(match.Index, match.Index + match.Length,
            [.. match.Groups["gap"].Captures.Select(gap => (gap.Index, gap.Index + gap.Length))]);

    /// <param name="needs">
    /// Of each of these a phrase holds one word. Nearly every sentence lacks one, and is not searched: the first findings of a
    /// text of 250 kB took 3.1 s of processor time instead of 6.1 (2026-12-01).
    /// </param>
    sealed class Phrase(string pattern, IReadOnlyList<IReadOnlyList<string>> needs)
    {
        readonly Lazy<Regex> made = new(() =>
            new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)));

        public Regex Pattern => made.Value;

        public bool MayBeIn(LemmaText text)
        {
            foreach (var words in needs)
                if (!words.Any(text.Has)) return false;
            return true;
        }
    }

    sealed class Reader(string phrase, WordLists words, int depth = 0)
    {
        const int DeepestList = 5;

        int at;

        public Phrase Read()
        {
            var (pattern, needs) = Whole();
            return new(pattern + "(?![^ ])", needs);
        }

        (string Pattern, IReadOnlyList<IReadOnlyList<string>> Needs) Whole()
        {
            var sequence = Sequence();
            if (at < phrase.Length) throw new FormatException($"\"{phrase}\" holds a bracket too many.");
            return sequence;
        }

        (string Pattern, IReadOnlyList<IReadOnlyList<string>> Needs) Sequence()
        {
            var (pattern, needs) = (new StringBuilder(), new List<IReadOnlyList<string>>());
            var between = "";
            while (at < phrase.Length && phrase[at] is not (')' or '|'))
            {
                if (phrase[at] == ' ') at++;
                else if (Taken("....")) between = $"(?<gap>(?:{AnyWord}){{0,10}}?)";
                else if (Taken("...")) between = $"(?<gap>(?:{Word}){{0,6}}?)";
                else if (Taken("..")) between = $"(?<gap>(?:{Word}){{0,2}}?)";
                else
                {
                    var (element, isOptional, words) = Element();
                    if (!isOptional && words is not null) needs.Add(words);
                    pattern.Append(isOptional ? $"(?:{between}{element})?" : between + element);
                    between = Between;
                }
            }
            return (pattern.ToString(), needs);
        }

        bool Taken(string mark)
        {
            if (string.CompareOrdinal(phrase, at, mark, 0, mark.Length) != 0) return false;
            at += mark.Length;
            return true;
        }

        (string Pattern, bool IsOptional, IReadOnlyList<string>? Words) Element()
        {
            if (Taken("("))
            {
                var choices = new List<(string Pattern, IReadOnlyList<IReadOnlyList<string>> Needs)>();
                do choices.Add(Sequence());
                while (Taken("|"));
                if (!Taken(")")) throw new FormatException($"\"{phrase}\" opens a bracket and does not close it.");
                var said = choices.Where(choice => choice.Pattern.Length > 0).ToList();
                return ($"(?:{string.Join('|', said.Select(choice => choice.Pattern))})", said.Count < choices.Count,
                    OneOf(said));
            }
            if (Taken("{"))
            {
                var end = phrase.IndexOf('}', at);
                if (end < 0) throw new FormatException($"\"{phrase}\" opens a bracket and does not close it.");
                var name = phrase[at..end];
                at = end + 1;
                if (depth == DeepestList) throw new FormatException($"The list \"{name}\" calls itself.");
                var choices = words.Of(name).Select(one => new Reader(one, words, depth + 1).Whole()).ToList();
                return ($"(?:{string.Join('|', choices.Select(choice => choice.Pattern))})", false, OneOf(choices));
            }
            var start = at;
            while (at < phrase.Length && phrase[at] is not (' ' or '(' or ')' or '|' or '{')) at++;
            var (pattern, needed) = Of(phrase[start..at].Replace('’', '\'').ToLowerInvariant());
            return (pattern, false, needed);
        }

        // Null where one of the choices may be any word.
        static List<string>? OneOf(List<(string Pattern, IReadOnlyList<IReadOnlyList<string>> Needs)> choices) =>
            choices.Count > 0 && choices.All(choice => choice.Needs.Count > 0)
                ? [.. choices.SelectMany(choice => choice.Needs.MinBy(words => words.Count)!).Distinct()] : null;

        (string Pattern, IReadOnlyList<string>? Words) Of(string word)
        {
            if (word == "#") return (@" #[^ ]{1,20}", null);
            if (word[0] == '#' && word[^1] != '*') return (" " + Regex.Escape(word), null);
            if (word.EndsWith('*')) return (" ~?" + Regex.Escape(word[..^1]) + "[^ ]{0,20}", null);
            var lemmas = word.Split('-').SelectMany(LemmaText.LemmasOf).ToList();
            if (lemmas.Count == 0) throw new FormatException($"\"{phrase}\" holds \"{word}\", which is no word.");
            return (string.Concat(lemmas.Select((lemma, index) =>
                (index == 0 ? " " : Between + " ") + Regex.Escape(LemmaText.Marked(lemma)))),
                    [LemmaText.Marked(lemmas[0])]);
        }
    }
}

/// <summary>A phrase in the lemmas of a sentence; what stands in its gaps is the sentence's own.</summary>
public readonly record struct PhraseFound(int Start, int End, IReadOnlyList<(int Start, int End)> Gaps);
