using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Crisis;

/// <summary>
/// How words of one language are made equal before they are compared: English by its endings, Spanish by its sound.
/// Browsers apply the same changes in the same order, so none may hold a space or ">".
/// </summary>
public sealed class Sounds
{
    /// <summary>kill, kills, killing and kil are one; but "here" must not become "her", nor "note" "not".</summary>
    public static readonly Sounds English =
        new("(...)s$>$1 ^(here|note)$>$1a (..)ing$|(...)ed$|(....)in$>$1$2$3 (..)(.)\\2>$1$2 (...)e$>$1");

    public static readonly Sounds Spanish = new(
        "(^|[^c])h>$1 ll>y qu(?=[ei])>k q>k c(?=[ei])>s c(?!h)>k z>s v>b g(?=[ei])>j (.)\\1>$1 ^ke?$>que");

    readonly IReadOnlyList<(Regex From, string To)> changes;

    Sounds(string packed)
    {
        Packed = packed;
        changes = [.. packed.Split(' ').Select(change => change.Split('>'))
            .Select(parts => (Pattern(parts[0]), parts[1]))];
    }

    public string Packed { get; }

    /// <summary>Words with digits stay as they are: 988 has no sound.</summary>
    public string Of(string word) =>
        word.Any(char.IsAsciiDigit) ? word
            : changes.Aggregate(word, (heard, change) => change.From.Replace(heard, change.To));

    static Regex Pattern(string written) => new(written, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
