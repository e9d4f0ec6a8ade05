using Clinic.Web.Articles.Crisis;

namespace Clinic.Web.Articles;

/// <summary>Reads crisis-words.yaml, and proves each of its rules with the words that stand beside it.</summary>
static class CrisisWordsFile
{
    sealed record Rule(YamlMap Entry, string Written, string Test);

    public static CrisisWords? Read(YamlMap yaml, List<ContentProblem> problems)
    {
        yaml.Text("last-read", "who read the list, and when.");
        const string despair = "despair", emergency = "emergency";
        // What stands beside a rule is learned like the phrases.
        var (ofRules, ofHarmless) = (new List<string>(), new List<string>());
        var despairing = new[]
        {
            Language(yaml, "english", despair, Sounds.English, problems, ofRules, ofHarmless),
            Language(yaml, "spanish", despair, Sounds.Spanish, problems, ofRules, ofHarmless),
        };
        var inDanger = new[]
        {
            Language(yaml, "english-emergency", emergency, Sounds.English, problems, [], []),
            Language(yaml, "spanish-emergency", emergency, Sounds.Spanish, problems, [], []),
        };
        var phrases = yaml.Map("phrases", "despair and harmless, each with one phrase a line.");
        var (ofDespair, harmless) = (Phrases(phrases, "despair"), Phrases(phrases, "harmless"));
        phrases?.RefuseOthers();
        yaml.RefuseOthers();
        return problems.Count > 0 ? null : new(despairing!, inDanger!,
            new(() => PhraseClassifier.Of([.. ofDespair, .. ofRules], [.. harmless, .. ofHarmless])));
    }

    static CrisisLanguage? Language(YamlMap yaml, string name, string looksFor, Sounds sounds,
        List<ContentProblem> problems, List<string> sought, List<string> spared)
    {
        if (yaml.Map(name, $"skipped, kinds, harmless and {looksFor}.") is not { } map) return null;
        var grammar = new CrisisGrammar(sounds);
        var skipped = map.LongText("skipped", "words with | between them.");
        foreach (var (kind, words) in map.Map("kinds", "a name and its words.")?.Texts() ?? [])
        {
            if (grammar.AddKind(kind, words) is { } mistake)
                map.Report("kinds", $"{kind}: {mistake}",
                    "\"not\" first, then names of small letters, each with words and | between them.");
        }
        if (grammar.Mistake(skipped) is { } wrong) map.Report("skipped", wrong, "words with | between them.");
        var (harmless, rules) = (Rules(map, "harmless", grammar), Rules(map, looksFor, grammar));
        map.RefuseOthers();
        sought.AddRange(rules.Select(rule => rule.Test));
        spared.AddRange(harmless.Select(rule => rule.Test));
        if (problems.Count > 0) return null;
        var language = new CrisisLanguage(grammar, skipped, harmless.Select(rule => rule.Written),
            rules.Select(rule => rule.Written));
        foreach (var rule in rules.Where(rule =>
            !language.Sees(PlainWords.Of(rule.Test), grammar.Pattern(grammar.Pack(rule.Written)))))
            rule.Entry.Report("test", $"The rule does not see \"{rule.Test}\", which reads \"{Shown(language, rule)}\".",
                "words that the rule sees, and no words in the rule that are skipped.");
        foreach (var rule in harmless.Where(rule => language.Sees(PlainWords.Of(rule.Test))))
            rule.Entry.Report("test", $"\"{rule.Test}\" is still taken for {looksFor}.",
                "words that the rule makes harmless.");
        return language;
    }

    static string[] Phrases(YamlMap? phrases, string key) =>
        phrases?.Lines(key, "one phrase a line.") ?? [];

    static string Shown(CrisisLanguage language, Rule rule) => language.Heard(PlainWords.Of(rule.Test)).Trim(' ', '.');

    static List<Rule> Rules(YamlMap map, string key, CrisisGrammar grammar)
    {
        var rules = new List<Rule>();
        foreach (var entry in map.Maps(key, "entries with a rule and a test."))
        {
            var rule = new Rule(entry, entry.LongText("rule", "a rule, as the top of the file tells."),
                entry.Text("test", "words that show what the rule is for."));
            entry.RefuseOthers();
            if (rule.Written.Length > 0 && grammar.Mistake(rule.Written) is { } mistake)
                entry.Report("rule", mistake, "words and the signs that the top of the file tells.");
            rules.Add(rule);
        }
        return rules;
    }
}
