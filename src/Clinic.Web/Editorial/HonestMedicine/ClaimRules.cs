using System.Collections.Concurrent;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>A claim with its place in the text it was read from.</summary>
public readonly record struct ClaimFound(ClaimKind Kind, int Start, int End, bool IsCertain);

/// <summary>The house's rules of honest medicine: rules/claims.yaml, and the words of rules/claim-words.yaml.</summary>
public sealed class ClaimRules
{
    const string Path = "rules/claims.yaml";
    const int LongestLead = 6;
    const string WordsPath = "rules/claim-words.yaml";

    readonly Negation? negation;
    readonly Tone? tone;
    readonly IReadOnlyList<ClaimKind> kinds;

    ClaimRules(Negation? negation, Tone? tone, IReadOnlyList<ClaimKind> kinds, IReadOnlyList<ClaimKind> required) =>
        (this.negation, this.tone, this.kinds, Required) = (negation, tone, kinds, required);

    static readonly ClaimRules None = new(null, null, [], []);

    /// <summary>What no text may claim.</summary>
    public IReadOnlyList<ClaimKind> Kinds => kinds;

    /// <summary>What every article about ketamine must hold.</summary>
    public IReadOnlyList<ClaimKind> Required { get; }

    public IEnumerable<string> Ids => kinds.Concat(Required).Select(kind => kind.Rule.Id)
        .Concat(tone is null ? [] : [tone.Kind.Rule.Id]);

    // Compiling the phrases costs a second, and the files seldom change: the last reading is kept.
    static Reading? last;

    public static ClaimRules Read(string contentFolder, ICollection<ContentProblem> problems)
    {
        if (ContentFile.Read(contentFolder, WordsPath, problems) is not { } words
            || ContentFile.Read(contentFolder, Path, problems) is not { } rules) return None;
        if (last is { } kept && kept.Words == words.Text && kept.Rules == rules.Text) return kept.Read;
        var found = new List<ContentProblem>();
        var read = Compile(words.Text, rules.Text, found);
        if (found.Count == 0) last = new(words.Text, rules.Text, read);
        foreach (var problem in found) problems.Add(problem);
        return read;
    }

    static ClaimRules Compile(string wordsText, string rulesText, List<ContentProblem> problems)
    {
        var at = WordsPath;
        try
        {
            if (YamlMap.Parse(at, wordsText, problems) is not { } language) return None;
            var words = new WordLists(language);
            var denials = Negation.Read(language, words);
            var advertising = Tone.Read(language, words);
            language.RefuseOthers();
            at = Path;
            if (YamlMap.Parse(at, rulesText, problems) is not { } yaml) return None;
            var read = new ClaimRules(denials, advertising, All(yaml, "rules", words), All(yaml, "required", words));
            yaml.RefuseOthers();
            return read;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            problems.Add(new(at, 1, 1, $"A phrase cannot be read: {e.Message}",
                "as many ( as ) in each phrase, and lists that are there.")
            { Rule = ContentRule.Schema });
            return None;
        }
    }

    sealed record Reading(string Words, string Rules, ClaimRules Read);

    /// <summary>The claims of one sentence by itself, wherever it may stand.</summary>
    public IEnumerable<ClaimKind> ClaimedBy(string sentence) =>
        Of(new(ParagraphKind.Prose, sentence, [new(0, 1, 1)]) { HasSource = true }, sentence)
            .Where(found => !found.Kind.LooksAtSection).Select(found => found.Kind).Distinct();

    // Who publishes waits for the whole site to be read, of which nearly all is as it was.
    const int MostRead = 20_000;

    readonly ConcurrentDictionary<ReadParagraph, IReadOnlyList<ClaimFound>> known = [];

    /// <summary>The claims of a paragraph; <paramref name="section"/> holds the words around it.</summary>
    public IReadOnlyList<ClaimFound> Of(Paragraph paragraph, string section)
    {
        if (known.Count >= MostRead) known.Clear();
        return known.GetOrAdd(new(paragraph.Text, paragraph.Kind, paragraph.Box, paragraph.Head, paragraph.HasSource,
            section),
            _ => [.. Of(paragraph, section, kinds, tone)]);
    }

    readonly record struct ReadParagraph(string Text, ParagraphKind Kind, string? Box, string? Head, bool HasSource,
        string Section);

    IEnumerable<ClaimFound> Of(Paragraph paragraph, string section, IReadOnlyList<ClaimKind> kinds, Tone? tone)
    {
        if (negation is null || paragraph.Box == "cannot-say" || negation.IsOfOthers(paragraph.Head)) yield break;
        LemmaText? around = null;
        // A section is searched once for each kind, not for each of its thousand sentences.
        var takenBack = new Dictionary<ClaimKind, bool>();
        bool IsTakenBackAround(ClaimKind kind) => takenBack.TryGetValue(kind, out var known) ? known
            : takenBack[kind] = kind.Unless.IsIn(around ??= new(section));
        foreach (var sentence in Joined([.. Sentences.Of(paragraph.Text)], paragraph.Text))
        {
            var text = new LemmaText(sentence.Text);
            var found = new List<ClaimFound>();
            foreach (var kind in kinds)
            {
                if (kind.NeedsSource && (paragraph.HasSource || paragraph.Kind == ParagraphKind.Heading)) continue;
                if (!kind.MayBeAsked && Negation.IsAsked(sentence.Text)) continue;
                foreach (var (pattern, isCertain) in new[] { (kind.Certain, true), (kind.Likely, false) })
                {
                    if (kind.MayBeHedged && pattern.IsIn(text) && negation.IsHedged(text)) continue;
                    found.AddRange(pattern.In(text).Where(phrase => !negation.Frees(text, phrase))
                        .Select(phrase => text.PlaceOf(phrase.Start, phrase.End))
                        .Where(_ => !(kind.LooksAtSection ? IsTakenBackAround(kind) : kind.Unless.IsIn(text)))
                        .Select(place => new ClaimFound(kind, sentence.Start + place.Start, sentence.Start
                            + place.End, isCertain)));
                }
            }
            if (found.Count == 0 && tone?.Of(text, negation) is var (start, end))
                found.Add(new(tone.Kind, sentence.Start + start, sentence.Start + end, IsCertain: false));
            foreach (var claim in WithoutRepeats(found)) yield return claim;
        }
    }

    // "Thinking of suicide? Book an infusion." A short question and its answer are one sentence.
    static IEnumerable<Sentence> Joined(IReadOnlyList<Sentence> sentences, string text)
    {
        for (var at = 0; at < sentences.Count; at++)
        {
            var first = sentences[at];
            if (first is { IsQuestion: true, Words: <= LongestLead } && !Negation.IsAsked(first.Text)
                && at + 1 < sentences.Count)
                yield return new(first.Start, text[first.Start..sentences[++at].End]);
            else yield return first;
        }
    }

    // One finding for each kind and place: the longest of those that overlap, an error before a warning.
    static IEnumerable<ClaimFound> WithoutRepeats(List<ClaimFound> found)
    {
        var told = new List<ClaimFound>();
        foreach (var claim in found.OrderByDescending(claim => claim.IsCertain)
            .ThenByDescending(claim => claim.End - claim.Start))
        {
            if (told.Exists(known => known.Kind == claim.Kind && known.Start < claim.End && claim.Start < known.End))
                continue;
            told.Add(claim);
        }
        return told.OrderBy(claim => claim.Start);
    }

    /// <summary>Examples that a rule gets wrong.</summary>
    public IEnumerable<ContentProblem> SlipsInExamples() =>
        from kind in kinds
        from slip in kind.Found.Where(sentence => !Finds(kind, sentence))
            .Select(sentence => (sentence, Wrong: "does not find its own example"))
            .Concat(kind.Passes.Where(sentence => Finds(kind, sentence))
                .Select(sentence => (sentence, Wrong: "flags its own careful example")))
        select new ContentProblem(Path, 1, 1, $"\"{kind.Rule.Id}\" {slip.Wrong} \"{slip.sentence}\".",
            "phrases that fit the examples.")
        { Rule = ContentRule.Schema };

    bool Finds(ClaimKind kind, string sentence) =>
        Of(new(ParagraphKind.Prose, sentence, [new(0, 1, 1)]), sentence, [kind], tone: null)
            .Any(found => found.Kind == kind);

    static List<ClaimKind> All(YamlMap yaml, string key, WordLists words) =>
        [.. yaml.Maps(key, "entries with id, reason, instead, source and phrases.")
            .Select(entry => ClaimKind.Read(entry, words))];
}
