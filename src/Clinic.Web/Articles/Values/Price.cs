using System.Globalization;
using System.Text.RegularExpressions;

namespace Clinic.Web.Articles.Values;

/// <summary>Dollars as they are written in costs.yaml. What could be read as two amounts is refused.</summary>
static partial class Price
{
    public static decimal Read(YamlMap yaml, string key)
    {
        var text = yaml.Text(key, $"dollars in digits, such as \"{key}: 420\".");
        yaml.Note(key, ValueKind.Price);
        if (Dollars().IsMatch(text)) return decimal.Parse(text, NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture);
        if (text.Length > 0)
            yaml.Report(key, $"\"{key}: {YamlSource.Short(text)}\" is not a price that can be shown as it stands here.",
                $"dollars in digits, without a sign, a comma or words: \"{key}: 420\", \"{key}: 420.50\" or \"{key}: 1200\".");
        return 0;
    }

    [GeneratedRegex(@"^(0|[1-9]\d{0,4})(\.\d{2})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Dollars();
}
