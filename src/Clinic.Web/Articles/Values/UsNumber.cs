using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Values;

/// <summary>Telephone numbers of the United States: the clinic's own, and those of crisis lines.</summary>
static partial class UsNumber
{
    /// <summary>Such as +12025550143.</summary>
    public static string ReadInternational(YamlMap yaml, string key)
    {
        var text = yaml.Text(key, $"\"{key}: \\\"+12025550143\\\"\".");
        yaml.Note(key, ValueKind.Phone);
        if (text.Length == 0 || International().IsMatch(text)) return text;
        var typed = string.Concat(text.Where(char.IsAsciiDigit));
        var digits = typed.StartsWith('1') ? typed[1..] : typed;
        var wrong = digits.Length != 10
            ? $"has {digits.Length} digits after +1, and a telephone number of the United States has ten"
            : International().IsMatch("+1" + digits) ? "is not written as telephones dial it"
            : "is no telephone number of the United States: neither its area code nor the next three digits begin with 0 or 1";
        var meant = International().IsMatch("+1" + digits) ? digits : "2025550143";
        yaml.Report(key, $"\"{key}: {YamlSource.Short(text)}\" {wrong}.",
            $"+1 and ten digits, in quotes: {key}: \"+1{meant}\".");
        return text;
    }

    /// <summary>Such as 911, 988 or 1-800-222-1222; null when there is none.</summary>
    public static string? ReadDialed(YamlMap yaml, string key) =>
        Read(yaml, key, Dialed(), "a number that can be dialed",
            "three digits such as \"988\", or all of them with hyphens, such as \"1-800-222-1222\".");

    /// <summary>Such as 988 or 741741; null when there is none.</summary>
    public static string? ReadTexted(YamlMap yaml, string key) =>
        Read(yaml, key, Texted(), "a number that takes text messages",
            "\"988\", five or six digits such as \"741741\", or all of them with hyphens, such as \"1-800-222-1222\".");

    static string? Read(YamlMap yaml, string key, Regex form, string what, string expected)
    {
        yaml.Note(key, ValueKind.DialedPhone, expected);
        if (yaml.Optional(key) is not { } text || form.IsMatch(text)) return yaml.Optional(key);
        yaml.Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not {what}.", expected);
        return text;
    }

    [GeneratedRegex(@"^\+1[2-9]\d{2}[2-9]\d{6}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex International();

    [GeneratedRegex(@"^([2-9]11|988|(1-)?[2-9]\d{2}-[2-9]\d{2}-\d{4})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Dialed();

    [GeneratedRegex(@"^(911|988|\d{5,6}|(1-)?[2-9]\d{2}-[2-9]\d{2}-\d{4})\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Texted();
}
