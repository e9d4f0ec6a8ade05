using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>An article and a standing page of one name are taken for each other by people and by "related".</summary>
static class SharedNames
{
    public static IEnumerable<ContentProblem> Of(ContentSnapshot snapshot) =>
        from text in snapshot.All.Values
        where text.IsStandingPage && snapshot.All.ContainsKey(ContentKind.Article.AddressOf(text.Slug))
        select new ContentProblem(text.File.Path, 1, 1,
            $"The name \"{text.Slug}\" is also that of articles/{text.Slug}.md.",
            "a file name that no other text has.")
        { Rule = ContentRule.Address };
}
