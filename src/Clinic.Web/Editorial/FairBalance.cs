using System.Text.RegularExpressions;
using Clinic.Web.Articles;
using Route = Clinic.Web.Articles.Route;

namespace Clinic.Web.Editorial;

/// <summary>
/// Whoever sells a product says one result of it in figures, and one harm in figures, both from a study of that
/// product: results for esketamine are none for ketamine.
/// </summary>
static partial class FairBalance
{
    static readonly ContentRule Rule = new("fair-balance",
        "Each treatment that has a price shows a figure of benefit and one of harm, from a study of that product.",
        "Write \"benefit\", \"benefit-source\", \"harm\" and \"harm-source\" to the way in routes.yaml that is sold.");

    const string Products = @"\b(?:(?:es)?ketamine|spravato|ketalar)\b";

    // "30 of 47 people", "8%", "3 in 1,000"
    const string Figures = @"\b\d[\d,.]* (?:out of|of|in) (?:every )?\d[\d,]*\b|\b\d[\d,.]*\s?(?:%|percent\b)";

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot)
    {
        if (snapshot.IsUnread(DataFile.CostsFile) || snapshot.IsUnread(DataFile.RoutesFile)) return [];
        return snapshot.Costs.Items.SelectMany(cost => InPrice(cost, snapshot))
            .Concat(snapshot.Routes.Where(route => snapshot.Costs.Items.Any(cost => cost.Route == route.Id))
                .SelectMany(route => InRoute(route, snapshot)));
    }

    static IEnumerable<ContentProblem> InPrice(Cost cost, ContentSnapshot snapshot)
    {
        if (cost.Route is null && Product().IsMatch(cost.Name))
            yield return new(DataFile.CostsFile, cost.Line, 1,
                $"\"{cost.Name}\" is sold, and it is not said which way of routes.yaml it is.",
                $"\"route: \" and one of: {string.Join(", ", snapshot.Routes.Select(route => route.Id))}.")
            { Rule = Rule };
        else if (cost.Route is { } id && !snapshot.Routes.Any(route => route.Id == id))
            yield return new(DataFile.CostsFile, cost.Line, 1, $"\"{id}\" is no way of routes.yaml.",
                $"one of: {string.Join(", ", snapshot.Routes.Select(route => route.Id))}.")
            { Rule = ContentRule.Schema };
    }

    static IEnumerable<ContentProblem> InRoute(Route route, ContentSnapshot snapshot)
    {
        foreach (var (what, finding) in new[] { ("benefit", route.Benefit), ("harm", route.Harm) })
        {
            if (Wrong(what, finding, route, snapshot) is not var (wrong, expected)) continue;
            yield return new(DataFile.RoutesFile, route.Line, 1, wrong, expected) { Rule = Rule };
        }
    }

    static (string Wrong, string Expected)? Wrong(string what, Finding? finding, Route route, ContentSnapshot snapshot)
    {
        if (finding is null)
            return ($"\"{route.Name}\" has a price and names no figure of {what}.",
                $"\"{what}: \" with a figure, such as \"30 of 47 people …\", and \"{what}-source: \" with its key.");
        if (!Figure().IsMatch(finding.Text))
            return ($"The {what} of \"{route.Name}\" holds no figure.",
                "how many of how many people, such as \"30 of 47 people\" or \"8% of 346 adults\".");
        if (snapshot.References.TryGetValue(finding.Source, out var source)
            && MedicineOf(route) is { } medicine && !Speaks(source, medicine))
            return ($"The {what} of \"{route.Name}\" is from \"{source.Key}\", whose title does not speak of {medicine}.",
                $"a figure from a study of {medicine}.");
        return null;
    }

    static string? MedicineOf(Route route) =>
        Product().Matches(route.Medicine).LastOrDefault()?.Value.ToLowerInvariant();

    // The word as a whole: "esketamine" says nothing about ketamine.
    static bool Speaks(Reference source, string medicine) =>
        Product().Matches(source.Title).Any(word => word.Value.Equals(medicine, StringComparison.OrdinalIgnoreCase)
            || (medicine == "esketamine" && word.Value.Equals("Spravato", StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(Products, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Product();

    [GeneratedRegex(Figures, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Figure();
}
