using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>Sources that no text names, and articles that name none.</summary>
static class Sourcing
{
    public static readonly ContentRule Unused = new("unused-source",
        "Every source of references.yaml is named in a text.",
        "Name it where it is said, as [@key], or take it out of references.yaml.");
    static readonly ContentRule Unsourced = new("no-source", "An article names the sources of what it says.",
        "Write [@key] after each statement, with a key of references.yaml.");

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot)
    {
        // What cannot be read may name any source.
        if (snapshot.IsUnread(DataFile.ReferencesFile)) yield break;
        var isWhole = !snapshot.Problems.Any(problem => problem.Severity == ProblemSeverity.Error
            && (ContentFolder.IsText(problem.File) || problem.File == DataFile.RoutesFile));
        var cited = snapshot.All.Values.SelectMany(text => text.Body.Sources.Select(source => source.Reference.Key))
            .Concat(snapshot.Routes.SelectMany(route => route.Sources)).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in snapshot.References.Values.Where(reference => isWhole
            && !cited.Contains(reference.Key)))
            yield return new("references.yaml", reference.Line, 1,
                $"The source \"{reference.Key}\" is named in no text.",
                $"[@{reference.Key}] in a text.")
            { Rule = Unused };
        foreach (var text in snapshot.All.Values.Where(text => !text.IsStandingPage && text.Body.Sources.Count == 0))
            yield return new(text.File.Path, 1, 1, "This article names no source.",
                "[@key] after the statements that need one.")
            { Rule = Unsourced };
        foreach (var (route, key) in snapshot.Routes.SelectMany(route => route.Sources.Select(key => (route, key)))
            .Where(pair => !snapshot.References.ContainsKey(pair.key)))
            yield return new(DataFile.RoutesFile, route.Line, 1,
                $"The source \"{key}\" of \"{route.Id}\" is not in references.yaml.",
                "a key that stands there.")
            { Rule = ContentRule.Schema };
    }
}
