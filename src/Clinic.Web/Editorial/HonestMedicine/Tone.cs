using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// Advertising that claims nothing outright: "Get your old self back." Each list of rules/claim-words.yaml that a
/// sentence touches adds its weight, words of care take some away, and from a sum on the sentence is worth a second
/// look.
/// </summary>
public sealed class Tone
{
    readonly IReadOnlyList<(int Weight, LemmaPattern Phrases)> signs;
    readonly int enough;

    Tone(ClaimKind kind, int enough, IReadOnlyList<(int, LemmaPattern)> signs) =>
        (Kind, this.enough, this.signs) = (kind, enough, signs);

    public ClaimKind Kind { get; }

    public static Tone? Read(YamlMap language, WordLists words)
    {
        if (language.Map("tone", "enough, reason, instead and signs.") is not { } yaml) return null;
        var (reason, instead) = (yaml.Text("reason", "why."), yaml.Text("instead", "what to write instead."));
        var none = new LemmaPattern([], words);
        var kind = new ClaimKind(new("claim-tone", reason, $"Write instead: {instead}"), instead, none,
            none)
        { Unless = none };
        var read = yaml.Maps("signs", "entries with weight and phrases.").Select(sign =>
        {
            var weight = sign.WholeNumber("weight", 1, 9) * (sign.Flag("takes-away") ? -1 : 1);
            var pattern = new LemmaPattern(sign.List("phrases"), words);
            sign.RefuseOthers();
            return (weight, pattern);
        }).ToList();
        var tone = new Tone(kind, yaml.WholeNumber("enough", 1, 20), read);
        yaml.RefuseOthers();
        return tone;
    }

    public (int Start, int End)? Of(LemmaText text, Negation negation)
    {
        var sum = 0;
        foreach (var (weight, phrases) in signs)
        {
            if (weight < 0) sum += phrases.IsIn(text) ? weight : 0;
            else sum += weight * Math.Min(2, phrases.In(text).Where(found => !negation.Frees(text, found))
                .DistinctBy(found => found.Start).Count());
        }
        return sum >= enough ? (0, text.Written.Length) : null;
    }
}
