using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Crisis;

/// <summary>The rules of one language, ready to read.</summary>
public sealed partial class CrisisLanguage
{
    readonly Sounds sounds;
    readonly Regex skipped, harmless, sought;
    readonly WordMender mender;

    /// <param name="skipped">Words without a weight, left out of every text.</param>
    public CrisisLanguage(CrisisGrammar grammar, string skipped, IEnumerable<string> harmless,
        IEnumerable<string> sought)
    {
        sounds = grammar.Sounds;
        var parts = new[]
        {
            grammar.Pack(skipped),
            string.Join('|', harmless.Select(grammar.Pack)),
            string.Join('|', sought.Select(grammar.Pack)),
        };
        var patterns = parts.Select(grammar.Pattern).ToList();
        (this.skipped, this.harmless, this.sought) = (patterns[0], patterns[1], patterns[2]);
        var words = string.Join(' ', [grammar.PackedKinds, .. parts]);
        mender = new([.. Word().Matches(words).Select(match => match.Value).Distinct(StringComparer.Ordinal)]);
        Packed = string.Join('\n', [sounds.Packed, grammar.PackedKinds, .. parts]);
    }

    public string Packed { get; }

    public bool Sees(IReadOnlyList<string> typed) => Sees(typed, sought);

    public bool Knows(string word) => mender.Knows(sounds.Of(word));

    /// <summary>Does this one rule see it, when what is harmless is taken out?</summary>
    public bool Sees(IReadOnlyList<string> typed, Regex rule)
    {
        try
        {
            return rule.IsMatch(harmless.Replace(Heard(typed), " ."));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    /// <summary>The words as rules are compared with: by sound, mended, without those that are skipped.</summary>
    public string Heard(IReadOnlyList<string> typed) =>
        skipped.Replace($" . {string.Join(' ', mender.Mend([.. typed.Select(sounds.Of)]))} . ", "");

    [GeneratedRegex("[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
