namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// Does somebody who writes this need a person now? Better once too often than once too few. The browser answers for
/// the
/// form's message with the same rules and steps: wwwroot/crisis-words.js, which a test compares with this.
/// </summary>
public sealed class CrisisWords(IReadOnlyList<CrisisLanguage> languages)
{
    public static readonly CrisisWords None = new([]);

    /// <summary>Every language, since people mix them.</summary>
    public bool AreIn(string text)
    {
        var typed = PlainWords.Of(text);
        return languages.Any(language => language.Sees(typed));
    }

    /// <summary>Is this a word of the rules, which no spelling may turn into another?</summary>
    public bool Knows(string word) => languages.Any(language => language.Knows(word));

    /// <summary>The rules as the browser reads them.</summary>
    public string Packed => string.Join('%', languages.Select(language => language.Packed));
}
