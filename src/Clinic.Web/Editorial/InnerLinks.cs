using Clinic.Web.Articles;

namespace Clinic.Web.Editorial;

/// <summary>Links within the site that lead nowhere: to a page or to a heading that is not there.</summary>
public static class InnerLinks
{
    static readonly ContentRule Rule = new("link",
        "A link within the site leads to a page, and to a heading of it, that are there.",
        "Correct the address, or take the link away and leave its words.");

    /// <summary>Pages that are no content files, and the headings of the frame that every article has.</summary>
    static readonly HashSet<string> OtherPages = ["/", "/articles", "/glossary", "/search", "/is-ketamine-right-for-me",
        "/feed.xml"];

    public static IEnumerable<ContentProblem> Broken(ContentSnapshot snapshot)
    {
        foreach (var text in snapshot.All.Values)
        {
            foreach (var problem in Broken(snapshot, text)) yield return problem;
        }
    }

    public static IEnumerable<ContentProblem> Broken(ContentSnapshot snapshot, Article text)
    {
        foreach (var link in text.Body.Links.Where(link => !link.IsPicture))
        {
            var parts = link.Address.Split('#', 2);
            var address = parts[0].Length == 0 ? text.Address : parts[0];
            if (!address.StartsWith('/') || snapshot.IsUnread(address == "/glossary" ? DataFile.GlossaryFile
                : ContentKind.FileAt(address))) continue;
            if (!OtherPages.Contains(address) && !snapshot.All.ContainsKey(address) && address != text.Address)
                yield return new(text.File.Path, link.Line, link.Column,
                    $"This link leads to {address}, which is no page of this site.",
                    "the address of a page that exists.")
                { Rule = Rule };
            else if (parts.Length == 2 && !HasAnchor(snapshot, text, address, parts[1]))
                yield return new(text.File.Path, link.Line, link.Column,
                    $"There is no heading \"{parts[1]}\" on {address}.",
                    "a heading of that page in small letters, its words joined by hyphens.")
                { Rule = Rule };
        }
        foreach (var slug in text.Matter.Related.Where(slug => !snapshot.IsUnread($"articles/{slug}.md")
            && !snapshot.All.ContainsKey(ContentKind.Article.AddressOf(slug))))
            yield return new(text.File.Path, text.File.LineOf("related"), 1,
                $"\"{slug}\" under \"related\" is no article.",
                "the file name of an article, without .md.")
            { Rule = Rule };
    }

    static bool HasAnchor(ContentSnapshot snapshot, Article from, string address, string anchor) =>
        address == "/glossary"
        ? snapshot.Glossary.Terms.Any(term => term.Slug == anchor)
        : (address == from.Address ? from : snapshot.All.GetValueOrDefault(address)) is { } page
            && (page.Body.Contents.Any(entry => entry.Id == anchor) || anchor is "sources-title" or "main");
}
