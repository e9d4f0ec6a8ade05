using System.Globalization;
using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>
/// Prices, telephone numbers and e-mail addresses that stand in prose, where nobody finds them when they change.
/// </summary>
static partial class TypedFacts
{
    static readonly ContentRule Price = new("typed-price", "Prices stand in costs.yaml only.",
        "Take it out and show the table with \"::: costs\" and \":::\", or change it in costs.yaml.");
    static readonly ContentRule Phone = new("typed-phone", "Telephone numbers stand in clinic.yaml only.",
        "Take it out and write \"::: phone\" and \":::\", or \"::: crisis\" and \":::\" for the crisis lines.");
    static readonly ContentRule Email = new("typed-email", "E-mail addresses stand in clinic.yaml only.",
        "Take it out and write \"::: email\" and \":::\", or link to a page of those whose address it is.");

    const string TypedPrices = @"(?:US ?)?[$€£] ?\d[\d,]*(?:\.\d+)?|\b\d[\d,.]* ?[$€£]|\bUSD ?\d[\d,.]*"
        + @"|\b\d[\d,.]*[ -]{0,2}(?:(?:US|U\.S\.|American)[ -]{0,2})?(?:dollars?|d[oó]lares|USD|bucks|cents)\b";

    const string TypedPhones = @"(?:\+?1[ ./-]{0,3})?\(\d{3}\)[ ./-]{0,3}\d{3}[ ./-]{0,3}\d{4}\b|\+\d[\d ./()-]{7,}\d\b"
        + @"|\b(?:1[ ./-]{1,3})?\d{3}[ ./-]{1,3}\d{3}[ ./-]{0,3}\d{4}\b|\b(?:1[ -]?)?[2-9]\d{2}[ ./-]{0,3}[2-9]\d{6}\b"
        + @"|\b1-8\d{2}-[A-Z][A-Z0-9-]{5,9}\b|\b(?:call|phone|tel\.?|dial|fax)[: ]{1,3}[2-9]\d{2}[ .-]\d{4}\b";

    const string TypedEmails = @"[\w.+%-]+ ?@ ?[\w-]+(?:\.[\w-]+)+\b|\b[\w.+-]+ ?[\[(](?:at|@)[\])] ?[\w.-]+\b"
        + @"|\b[\w.+-]+ at [\w-]+ dot (?:com|org|net|gov|edu)\b";

    sealed record Fact(ContentRule Rule, string Text, int Line, int Column);

    public static IEnumerable<ContentProblem> Of(Article text)
    {
        var words = text.Body.Paragraphs.SelectMany(paragraph => Found(paragraph.Text)
            .Select(found => (found.Rule, found.Text, Place: paragraph.PlaceOf(found.At))))
            .Select(found => new Fact(found.Rule, found.Text, found.Place.Line, found.Place.Column)).ToList();
        var matter = new[] { (Key: "title", Value: text.Title), (Key: "description", Value: text.Matter.Description) }
            .SelectMany(line => Found(line.Value).Select(found => new Fact(found.Rule, found.Text,
                text.File.LineOf(line.Key), line.Key.Length + 3 + found.At)));
        var links = text.Body.Links.Where(link => RuleOf(link.Address) is not null)
            .Select(link => new Fact(RuleOf(link.Address)!, link.Address, link.Line, link.Column))
            .Where(link => !words.Exists(typed => typed.Rule == link.Rule && typed.Line == link.Line));
        return words.Concat(matter).Concat(links).Select(found =>
            new ContentProblem(text.File.Path, found.Line, found.Column, $"\"{found.Text}\" is typed into the text.",
                ExpectedOf(found.Rule))
            { Rule = found.Rule });
    }

    static string ExpectedOf(ContentRule rule) => rule == Price ? "a price from costs.yaml." : rule == Phone
        ? "a number from clinic.yaml." : "the address from clinic.yaml.";

    static ContentRule? RuleOf(string address) => DialedNumber().IsMatch(address) ? Phone
        : address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Email : null;

    static IEnumerable<(ContentRule Rule, string Text, int At)> Found(string words)
    {
        var plain = Plain(words);
        return Prices().Matches(plain).Select(match => (Price, match))
            .Concat(Phones().Matches(plain).Select(match => (Phone, match)))
            .Concat(Emails().Matches(plain).Select(match => (Email, match)))
            .Select(found => (found.Item1, words.Substring(found.match.Index, found.match.Length), found.match.Index));
    }

    /// <summary>
    /// The same length, with plain spaces, hyphens and digits in place of those that only look like them.
    /// </summary>
    static string Plain(string words) => string.Create(words.Length, words, static (plain, words) =>
    {
        for (var at = 0; at < plain.Length; at++)
        {
            plain[at] = words[at] switch
            {
                '\u00ad' or '\u2043' or '\u2212' => '-',
                '\u200b' or '\u2060' or '\ufeff' => ' ',
                _ when char.IsWhiteSpace(words[at]) => ' ',
                _ when char.GetUnicodeCategory(words[at]) == UnicodeCategory.DashPunctuation => '-',
                _ when char.IsDigit(words[at]) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(words[at])),
                '\uff04' or '\ufe69' => '$',
                '\uff20' => '@',
                _ => words[at],
            };
        }
    });

    [GeneratedRegex(TypedPrices,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Prices();

    [GeneratedRegex(TypedPhones,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Phones();

    [GeneratedRegex(TypedEmails,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Emails();

    // Short numbers such as 988 are the same for everybody and do not change.
    [GeneratedRegex(@"^(?:tel|sms):\+?[\d-]{7,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DialedNumber();
}
