using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>Prices and telephone numbers that stand in prose, where nobody finds them when they change.</summary>
static partial class TypedFacts
{
    static readonly ContentRule Price = new("typed-price", "Prices stand in costs.yaml only.", "Take it out and show the table with \"::: costs\" and \":::\", or change it in costs.yaml.");
    static readonly ContentRule Phone = new("typed-phone", "Telephone numbers stand in clinic.yaml only.", "Take it out and write \"::: phone\" and \":::\", or \"::: crisis\" and \":::\" for the crisis lines.");

    public static IEnumerable<ContentProblem> Of(Article text)
    {
        var words = text.Body.Paragraphs.SelectMany(paragraph => Found(paragraph.Text).Select(found => (found.Rule, found.Text, Place: paragraph.PlaceOf(found.At))));
        var matter = new[] { (Key: "title", Value: text.Title), (Key: "description", Value: text.Matter.Description) }
            .SelectMany(line => Found(line.Value).Select(found => (found.Rule, found.Text, Place: (Line: text.File.LineOf(line.Key), Column: line.Key.Length + 3 + found.At))));
        var links = text.Body.Links.Where(link => DialedNumber().IsMatch(link.Address)).Select(link => (Rule: Phone, Text: link.Address, Place: (link.Line, link.Column)));
        return words.Concat(matter).Concat(links).Select(found =>
            new ContentProblem(text.File.Path, found.Place.Line, found.Place.Column, $"\"{found.Text}\" is typed into the text.", found.Rule == Price ? "a price from costs.yaml." : "a number from clinic.yaml.") { Rule = found.Rule });
    }

    static IEnumerable<(ContentRule Rule, string Text, int At)> Found(string words) =>
        Prices().Matches(words).Select(match => (Price, match.Value, match.Index)).Concat(Phones().Matches(words).Select(match => (Phone, match.Value, match.Index)));

    [GeneratedRegex(@"(?:US)?\$ ?\d[\d,]*(?:\.\d+)?|\bUSD ?\d[\d,.]*|\b\d[\d,.]* ?(?:dollars|USD|bucks)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Prices();

    [GeneratedRegex(@"(?:\+?1[ .-]?)?\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}\b|\+\d{10,14}\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Phones();

    // Short numbers such as 988 are the same for everybody and do not change.
    [GeneratedRegex(@"^(?:tel|sms):\+?[\d-]{7,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DialedNumber();
}
