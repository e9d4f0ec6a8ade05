namespace Clinic.Web.Articles;

/// <summary>
/// What stands above the prose of a content file. The keys read here are the whole schema; any other is refused.
/// </summary>
public sealed record FrontMatter
{
    public static readonly IReadOnlyList<string> Topics = ["Mood", "Science", "Pain", "Treatment", "Safety"];

    public const int LongestTitle = 70;

    public required string Title { get; init; }
    public required string Description { get; init; }
    public string? Topic { get; init; }
    public string? Author { get; init; }
    public string? Reviewer { get; init; }
    public string? About { get; init; }
    /// <summary>By the clinic's clock, as <see cref="Expires"/>; a day alone begins at midnight.</summary>
    public required DateTime Published { get; init; }
    /// <summary>
    /// When a clinician last read it; a draft that nobody has read has neither this nor <see cref="NextReview"/>.
    /// </summary>
    public DateOnly? Reviewed { get; init; }
    public DateOnly? NextReview { get; init; }
    public DateTime? Expires { get; init; }
    public bool Draft { get; init; }
    public IReadOnlyList<string> Related { get; init; } = [];
    public IReadOnlyList<string> Formerly { get; init; } = [];
    public IReadOnlyList<AllowedClaim> Allowed { get; init; } = [];

    public DateOnly PublishedOn => DateOnly.FromDateTime(Published);

    static readonly string[] ReviewKeys = ["reviewer", "reviewed", "next-review"];

    /// <summary>
    /// Reads the front matter of an article, or of a standing page, which needs no topic, author or reviewer.
    /// </summary>
    public static FrontMatter Read(YamlMap yaml, ContentKind kind)
    {
        // Nobody has reviewed a text until a person says so, and only a draft may stand there unreviewed.
        var isUnreviewed = !Array.Exists(ReviewKeys, key => yaml.Peek(key) is not null);
        var needsReview = yaml.Peek("draft") != "true" && !isUnreviewed;

        string? ForArticles(string key, string expected, bool isNeeded = true) =>
            kind == ContentKind.Article && isNeeded ? yaml.Text(key, expected) : yaml.Optional(key);
        DateOnly? ReviewDay(string key)
        {
            if (needsReview) yaml.Require(key, $"a date such as \"{key}: 2026-10-05\".");
            return yaml.OptionalDate(key);
        }

        var matter = new FrontMatter
        {
            Title = yaml.Text("title", "\"title: Words that say what the page is about\"."),
            Description = yaml.Text("description",
                "\"description: One or two plain sentences for lists and search engines\"."),
            Topic = ForArticles("topic", $"one of {string.Join(", ", Topics)}."),
            Author = ForArticles("author", "the key of a person in clinic.yaml, such as \"author: clinic-team\"."),
            Reviewer = ForArticles("reviewer",
                "the key of a clinician in clinic.yaml, such as \"reviewer: clinical-lead\".", needsReview),
            About = yaml.Optional("about"),
            Published = yaml.Minute("published"),
            Reviewed = ReviewDay("reviewed"),
            NextReview = ReviewDay("next-review"),
            Expires = yaml.OptionalMinute("expires"),
            Draft = yaml.Flag("draft"),
            Related = yaml.List("related"),
            Formerly = yaml.List("formerly"),
            Allowed = yaml.Has("allow") ? [.. yaml.Maps("allow", "entries with rule, by, reason and until.")
                .Select(AllowedClaim.Read)] : [],
        };

        if (matter.Title.Length > LongestTitle)
            yaml.Report("title", $"The title has {matter.Title.Length} characters.", $"{LongestTitle} at the most.");
        if (matter.Description.Length is > 0 and (< 50 or > 160))
            yaml.Report("description", $"The description has {matter.Description.Length} characters.", "50 to 160.");
        if (!string.IsNullOrEmpty(matter.Topic) && !Topics.Contains(matter.Topic))
            yaml.Report("topic", $"\"{matter.Topic}\" is not a topic.", $"one of {string.Join(", ", Topics)}.");
        if (isUnreviewed && !matter.Draft)
            yaml.Report("reviewed", "Nobody has said that a clinician reviewed this text, so readers do not see it.",
                "\"reviewer\", \"reviewed\" and \"next-review\", which the command \"review\" writes, or \"draft: true\" until then.");
        if (FrameInstruction.In(matter.Description) is { } instruction)
            yaml.Report("description", instruction.Wrong, instruction.Expected,
                FrameInstruction.SeverityIn(matter.Draft), ContentRule.Frame);
        if (matter.NextReview < matter.Reviewed)
            yaml.Report("next-review", "The next review lies before the last one.", "a later date.");
        if (matter.NextReview > matter.Reviewed?.AddMonths(12))
            yaml.Report("next-review", "The next review is more than a year after the last.",
                "at most twelve months after \"reviewed\".");
        foreach (var slug in matter.Related.Concat(matter.Formerly).Where(slug => !IsSlug(slug)))
            yaml.Report(matter.Related.Contains(slug) ? "related" : "formerly", $"\"{slug}\" is not a page name.",
                "small letters, digits and hyphens, such as \"side-effects\".");

        yaml.RefuseOthers();
        return matter;
    }

    /// <summary>
    /// Every key that is read, and for those that must be there what is expected of them: told by reading a text that
    /// has none.
    /// </summary>
    public static IReadOnlyList<(string Key, string? Expected)> Schema(ContentKind kind)
    {
        var missing = new List<ContentProblem>();
        var nothing = YamlMap.Parse("", "{}", missing)!;
        Read(nothing, kind);
        return [.. nothing.Asked.Select(key => (key, missing.Find(problem =>
            problem.Wrong == $"The key \"{key}\" is missing.")?.Expected))];
    }

    public static bool IsSlug(string text) => text.Split('-')
        .All(part => part.Length > 0 && part.All(letter => char.IsAsciiLetterLower(letter)
        || char.IsAsciiDigit(letter)));
}
