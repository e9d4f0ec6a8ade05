using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// Knows when a phrase is denied, criticized, asked or told of others, and so is no claim of ours. After NegEx (Chapman
/// 2001) and ConText (Harkema 2009): cues before and after a phrase, each with a scope that a turn such as "but" ends,
/// and words that look like a denial and are none, such as "no secret". The cues stand in rules/claim-words.yaml.
/// </summary>
public sealed class Negation
{
    const int LongestQuote = 80;

    static readonly string[] Asking =
        ["is", "are", "does", "do", "can", "will", "could", "has", "have", "should", "was", "did",
        "may", "would", "isn't", "doesn't", "don't", "can't", "won't", "what", "how", "which", "who", "when", "where"];
    static readonly string[] Subordinate =
        ["when", "if", "where", "while", "since", "once", "after", "unlike", "unless",
        "although", "though", "because", "as", "with", "without", "whatever"];

    readonly LemmaPattern before, nearby, after, seeming, turns, quoted, praised, hedged;

    Negation(YamlMap? yaml, WordLists words)
    {
        LemmaPattern Of(string key) => new(yaml?.List(key) ?? [], words);
        (before, nearby, after, seeming) = (Of("before"), Of("nearby"), Of("after"), Of("seeming"));
        (turns, quoted, praised, hedged) = (Of("turns"), Of("quoted"), Of("praised"), Of("hedged"));
        yaml?.RefuseOthers();
    }

    public static Negation Read(YamlMap? yaml, WordLists words) =>
        new(yaml?.Map("negation", "before, nearby, after, seeming, turns, quoted, praised and hedged."), words);

    /// <summary>Of a column or a box: what stands below is what others say.</summary>
    public bool IsOfOthers(string head) => head.Length > 0 && quoted.IsIn(head);

    public bool IsHedged(LemmaText text) => hedged.IsIn(text);

    // "Why does it cure?" and "What if it cured you?" claim what they ask.
    public static bool IsAsked(string sentence) => sentence.TrimEnd('"', '”', '’', ')', ' ').EndsWith('?')
        && !sentence.StartsWith("What if ", StringComparison.OrdinalIgnoreCase)
        && Asking.Contains(sentence.TrimStart('“', '"').Split(' ')[0].ToLowerInvariant().Replace('’', '\''));

    public bool Frees(LemmaText text, PhraseFound phrase)
    {
        var seemingHere = seeming.In(text).ToList();
        bool IsReal(PhraseFound cue) => !seemingHere.Exists(span => span.Start < cue.End && cue.Start < span.End)
            && (cue.End <= phrase.Start || cue.Start >= phrase.End
                || phrase.Gaps.Any(gap => gap.Start <= cue.Start && cue.Start < gap.End));
        return before.In(text).Where(IsReal).Any(cue => cue.Start < phrase.End && Reaches(text, cue.End, phrase))
            || nearby.In(text).Where(IsReal).Any(cue => cue.Start < phrase.End && Reaches(text, cue.End, phrase)
                && text.Lemmas.AsSpan(cue.End, Math.Max(0, phrase.Start - cue.End)).Count(' ') <= 3)
            || after.In(text).Where(IsReal)
                .Any(cue => cue.Start >= phrase.End && !IsTurned(text, phrase.End, cue.Start))
            || IsQuotedFromOthers(text, phrase);
    }

    /// <summary>From the cue to the phrase, or to its last word if the cue stands in a gap of it.</summary>
    bool Reaches(LemmaText text, int cueEnd, PhraseFound phrase) =>
        !IsTurned(text, cueEnd, phrase.Start > cueEnd ? phrase.Start : phrase.End);

    bool IsTurned(LemmaText text, int from, int to)
    {
        if (to <= from) return false;
        var between = text.Lemmas[from..to];
        if (between.Contains(" ;", StringComparison.Ordinal)) return true;
        if (turns.In(text).Any(turn => turn.Start >= from && turn.Start < to)) return true;
        // In "When nothing else helps, it cures" the comma ends what came before.
        return between.Contains(" ,", StringComparison.Ordinal) && Subordinate.Contains(FirstWord(text.Written))
            && text.Lemmas.AsSpan(0, from).IndexOf(" ,", StringComparison.Ordinal) < 0;
    }

    static string FirstWord(string sentence) => sentence.TrimStart('“', '"').Split(' ', ',')[0].ToLowerInvariant();

    bool IsQuotedFromOthers(LemmaText sentence, PhraseFound phrase)
    {
        var (start, end) = sentence.PlaceOf(phrase.Start, phrase.End);
        var text = sentence.Written;
        var opened = text.LastIndexOfAny(['“', '"'], Math.Max(0, Math.Min(start, text.Length - 1)));
        var closed = text.IndexOfAny(['”', '"'], Math.Max(opened + 1, end - 1));
        if (opened < 0 || closed < 0 || closed - opened > LongestQuote) return false;
        if (text[opened] == '"' && text[..opened].Count(c => c == '"') % 2 == 1) return false;
        var around = new LemmaText(text[..opened] + " " + text[(closed + 1)..]);
        return !praised.IsIn(around) && (quoted.IsIn(around) || before.IsIn(around) || after.IsIn(around));
    }
}
