using System.Collections.Frozen;

namespace Clinic.Web.Articles;

/// <summary>Which address leads to which text, now and formerly.</summary>
static class Addresses
{
    public static FrozenDictionary<string, Article> Present(List<Article> articles, List<ContentProblem> problems)
    {
        foreach (var twins in articles.GroupBy(article => article.Title, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1))
            problems.Add(new(twins.Last().File.Path, 2, 1,
                $"The title \"{twins.Key}\" is also that of {twins.First().File.Path}.",
                "a title of its own.")
            { Rule = ContentRule.Address });
        return articles.ToFrozenDictionary(article => article.Address, StringComparer.Ordinal);
    }

    public static FrozenDictionary<string, string> Former(List<Article> articles, List<ContentProblem> problems)
    {
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            foreach (var former in article.Matter.Formerly)
            {
                var address = article.Kind.AddressOf(former);
                if (articles.Exists(other => other.Address == address)
                    || (article.IsStandingPage && Article.MadeByTheSite.Contains(former)))
                    problems.Add(new(article.File.Path, 1, 1, $"\"{former}\" is the name of a page that is there.",
                        "a name that no page has now.")
                    { Rule = ContentRule.Address });
                else if (!moved.TryAdd(address, article.Address))
                    problems.Add(new(article.File.Path, 1, 1, $"\"{former}\" is the former name of two pages.",
                        "each former name in one file.")
                    { Rule = ContentRule.Address });
            }
        }
        return moved.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
