using System.Text.RegularExpressions;

namespace Clinic.Web.Consultations;

/// <summary>A North American telephone number, checked by its structure only; new area codes pass.</summary>
public sealed partial record PhoneNumber
{
    PhoneNumber(string digits, string? extension) => (E164, Extension) = ("+1" + digits, extension);

    public string E164 { get; }

    public string? Extension { get; }

    public static bool TryParse(string? typed, out PhoneNumber? number)
    {
        number = null;
        if (typed is null || typed.Length > 60 || Shape().Match(typed.Trim()) is not { Success: true } match) return false;
        var digits = string.Concat(match.Groups["number"].Value.Where(char.IsAsciiDigit));
        if (digits.Length == 11 && digits[0] == '1') digits = digits[1..];
        if (!IsStructured(digits)) return false;
        number = new(digits, match.Groups["ext"] is { Success: true } ext ? ext.Value : null);
        return true;
    }

    /// <summary>As people read it: (202) 555-0143, ext. 12.</summary>
    public override string ToString() => $"({E164[2..5]}) {E164[5..8]}-{E164[8..]}" + (Extension is null ? "" : $", ext. {Extension}");

    static bool IsStructured(string digits) =>
        digits.Length == 10 && digits[0] >= '2' && digits[3] >= '2' && digits[1..3] != "11" && digits[4..6] != "11" && digits[..3] != "900";

    [GeneratedRegex(@"^(?<number>[0-9+()\[\]\-–—.\s/·•_*]+?)(\s*,?\s*(ext\.?|extension|x|#)\s*(?<ext>[0-9]{1,6}))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
