using System.Globalization;
using System.Xml.Linq;
using Clinic.Web.Articles;

namespace Clinic.Web.Site;

/// <summary>The site for machines: sitemap, Atom feed and robots.txt.</summary>
public static class Syndication
{
    /// <summary>A feed tells what is new; readers of feeds keep what they have seen.</summary>
    const int NewestArticles = 50;

    static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static void MapSyndication(this WebApplication app)
    {
        app.MapGet("/sitemap.xml", (ArticleLibrary library, SiteSettings site) =>
            Xml(Sitemap(library.Shelf, site), "application/xml"));
        app.MapGet("/feed.xml", (ArticleLibrary library, SiteSettings site) =>
            Xml(Feed(library.Shelf, site), "application/atom+xml"));
        app.MapGet("/robots.txt", (SiteSettings site) => Results.Text(
            $"User-agent: *\nDisallow: /is-ketamine-right-for-me/\nDisallow: /search\n\nSitemap: {site.Absolute("/sitemap.xml")}\n"));
    }

    /// <summary>
    /// Every public address with the day its text was last changed or reviewed. The glossary has no dates, so nothing
    /// is said of it.
    /// </summary>
    public static XDocument Sitemap(Shelf shelf, SiteSettings site)
    {
        var texts = shelf.Articles.Concat(shelf.Pages).ToList();
        var prices = shelf.Snapshot.Costs.Updated;
        var addresses = texts.Select(text => (text.Address, Changed: text.Address switch
        {
            // The home page shows something of every other page.
            "/" => texts.Select(LastChange).Append(prices).Max(),
            "/costs" => Later(LastChange(text), prices),
            _ => (DateOnly?)LastChange(text),
        })).Concat([(Address: "/articles", Changed: Newest(shelf.Articles)), (Address: "/glossary", Changed: null)])
            .OrderBy(entry => entry.Address, StringComparer.Ordinal);
        return new(new XElement(Map + "urlset", addresses.Select(entry => new XElement(
            Map + "url", new XElement(Map + "loc", site.Absolute(entry.Address)), entry.Changed is { } day
                ? new XElement(Map + "lastmod", Day(day)) : null))));
    }

    public static XDocument Feed(Shelf shelf, SiteSettings site)
    {
        var clinic = shelf.Snapshot.Clinic;
        var updated = Newest(shelf.Articles) ?? shelf.Today;
        return new(new XElement(
            Atom + "feed",
            new XElement(Atom + "title", $"{clinic.Name}: articles"),
            new XElement(Atom + "id", site.Absolute("/")),
            new XElement(Atom + "updated", Midnight(updated)),
            new XElement(Atom + "author", new XElement(Atom + "name", clinic.Name)),
            new XElement(Atom + "link", new XAttribute("rel", "self"),
                new XAttribute("href", site.Absolute("/feed.xml"))),
            new XElement(Atom + "link", new XAttribute("href", site.Absolute("/articles"))),
            shelf.Articles.Take(NewestArticles).Select(article => Entry(article, site))));
    }

    static XElement Entry(Article article, SiteSettings site) => new(
        Atom + "entry",
        new XElement(Atom + "title", article.Title),
        new XElement(Atom + "id", site.Absolute(article.Address)),
        new XElement(Atom + "link", new XAttribute("href", site.Absolute(article.Address))),
        new XElement(Atom + "published", Midnight(article.Matter.PublishedOn)),
        new XElement(Atom + "updated", Midnight(LastChange(article))),
        new XElement(Atom + "summary", article.Matter.Description),
        new XElement(Atom + "content", new XAttribute("type", "html"),
            new XAttribute(XNamespace.Xml + "base", site.Absolute(article.Address)), article.Body.Html));

    static DateOnly? Newest(IReadOnlyList<Article> texts) => texts.Count > 0 ? texts.Max(LastChange) : null;

    static DateOnly LastChange(Article article) =>
        Later(article.Matter.Reviewed ?? article.Matter.PublishedOn, article.Matter.PublishedOn);

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Midnight(DateOnly date) => Day(date) + "T00:00:00Z";

    static IResult Xml(XDocument document, string type) =>
        Results.Text("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + document, type + "; charset=utf-8");
}
