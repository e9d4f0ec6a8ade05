using Clinic.Web.Articles;
using Clinic.Web.Site.Caching;

namespace Clinic.Web.Development;

/// <summary>
/// What Decap CMS asks for of a text: its form is made from the schema of the front matter, so that the two cannot
/// drift apart.
/// </summary>
static class EditorForm
{
    const string Day = @"^\d{4}-\d{2}-\d{2}$";
    const string Minute = @"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$";

    public static object Of(ContentSnapshot snapshot) => new
    {
        backend = new { name = "proxy", proxy_url = StaticAnswers.TakingEdits, branch = "content" },
        publish_mode = "simple",
        // Decap insists on one; the collections name their own.
        media_folder = ContentKind.Article.Folder,
        slug = new { encoding = "ascii", clean_accents = true },
        editor = new { preview = false },
        collections = new object[]
        {
            Collection(ContentKind.Article, "Articles", "Article", canCreate: true, snapshot),
            Collection(ContentKind.StandingPage, "Pages", "Page", canCreate: false, snapshot),
        },
    };

    static object Collection(ContentKind kind, string label, string one, bool canCreate,
        ContentSnapshot snapshot) => new
        {
            name = kind.Folder,
            label,
            label_singular = one,
            folder = kind.Folder,
            create = canCreate,
            delete = false,
            extension = "md",
            format = "frontmatter",
            slug = "{{slug}}",
            media_folder = "{{slug}}",
            public_folder = "",
            fields = FrontMatter.Schema(kind).Select(key => Field(key.Key, key.Expected, snapshot)).Append(Body),
        };

    // Decap's own markdown field would escape our boxes and sources, which it does not know.
    static Dictionary<string, object> Body => new()
    {
        ["name"] = "body",
        ["label"] = "Text",
        ["widget"] = "text",
        ["hint"] = "## is a heading, - a line of a list, **strong words** are strong, [words](/costs) lead to a page, "
            + "[@key] names a source. The guide in content/README.md shows the rest.",
    };

    static Dictionary<string, object> Field(string key, string? expected, ContentSnapshot snapshot)
    {
        var field = new Dictionary<string, object>(Widget(key, snapshot))
        {
            ["name"] = key,
            ["label"] = Label(key),
            ["required"] = expected is not null,
        };
        if ((Hint(key) ?? expected) is { } hint) field["hint"] = hint;
        return field;
    }

    static Dictionary<string, object> Widget(string key, ContentSnapshot snapshot) => key switch
    {
        "title" => Matching($"^.{{1,{FrontMatter.LongestTitle}}}$", $"At most {FrontMatter.LongestTitle} characters"),
        "description" => new()
        {
            ["widget"] = "text",
            ["pattern"] = new[] { @"^[\s\S]{50,160}$", "50 to 160 characters" },
        },
        "topic" => Choice(FrontMatter.Topics),
        "author" => Choice(snapshot.Clinic.People.Keys),
        "reviewer" => Choice(snapshot.Clinic.People.Values.Where(person => person.Credential is not null)
            .Select(person => person.Key)),
        "published" or "expires" =>
            Matching(Minute, "year-month-day, such as 2026-10-05, with a time or without: 2026-10-05 14:30"),
        "reviewed" or "next-review" => Matching(Day, "year-month-day, such as 2026-10-05"),
        "draft" => new() { ["widget"] = "boolean" },
        "related" => new(Choice(snapshot.All.Values.Where(text => !text.IsStandingPage).Select(text => text.Slug)
            .Order(StringComparer.Ordinal)))
        {
            ["multiple"] = true,
        },
        "formerly" => new() { ["widget"] = "list", ["allow_add"] = true },
        "allow" => new()
        {
            ["widget"] = "list",
            ["collapsed"] = true,
            ["fields"] = new[] { "rule", "by", "reason", "until" }.Select(name => new Dictionary<string,
                object>(name == "until" ? Matching(Day, "year-month-day")
                : Line)
            { ["name"] = name, ["label"] = Label(name) }),
        },
        _ => Line,
    };

    static Dictionary<string, object> Line => new() { ["widget"] = "string" };

    static Dictionary<string, object> Matching(string pattern, string otherwise) => new(Line)
    {
        ["pattern"] = new[] { pattern, otherwise },
    };

    static Dictionary<string, object> Choice(IEnumerable<string> options) => new()
    {
        ["widget"] = "select",
        ["options"] = options,
    };

    static string Label(string key) => $"{char.ToUpperInvariant(key[0])}{key[1..].Replace('-', ' ')}";

    static string? Hint(string key) => key switch
    {
        "title" => "Words that say what the page is about.",
        "description" => "One or two plain sentences for lists and search engines.",
        "topic" => "The list in which the article stands.",
        "author" => "Who wrote it: a person of clinic.yaml.",
        "reviewer" => "The clinician who reads it before readers do.",
        "about" => "The illness, where the page is about one, for search engines.",
        "related" => "Articles to read next.",
        "next-review" => "When a clinician should read it again: within a year.",
        "published" => "Readers see the page from this day on, or from this minute.",
        "expires" => "Readers no longer see the page from this day on.",
        "draft" => "While this is on, readers do not see the page.",
        "formerly" => "Former names of this page, which lead here. The command \"rename\" writes them.",
        "allow" => "A clinician's leave for a sentence that a rule refuses.",
        "reviewed" => "The day on which a clinician last read the text. The command \"review\" writes it.",
        _ => null,
    };
}
