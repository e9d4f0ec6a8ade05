namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// Does somebody who writes this need a person now? Better once too often than once too few. The browser answers for
/// the form's message with the same rules and steps: wwwroot/crisis-words.js, which a test compares with this.
/// </summary>
/// <param name="despair">Rules for despair, by language.</param>
/// <param name="emergencies">Rules for a body in danger, by language; the browser does not get these.</param>
/// <param name="learned">Sees despair that no rule foresaw; learning takes a fifth of a second, which no start waits for.</param>
public sealed class CrisisWords(IReadOnlyList<CrisisLanguage> despair, IReadOnlyList<CrisisLanguage> emergencies,
    Lazy<PhraseClassifier> learned)
{
    public static readonly CrisisWords None = new([], [], new(PhraseClassifier.None));

    /// <summary>Every language, since people mix them.</summary>
    public bool AreIn(string text) => AreSeen(despair, text) || learned.Value.Sees(PlainWords.Of(text));

    /// <summary>Does this name an emergency of the body, such as chest pain or a seizure?</summary>
    public bool NameEmergency(string text) => AreSeen(emergencies, text);

    /// <summary>Is this a word of the rules, which no spelling may turn into another?</summary>
    public bool Knows(string word) => despair.Concat(emergencies).Any(language => language.Knows(word));

    /// <summary>The rules as the browser reads them.</summary>
    public string Packed => string.Join('%', despair.Select(language => language.Packed));

    public string PackedWeights => learned.Value.Packed;

    static bool AreSeen(IReadOnlyList<CrisisLanguage> languages, string text)
    {
        var typed = PlainWords.Of(text);
        return languages.Any(language => language.Sees(typed));
    }
}
