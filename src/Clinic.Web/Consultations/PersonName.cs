using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Consultations;

/// <summary>
/// What belongs into a name: letters and marks of any script, digits as in "3rd", every apostrophe, hyphen, dot,
/// quotation mark and bracket.
/// </summary>
public static partial class PersonName
{
    // Apostrophes and their neighbours, the dots of Catalan and Katakana, initials, couples.
    const string Marks = "'`´′″\"&＆/.．。,，、،·•‧・･()（）[]＇＂՚״׳";

    public static bool HasOnlyWhatNamesHave(string name) =>
        name.EnumerateRunes().All(IsOfNames) && !Link().IsMatch(name);

    static bool IsOfNames(Rune c) =>
        Rune.IsLetterOrDigit(c) || c.Value is ' ' or 0x200C or 0x200D || Marks.EnumerateRunes().Contains(c)
            || IsOfNames(Rune.GetUnicodeCategory(c), c);

    static bool IsOfNames(UnicodeCategory kind, Rune c) => kind switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DashPunctuation =>
            true,
        UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => true,
        UnicodeCategory.OpenPunctuation => c.Value is 0x201A or 0x201E or 0x300C or 0x300E,
        UnicodeCategory.ClosePunctuation => c.Value is 0x300D or 0x300F,
        // The ʻokina typed as another stroke; numbers as in "Henry Ⅷ".
        UnicodeCategory.ModifierSymbol => c.Value is >= 0x02B0 and <= 0x02FF,
        UnicodeCategory.LetterNumber => true,
        _ => false,
    };

    [GeneratedRegex(@"//|www\.|\.\p{L}{2,}/", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
