using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>
/// What an entry of references.yaml leaves out or lets grow old, and texts that lean on one paper alone.
/// </summary>
static class ReferenceParts
{
    const int MonthsUntilOld = 12;
    const int MostClaimsOfOne = 5;

    static readonly ContentRule Parts =
        new("reference-parts", "A source says what it is, and papers have a number that libraries know.",
        "Add \"kind:\", \"drug:\", and a doi, pmid, pmc or pii.");
    static readonly ContentRule Old =
        new("old-source", "Labels and guidelines change: each is opened again every 12 months.",
        "Open it, compare what the texts say, and write the day as \"retrieved\".");
    static readonly ContentRule Alone =
        new("one-source", "No paper but a label carries five sentences or more of a text by itself.",
        "Name a second source, or say less.");

    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot, DateOnly today)
    {
        if (snapshot.IsUnread(DataFile.ReferencesFile)) yield break;
        foreach (var source in snapshot.References.Values)
        {
            foreach (var (rule, wrong, expected) in In(source, today))
                yield return new(DataFile.ReferencesFile, source.Line, 1, wrong, expected,
                    ProblemSeverity.Warning)
                { Rule = rule };
        }
        foreach (var text in snapshot.All.Values)
        {
            foreach (var (key, count) in LoneClaims(text, snapshot.References)
                .Where(lone => lone.Count >= MostClaimsOfOne))
                yield return new(text.File.Path, 1, 1, $"\"{key}\" alone carries {count} sentences of this text.",
                    "fewer, or a second source.", ProblemSeverity.Warning)
                { Rule = Alone };
        }
    }

    static IEnumerable<(ContentRule Rule, string Wrong, string Expected)> In(Reference source, DateOnly today)
    {
        if (source.Kind == SourceKind.Unknown)
            yield return (Parts, $"\"{source.Key}\" does not say what kind of source it is.",
                "\"kind: trial\", or another of the kinds.");
        if (source.Kind is SourceKind.Trial or SourceKind.Study or SourceKind.Review or SourceKind.Animal
            && !source.IsRegistered)
            yield return (Parts, $"\"{source.Key}\" is a paper and has no doi, pmid, pmc or pii.", "one of the four.");
        if (source is { Kind: SourceKind.Label or SourceKind.Guideline, Retrieved: { } opened }
            && opened.AddMonths(MonthsUntilOld) < today)
            yield return (Old, $"\"{source.Key}\" was last opened on {opened:yyyy-MM-dd}.",
                "a later day, after somebody has compared it.");
    }

    // A box of key facts says again what the text says.
    static IEnumerable<(string Key, int Count)> LoneClaims(Article text,
        IReadOnlyDictionary<string, Reference> sources) =>
        text.Body.Paragraphs.Where(paragraph => paragraph.Box is not ("key-facts" or "in-short"))
            .SelectMany(paragraph => paragraph.Citations.GroupBy(mark => mark.At))
            .Where(marks => marks.Count() == 1)
            .Select(marks => marks.First().Key)
            .Where(key => sources.TryGetValue(key, out var source)
                && source.Kind is SourceKind.Trial or SourceKind.Study or SourceKind.Animal or SourceKind.News)
            .GroupBy(key => key).Select(group => (group.Key, group.Count()));
}
