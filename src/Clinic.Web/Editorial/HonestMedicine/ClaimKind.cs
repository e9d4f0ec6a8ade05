using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>
/// A kind of claim that no text may make (or a thing that a text must hold), why, and what to write instead.
/// </summary>
public sealed record ClaimKind(ContentRule Rule, string Instead, LemmaPattern Certain, LemmaPattern Likely)
{
    public required LemmaPattern Unless { get; init; }
    /// <summary>The words that excuse it may stand anywhere in the section.</summary>
    public bool LooksAtSection { get; init; }
    /// <summary>A source beside it excuses it.</summary>
    public bool NeedsSource { get; init; }
    /// <summary>"May help some people" is no claim of this kind.</summary>
    public bool MayBeHedged { get; init; }
    /// <summary>A question makes the claim as well.</summary>
    public bool MayBeAsked { get; init; }
    /// <summary>Of a demand: "text", "headings" or "links".</summary>
    public string Place { get; init; } = "text";
    /// <summary>Of a demand on the beginning of a text.</summary>
    public int FirstWords { get; init; } = int.MaxValue;
    /// <summary>Sentences that this kind finds, and careful ones that it must not.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];
    public IReadOnlyList<string> Passes { get; init; } = [];

    public static ClaimKind Read(YamlMap yaml, WordLists words)
    {
        var reason = yaml.Text("reason", "one plain sentence: why this may not be said.");
        var instead = yaml.Text("instead", "what to write instead.");
        var source = yaml.Text("source", "where the rule comes from.");
        var rule = new ContentRule("claim-" + yaml.Text("id", "a short name such as \"cure\"."),
            $"{reason} ({source})", $"Write instead: {instead}");
        var kind = new ClaimKind(rule, instead, new(yaml.List("certain"), words), new(yaml.List("likely"), words))
        {
            Unless = new(yaml.List("unless"), words),
            LooksAtSection = yaml.Optional("within") == "section",
            NeedsSource = yaml.Flag("uncited"),
            MayBeHedged = yaml.Flag("hedged-passes"),
            MayBeAsked = yaml.Flag("asked-too"),
            Place = yaml.Optional("in") ?? "text",
            FirstWords = yaml.Has("first-words") ? yaml.WholeNumber("first-words", 1, 5_000) : int.MaxValue,
            Found = yaml.List("found"),
            Passes = yaml.List("passes"),
        };
        if (yaml.Optional("within") is not (null or "section"))
            yaml.Report("within", "Rules look at a sentence or at a section.", "\"within: section\", or no such line.");
        if (kind.Place is not ("text" or "headings" or "links"))
            yaml.Report("in", $"\"{kind.Place}\" is no place in a text.", "text, headings or links.");
        if (yaml.List("certain").Count + yaml.List("likely").Count == 0)
            yaml.Report("certain", "This rule has no phrases.", "\"certain: [one phrase, another]\".");
        yaml.RefuseOthers();
        return kind;
    }

    /// <summary>
    /// The sentence in quotation marks that the rule offers; null where it says in other words what to do.
    /// </summary>
    public string? BetterWords => Instead is ['"', .. var rest]
        && rest.IndexOf('"', StringComparison.Ordinal) is > 0 and var end
        && rest[..end] is var words && !words.Contains('…', StringComparison.Ordinal) && words[^1] is '.' or '!' or '?'
            ? words : null;

    public ContentProblem Told(string file, (int Line, int Column) at, string words, bool isCertain) =>
        new(file, at.Line, at.Column, isCertain ? $"\"{words}\": {Rule.Says}"
            : $"\"{words}\" needs a second look: {Rule.Says}",
            Instead, isCertain ? ProblemSeverity.Error : ProblemSeverity.Warning)
        { Rule = Rule };
}
