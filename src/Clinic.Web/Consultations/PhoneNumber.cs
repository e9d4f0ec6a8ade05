using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Consultations;

/// <summary>
/// A North American telephone number, read from any common way of writing it and checked by its structure only; new
/// area codes pass.
/// What could be another number than the one that was meant is none.
/// </summary>
public sealed partial record PhoneNumber
{
    const int LongestTyped = 100;
    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    static readonly char[] Digits = [.. "0123456789"];

    static readonly HashSet<string> Labels = new(
        ("c cel cell cellphone cellular mobile mob m home house h hm work w wk office o landline land line main "
            + "direct business personal phone phones "
        + "iphone android telephone tel t ph p fon number num no nr my is call me text sms voice only us usa please "
            + "best thanks primary preferred morning mornings afternoon afternoons "
        + "ext extension x evening evenings day days daytime night nights weekdays weekends anytime "
        + "celular móvil movil casa trabajo teléfono telefono número numero oficina mi es").Split(' '),
            StringComparer.OrdinalIgnoreCase);

    const string Keypad = "22233344455566677778889999";

    PhoneNumber(string digits, string? extension) => (E164, Extension) = ("+1" + digits, extension);

    public string E164 { get; }

    public string? Extension { get; }

    /// <summary>As telephones dial it.</summary>
    public string Link => "tel:" + E164 + (Extension is null ? "" : $";ext={Extension}");

    public static bool TryParse(string? typed, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = null;
        if (typed is null || typed.Length > LongestTyped) return false;
        var text = WithoutScheme(PlainDigits(TypedText.Plain(typed))).Trim(' ', '.', ',', ';', ':');
        text = Owner().Replace(text, "");
        var split = Extended().Match(text);
        if (split.Success && NationalDigits(split.Groups["number"].Value) is { } main)
            number = new(main, split.Groups["ext"].Value);
        else if (NationalDigits(text) is { } only) number = new(only, null);
        return number is not null;
    }

    /// <summary>As people read it: (202) 555-0143, ext. 12.</summary>
    public override string ToString() =>
        $"({E164[2..5]}) {E164[5..8]}-{E164[8..]}" + (Extension is null ? "" : $", ext. {Extension}");

    static string? NationalDigits(string written) =>
        National(WithoutLabels(written)) ?? National(Dialled(written)) ?? National(Dialled(WithoutLabels(written)));

    // "cell", "(home)", "my number is": before the first digit or after the last. A single letter that touches a digit
    // may be a slip for one.
    static string WithoutLabels(string text)
    {
        var (first, last) = (text.IndexOfAny(Digits), text.LastIndexOfAny(Digits));
        return Words().Replace(text, word =>
        {
            var isOutside = word.Index < first || word.Index > last;
            var touches = word.Index - 1 == last || word.Index + word.Length == first;
            return isOutside && Labels.Contains(word.Value) && !(touches && word.Length == 1) ? " " : word.Value;
        });
    }

    // Letters of the keypad, where whoever advertises a number puts them. Letters that are all O, I and L are slips for
    // digits.
    static string Dialled(string text)
    {
        var keys = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var isVanity = Vanity().IsMatch(keys) && keys.Any(c => char.IsAsciiLetter(c) && c is not ('O' or 'I' or 'L'));
        return isVanity ? string.Concat(text.ToUpperInvariant()
            .Select(c => char.IsAsciiLetter(c) ? Keypad[c - 'A'] : c)) : text;
    }

    static string? National(string text)
    {
        if (!text.All(c => char.IsAsciiDigit(c) || c == '+' || IsBetweenDigits(c))) return null;
        var isInternational = text.Contains('+', StringComparison.Ordinal);
        if (isInternational && !Plus().IsMatch(text)) return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.StartsWith("001", StringComparison.Ordinal) && digits.Length == 13) digits = digits[2..];
        // With a plus, ten digits are a number of another country.
        if (digits is { Length: 11 } and ['1', ..]) digits = digits[1..];
        else if (isInternational) return null;
        return IsStructured(digits) ? digits : null;
    }

    static bool IsBetweenDigits(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.SpaceSeparator =>
            true,
        UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherSymbol or UnicodeCategory.EnclosingMark =>
            true,
        UnicodeCategory.Surrogate => true,
        _ => ".,/\\*_~'\"#<>·•∙⋅‧・:|⁃−⁄∕。、`´ʼ".Contains(c, StringComparison.Ordinal),
    };

    static bool IsStructured(string digits) =>
        digits.Length == 10 && digits[0] >= '2' && digits[3] >= '2' && digits[1..3] != "11" && digits[4..6] != "11"
            && digits[..3] != "900";

    // Arabic-Indic, Persian, Devanagari and all others that count to nine.
    static string PlainDigits(string text) => string.Concat(text.EnumerateRunes().Select(c =>
        Rune.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber
            ? ((int)Rune.GetNumericValue(c)).ToString(CultureInfo.InvariantCulture) : c.ToString()));

    static string WithoutScheme(string text)
    {
        var scheme = Scheme().Match(text);
        if (!scheme.Success) return text;
        var rest = Uri.UnescapeDataString(text[scheme.Length..]);
        // What a link holds beside the number: the text of a message, or where a short number belongs.
        var number = rest.Split('?', '&')[0].Split(";phone-context", StringSplitOptions.None)[0];
        // That messenger leaves the plus out of its links.
        return scheme.Groups["abroad"].Success ? "+" + number.Trim(' ', '+', '/') : number.Trim();
    }

    [GeneratedRegex(@"^((tel|sms|smsto|mms|callto|facetime|facetime-audio|whatsapp|skype|phoneto)\s*:\s*(//)?|(?<abroad>https?://wa\.me/))\s*",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Scheme();

    // Whose it is: "Mom: (212) 555-0147". At a fax nobody answers.
    [GeneratedRegex(@"^(?!.*\b(fax|pager|beeper)\b)\p{L}[\p{L}'’. ]{1,30}:\s*(?=[+(\[0-9])", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Owner();

    // The pause that telephones dial before an extension is a comma or semicolon without a space.
    [GeneratedRegex(@"^(?<number>.*?[0-9A-Z)\]])(\s*[,;:/(\[\-]?\s*(extension|extn|ext|x|#)[-.:=#\s]*|;ext=|[,;]+)(?<ext>[0-9]{1,6})\s*[)\]#]?$",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Extended();

    [GeneratedRegex(@"\p{L}+", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex("^(00)?1?[0-9]{3}([A-Z]{7}|[0-9][A-Z]{6}|[A-Z]{3}[0-9]{4}|[A-Z]{4}[0-9]{3}|[0-9]{3}[A-Z]{4})$",
        Options | RegexOptions.NonBacktracking)]
    private static partial Regex Vanity();

    [GeneratedRegex(@"^[^0-9+]*\+[^0-9+]*1[^+]*$", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Plus();
}
