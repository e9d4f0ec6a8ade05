using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Clinic;

namespace Clinic.Web.Editorial;

/// <summary>
/// What a real clinic must supply before patients use the site, such as its Notice of Privacy Practices, and what says
/// that the clinic is invented. A demonstration may leave it open.
/// </summary>
static partial class Unfinished
{
    static readonly ContentRule Rule = new("unfinished",
        "A clinic that is no demonstration has no gaps and no placeholders left, and nothing says that it is invented.",
        "Fill it in or take it out, or say \"demonstration: true\" in clinic.yaml.");

    const string Left = @"\bto be (?:filled in|replaced|completed|supplied|confirmed)\b|\bplaceholders?\b\.?|\blorem ipsum\b"
        + @"|(?-i:\bTBD\b|\bTODO\b)|\bnobody yet\b|\bbefore real use\b|\ba real clinic\b";

    // "Ketamine was invented in 1962" is true of it.
    const string Invented = @"(?<!\b(?:was|were|first) )\b(?:invented|fictional|fictitious|imaginary|made[- ]up)\b"
        + @"|\b(?:clinic|site|website|people|person|address|number)\b[^.]{0,40}\b(?:does|do) not exist\b|\b(?:is|are) not (?:a )?real\b"
        + @"|\bfor demonstration\b|\bdemo(?:nstration)? (?:site|website|clinic|page|only)\b|\bexamples? and not (?:an )?offers?\b|\bJuniper Lane\b";

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot) => snapshot.Clinic.IsDemonstration ? []
        : [.. snapshot.All.Values.SelectMany(InText),
            .. snapshot.DataFiles.SelectMany(file => InData(file, snapshot.Clinic)), .. Contact(snapshot)];

    static IEnumerable<ContentProblem> InText(Article text)
    {
        var matter = from line in new[] { (Key: "title", Value: text.Title),
            (Key: "description", Value: text.Matter.Description) }
                     select new Paragraph(ParagraphKind.Prose, line.Value,
                         [new(0, text.File.LineOf(line.Key), line.Key.Length + 3)]);
        return from paragraph in matter.Concat(text.Body.Paragraphs)
               from gap in Gap().Matches(paragraph.Text).Concat(Blank().Matches(paragraph.Text))
               let place = paragraph.PlaceOf(gap.Index)
               select Found(text.File.Path, place.Line, place.Column, $"\"{gap.Value}\" still stands here.",
                   "what the clinic has to say.");
    }

    // Remarks count: "replace every value before real use" is one.
    static IEnumerable<ContentProblem> InData(ContentFile file, ClinicProfile clinic)
    {
        foreach (var (index, line) in file.Text.Split('\n').Index())
        {
            var person = file.Path == DataFile.ClinicFile
                ? clinic.People.Values.FirstOrDefault(person => person.IsPlaceholder && line.TrimStart()
                .StartsWith(person.Key + ":", StringComparison.Ordinal)) : null;
            if (person is not null) yield return Found(file.Path, index + 1, 1,
                $"\"{person.Key}\" is a placeholder and no person.", "a person who works at the clinic.");
            else if (Gap().Match(line) is { Success: true } gap) yield return Found(file.Path, index + 1, gap.Index + 1,
                $"\"{gap.Value}\" still stands here.", "what is true of the clinic.");
        }
    }

    static IEnumerable<ContentProblem> Contact(ContentSnapshot snapshot)
    {
        if (snapshot.DataFiles.FirstOrDefault(file => file.Path == DataFile.ClinicFile) is not { } file) yield break;
        if (InventedNumber().IsMatch(snapshot.Clinic.Phone))
            yield return Found(file.Path, file.LineOf("phone"), 1,
                $"{snapshot.Clinic.PhoneShown} is a number that reaches nobody.", "the clinic's own number.");
        if (InventedDomain().IsMatch(snapshot.Clinic.Email))
            yield return Found(file.Path, file.LineOf("email"), 1,
                $"{snapshot.Clinic.Email} is an address that reaches nobody.", "the clinic's own address.");
    }

    static ContentProblem Found(string file, int line, int column, string wrong, string expected) =>
        new(file, line, column, wrong, expected) { Rule = Rule };

    [GeneratedRegex(Left + "|" + Invented,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"\[(?:insert|your|name of|clinic)\b[^\]]*\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    // 555-0100 to 555-0199 are kept for stories.
    [GeneratedRegex(@"^\+1\d{3}55501\d{2}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex InventedNumber();

    [GeneratedRegex(@"[@.](?:example|test|invalid|localhost|example\.(?:com|net|org))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex InventedDomain();
}
