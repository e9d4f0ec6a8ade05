using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>The house's rules of honest medicine: rules/claims.yaml.</summary>
public sealed class ClaimRules
{
    const string Path = "rules/claims.yaml";

    readonly Denials? denials;
    readonly IReadOnlyList<ClaimRule> rules;

    ClaimRules(Denials? denials, IReadOnlyList<ClaimRule> rules, IReadOnlyList<ClaimRule> required) => (this.denials, this.rules, Required) = (denials, rules, required);

    /// <summary>What every article about ketamine must hold.</summary>
    public IReadOnlyList<ClaimRule> Required { get; }

    public IEnumerable<string> Ids => rules.Concat(Required).Select(rule => rule.Rule.Id);

    public static ClaimRules Read(string contentFolder, ICollection<ContentProblem> problems)
    {
        if (ContentFile.Read(contentFolder, Path, problems) is not { } file || YamlMap.Parse(Path, file.Text, problems) is not { } yaml) return new(null, [], []);
        try
        {
            var read = new ClaimRules(Denials.Read(yaml), All(yaml, "rules"), All(yaml, "required"));
            yaml.RefuseOthers();
            return read;
        }
        catch (ArgumentException e)
        {
            problems.Add(new(Path, 1, 1, $"A phrase cannot be read: {e.Message}", "as many ( as ) in each phrase.") { Rule = ContentRule.Schema });
            return new(null, [], []);
        }
    }

    /// <summary>What one sentence claims by itself, wherever it may stand.</summary>
    public IEnumerable<ClaimRule> ClaimedBy(string sentence) =>
        rules.Where(rule => !rule.LooksAtSection && !rule.NeedsSource && Sentences.Of(sentence).Any(part => Hits(rule, part, part.Text, hasSource: false).Count > 0));

    /// <summary>The claims of a paragraph; <paramref name="section"/> holds the words around it.</summary>
    public IEnumerable<(ClaimRule Rule, int Start, int End)> Of(Paragraph paragraph, string section)
    {
        if (denials is null || paragraph.Box == "cannot-say" || denials.IsOfOthers(paragraph.Head)) yield break;
        foreach (var sentence in Sentences.Of(paragraph.Text))
        {
            foreach (var rule in rules)
            {
                foreach (var (start, end) in Hits(rule, sentence, rule.LooksAtSection ? section : sentence.Text, paragraph.HasSource || paragraph.Kind == ParagraphKind.Heading))
                    yield return (rule, sentence.Start + start, sentence.Start + end);
            }
        }
    }

    List<(int Start, int End)> Hits(ClaimRule rule, Sentence sentence, string around, bool hasSource)
    {
        if (denials is null || (rule.NeedsSource && hasSource)) return [];
        var hits = rule.Phrases.In(sentence.Text).Where(hit => !denials.Frees(sentence, hit.Start, hit.End)).ToList();
        return hits.Count > 0 && rule.Unless.IsIn(around) ? [] : hits;
    }

    static List<ClaimRule> All(YamlMap yaml, string key) => [.. yaml.Maps(key, "entries with id, reason, instead, source and phrases.").Select(ClaimRule.Read)];
}
