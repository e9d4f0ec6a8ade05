using System.Globalization;
using System.Text;

namespace Clinic.Web.Consultations;

/// <summary>
/// Characters that nobody sees: controls, direction marks, zero-width and ignorable ones. They go; those few stay,
/// where asked for, that change how the writing looks, such as the joiners of emoji, Persian and Indian scripts.
/// </summary>
public static class UnseenCharacters
{
    const int Joiner = 0x200D, NonJoiner = 0x200C, BlackFlag = 0x1F3F4, LastTag = 0xE007F, Keycap = 0x20E3;
    const int MostTags = 6;

    // Unicode's Default_Ignorable_Code_Point, the marks of annotations and the place of a pasted picture.
    static readonly (int First, int Last)[] Ignorable =
    [
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
            (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
            (0xFFF0, 0xFFFC),
        (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    ];

    // Arabic and its neighbours, India and its neighbours, Mongolian: letters there look different before and after a
    // joiner.
    static readonly (int First, int Last)[] Joining =
        [(0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0x1A00, 0x1C4F), (0xA800, 0xABFF),
            (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFC), (0x10A00, 0x10FFF), (0x11000, 0x11FFF), (0x1E900, 0x1E95F)];

    static readonly (int First, int Last)[] Han =
        [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)];

    public static string Remove(string text, bool keepMeaning)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001F')
            && !text.Contains('\u007F', StringComparison.Ordinal))
            return text;
        Rune[] runes = [.. text.EnumerateRunes()];
        var seen = new StringBuilder(text.Length);
        var before = new Rune(' ');
        for (var i = 0; i < runes.Length; i++)
        {
            if (IsUnseen(runes[i]) && !(keepMeaning && HasMeaning(runes, i, before)))
            {
                if (IsBlank(runes[i])) seen.Append(' ');
                continue;
            }
            before = runes[i];
            seen.Append(before.ToString());
        }
        return seen.ToString();
    }

    public static bool IsUnseen(Rune c) =>
        Rune.IsControl(c) || In(Ignorable, c) || (c.Value & 0xFFFE) == 0xFFFE || c.Value is >= 0xFDD0 and <= 0xFDEF
            || IsBlank(c);

    // Letters by their kind, but nothing to see; and a Braille cell without dots.
    static bool IsBlank(Rune c) => c.Value is 0x3164 or 0xFFA0 or 0x2800;

    static bool HasMeaning(Rune[] runes, int at, Rune before)
    {
        var after = NextSeen(runes, at);
        return runes[at].Value switch
        {
            '\n' or '\t' => true,
            Joiner => before.Value is not (Joiner or NonJoiner)
                && (IsLetterOf(Joining, before) || (IsPicture(before) && IsPicture(after))),
            NonJoiner => IsLetterOf(Joining, before) && IsLetterOf(Joining, after),
            0xFE0E or 0xFE0F => IsPicture(before) || (IsKeycapBase(before) && after.Value == Keycap),
            >= 0x180B and <= 0x180F => before.Value is >= 0x1800 and <= 0x18AF,
            (>= 0xFE00 and <= 0xFE02) or (>= 0xE0100 and <= 0xE01EF) => In(Han, before),
            >= 0xE0020 and <= LastTag => IsInFlag(runes, at),
            _ => false,
        };
    }

    static Rune NextSeen(Rune[] runes, int at) => runes.Skip(at + 1).SkipWhile(IsUnseen).FirstOrDefault(new Rune(' '));

    // The flags of England, Scotland, Texas and others: a black flag, some tags, the last tag. Longer ones would hide
    // words.
    static bool IsInFlag(Rune[] runes, int at)
    {
        var flag = at;
        while (flag >= 0 && at - flag <= MostTags && IsTag(runes[flag])) flag--;
        var end = at;
        while (end < runes.Length && end - flag <= MostTags && IsTag(runes[end]) && runes[end].Value != LastTag) end++;
        return flag >= 0 && runes[flag].Value == BlackFlag && end < runes.Length && runes[end].Value == LastTag;
    }

    static bool IsTag(Rune c) => c.Value is >= 0xE0020 and <= LastTag;

    static bool IsLetterOf((int First, int Last)[] scripts, Rune c) =>
        In(scripts, c) && (Rune.IsLetter(c) || IsMark(c));

    static bool IsMark(Rune c) =>
        Rune.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    static bool IsPicture(Rune c) =>
        Rune.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol
            || c.Value is 0xFE0F or 0xFE0E or 0x203C or 0x2049 or 0x3030 or (>= 0x1F000 and <= 0x1FAFF)
        || c.Value is >= 0x2190 and <= 0x2BFF;

    static bool IsKeycapBase(Rune c) => c.Value is '#' or '*' or (>= '0' and <= '9');

    static bool In((int First, int Last)[] ranges, Rune c) =>
        Array.Exists(ranges, range => c.Value >= range.First && c.Value <= range.Last);
}
