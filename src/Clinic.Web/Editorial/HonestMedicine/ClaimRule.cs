using Clinic.Web.Articles;

namespace Clinic.Web.Editorial.HonestMedicine;

/// <summary>Something that no text may say (or that a text must say), why, and what to write instead.</summary>
public sealed record ClaimRule(ContentRule Rule, string Instead, ClaimPattern Phrases)
{
    public ClaimPattern Unless { get; init; } = new([]);
    /// <summary>The words that excuse it may stand anywhere in the section.</summary>
    public bool LooksAtSection { get; init; }
    /// <summary>A source beside it excuses it.</summary>
    public bool NeedsSource { get; init; }
    /// <summary>Of a demand: "text", "headings" or "links".</summary>
    public string Place { get; init; } = "text";
    /// <summary>Of a demand on the beginning of a text.</summary>
    public int FirstWords { get; init; } = int.MaxValue;

    public static ClaimRule Read(YamlMap yaml)
    {
        var reason = yaml.Text("reason", "one plain sentence: why this may not be said.");
        var instead = yaml.Text("instead", "what to write instead.");
        var source = yaml.Text("source", "where the rule comes from.");
        var rule = new ClaimRule(new("claim-" + yaml.Text("id", "a short name such as \"cure\"."), $"{reason} ({source})", $"Write instead: {instead}"), instead, new(yaml.List("phrases")))
        {
            Unless = new(yaml.List("unless")),
            LooksAtSection = yaml.Optional("within") == "section",
            NeedsSource = yaml.Flag("uncited"),
            Place = yaml.Optional("in") ?? "text",
            FirstWords = yaml.Has("first-words") ? yaml.WholeNumber("first-words", 1, 5_000) : int.MaxValue,
        };
        if (yaml.Optional("within") is not (null or "section")) yaml.Report("within", "Rules look at a sentence or at a section.", "\"within: section\", or no such line.");
        if (rule.Place is not ("text" or "headings" or "links")) yaml.Report("in", $"\"{rule.Place}\" is no place in a text.", "text, headings or links.");
        if (yaml.List("phrases").Count == 0) yaml.Report("phrases", "This rule has no phrases.", "\"phrases: [one phrase, another]\".");
        yaml.RefuseOthers();
        return rule;
    }

    public ContentProblem Found(string file, int line, int column, string words) =>
        new(file, line, column, $"\"{words}\": {Rule.Says}", Instead) { Rule = Rule };
}
