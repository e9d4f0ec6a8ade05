using System.Text.RegularExpressions;
using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>What a real clinic must supply before patients use the site, such as its Notice of Privacy Practices. A demonstration may leave it open.</summary>
static partial class Unfinished
{
    static readonly ContentRule Rule = new("unfinished", "A clinic that is no demonstration has no gaps and no placeholders left.", "Fill it in, or say \"demonstration: true\" in clinic.yaml.");

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot) =>
        snapshot.Clinic.IsDemonstration ? [] : snapshot.All.Values.SelectMany(Gaps).Concat(Placeholders(snapshot.Clinic));

    static IEnumerable<ContentProblem> Gaps(Article text) =>
        from paragraph in text.Body.Paragraphs
        from gap in Gap().Matches(paragraph.Text)
        let place = paragraph.PlaceOf(gap.Index)
        select new ContentProblem(text.File.Path, place.Line, place.Column, $"\"{gap.Value}\" still stands here.", "what the clinic has to say.") { Rule = Rule };

    static IEnumerable<ContentProblem> Placeholders(ClinicProfile clinic) =>
        from person in clinic.People.Values
        where person.IsPlaceholder
        select new ContentProblem("clinic.yaml", 1, 1, $"\"{person.Key}\" is a placeholder and no person.", "a person who works at the clinic.") { Rule = Rule };

    [GeneratedRegex(@"\bto be (?:filled in|replaced)\b|\bPlaceholder\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
