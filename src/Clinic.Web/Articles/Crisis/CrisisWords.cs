namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// Does somebody who writes this need a person now? Better once too often than once too few. The browser answers for
/// the form's message with the same rules and steps: wwwroot/crisis-words.js, which a test compares with this.
/// </summary>
/// <param name="despair">Rules for despair, by language.</param>
/// <param name="emergencies">Rules for a body in danger, by language; the browser does not get these.</param>
/// <param name="learned">Sees despair that no rule foresaw; learning takes a second, which no start waits for.</param>
public sealed class CrisisWords(IReadOnlyList<CrisisLanguage> despair, IReadOnlyList<CrisisLanguage> emergencies,
    Lazy<PhraseClassifier> learned)
{
    /// <summary>How much a rule counts, in the classifier's units: what is plainly harmless outweighs it.</summary>
    const int RuleWeight = 3;

    /// <summary>A part of a longer text must be a little surer: there are many, and each may be taken wrongly.</summary>
    const int PartMargin = 1;

    public static readonly CrisisWords None = new([], [], new(PhraseClassifier.None));

    /// <summary>Learns now, which takes a second, so that nobody has to wait for it.</summary>
    public void Learn() => _ = learned.Value;

    /// <summary>Every language, since people mix them.</summary>
    public bool AreIn(string text)
    {
        var passages = Passages.Of(PlainWords.Of(text));
        var margin = passages.Count > 1 ? PartMargin : 0;
        return passages.Any(passage => learned.Value.Weigh(passage) - margin is var weight
            && (weight > 0 || (weight + RuleWeight > 0 && despair.Any(language => language.Sees(passage)))));
    }

    /// <summary>Does this name an emergency of the body, such as chest pain or a seizure?</summary>
    public bool NameEmergency(string text)
    {
        var typed = PlainWords.Of(text);
        return emergencies.Any(language => language.Sees(typed));
    }

    /// <summary>Is this a word of the rules, which no spelling may turn into another?</summary>
    public bool Knows(string word) => despair.Concat(emergencies).Any(language => language.Knows(word));

    /// <summary>The rules as the browser reads them.</summary>
    public string Packed => string.Join('%', despair.Select(language => language.Packed));

    public string PackedWeights => learned.Value.Packed;
}
