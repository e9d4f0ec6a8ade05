using System.Globalization;
using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Publishing.DataForms;

/// <summary>
/// What somebody may have meant by a value that is not written as the file has it. It is asked, and never guessed.
/// </summary>
/// <param name="Value">What the file would have.</param>
/// <param name="Shown">As readers would see it.</param>
public sealed partial record TypedQuestion(string Value, string Shown)
{
    const int MostOnButton = 40;

    public string Sentence { get; init; } = $"Do you mean {Shown}?";

    /// <summary>For a button.</summary>
    public string Short => Shown.Length <= MostOnButton ? Shown : Value;

    public static TypedQuestion? About(ValueKind kind, string typed) => kind switch
    {
        ValueKind.Price => OfPrice(typed.Trim()),
        ValueKind.Phone => OfPhone(typed),
        ValueKind.DialedPhone => OfDialed(typed),
        ValueKind.Date => OfDate(typed.Trim()),
        _ => null,
    };

    static TypedQuestion? OfPrice(string typed)
    {
        if (typed.Length == 0 || Plain().IsMatch(typed)) return null;
        var bare = typed.Replace("$", "", StringComparison.Ordinal)
            .Replace("USD", "", StringComparison.OrdinalIgnoreCase)
            .Replace("dollars", "", StringComparison.OrdinalIgnoreCase).Replace(" ", "", StringComparison.Ordinal)
            .Replace("\u00a0", "", StringComparison.Ordinal);
        if (bare.EndsWith(",-", StringComparison.Ordinal) || bare.EndsWith(".-", StringComparison.Ordinal))
            bare = bare[..^2];
        if (Written().Match(bare) is not { Success: true } match) return null;
        var whole = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit)).TrimStart('0');
        var cents = match.Groups["cents"].Value.PadRight(2, '0');
        var price = (whole.Length == 0 ? "0" : whole) + (cents == "00" ? "" : "." + cents);
        if (!Plain().IsMatch(price) || price == typed) return null;
        return new(price, decimal.Parse(price, CultureInfo.InvariantCulture)
            .ToString("$#,0.00", CultureInfo.InvariantCulture));
    }

    static TypedQuestion? OfPhone(string typed)
    {
        if (Digits(typed) is not { } digits || typed == "+1" + digits) return null;
        return new("+1" + digits, $"+1{digits}, which readers see as ({digits[..3]}) {digits[3..6]}-{digits[6..]}");
    }

    // The numbers of crisis lines are written as people say them.
    static TypedQuestion? OfDialed(string typed)
    {
        if (Digits(typed) is not { } digits || Hyphens().IsMatch(typed)) return null;
        var number = $"1-{digits[..3]}-{digits[3..6]}-{digits[6..]}";
        return new(number, number);
    }

    static string? Digits(string typed)
    {
        if (!typed.All(letter => char.IsAsciiDigit(letter)
            || " -.()+/\u00a0\u2011\u2013".Contains(letter, StringComparison.Ordinal))) return null;
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        if (digits.Length == 11 && digits[0] == '1') digits = digits[1..];
        return UsNumber().IsMatch(digits) ? digits : null;
    }

    static TypedQuestion? OfDate(string typed)
    {
        if (typed.Length == 0 || DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out _)) return null;
        string[] forms = ["M/d/yyyy", "MMMM d, yyyy", "MMM d, yyyy", "MMMM d yyyy", "yyyy-M-d", "d MMMM yyyy"];
        return DateOnly.TryParseExact(typed, forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite,
            out var day)
            ? new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ClinicTime.Weekday(day.ToDateTime(TimeOnly.MinValue))) : null;
    }

    [GeneratedRegex(@"^(0|[1-9]\d{0,4})(\.\d{2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?<whole>\d{1,3}([,.']\d{3})+|\d{1,6})([.,](?<cents>\d{1,2}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex(@"^[2-9]\d{2}[2-9]\d{6}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UsNumber();

    [GeneratedRegex(@"^(1-)?\d{3}-\d{3}-\d{4}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hyphens();
}
