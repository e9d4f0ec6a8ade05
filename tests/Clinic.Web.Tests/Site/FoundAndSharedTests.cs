using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Articles;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Site;

/// <summary>What search engines, feed readers and people who share a link are told is what the pages show.</summary>
public sealed class FoundAndSharedTests : IClassFixture<FoundAndSharedTests.AutumnSite>
{
    static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    readonly AutumnSite site;

    public FoundAndSharedTests(AutumnSite site) => this.site = site;

    /// <summary>The shipped content on a day when nothing of it is overdue.</summary>
    public sealed class AutumnSite : ClinicSite
    {
        public AutumnSite()
        {
            Clock.Now = new(2026, 11, 30, 15, 0, 0, TimeSpan.Zero);
            Settings["Site:PublicUrl"] = "http://localhost";
        }
    }

    [Fact]
    public async Task The_sitemap_names_every_page_that_may_be_found_at_its_one_address_with_its_true_date()
    {
        var entries = (await Xml("/sitemap.xml")).Root!.Elements(Map + "url").ToDictionary(url => new Uri(url.Element(Map + "loc")!.Value).AbsolutePath, url => url.Element(Map + "lastmod")?.Value, StringComparer.Ordinal);
        var pages = new Dictionary<string, IHtmlDocument>(StringComparer.Ordinal);
        foreach (var address in await Linked()) pages[address] = await site.Page(address);

        Assert.Equal(pages.Where(page => page.Value.QuerySelector("meta[name=robots][content=noindex]") is null).Select(page => page.Key).Append("/what-we-can-say").Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
        foreach (var (address, lastmod) in entries)
        {
            var page = pages.GetValueOrDefault(address) ?? await site.Page(address);
            Assert.Equal($"http://localhost{address}", page.QuerySelector<IHtmlLinkElement>("link[rel=canonical]")!.Href);
            if (page.QuerySelectorAll("main time").Select(time => time.GetAttribute("datetime")).LastOrDefault() is { } checkedOn && address != "/costs") Assert.Equal((address, checkedOn), (address, lastmod));
        }
        var newest = entries.Values.Max(StringComparer.Ordinal);
        Assert.Equal(newest, entries["/"]);
        Assert.Equal(entries.Where(entry => entry.Key.StartsWith("/articles/", StringComparison.Ordinal)).Max(entry => entry.Value), entries["/articles"]);
        Assert.Null(entries["/glossary"]);
    }

    [Fact]
    public async Task New_prices_are_a_change_of_the_page_that_shows_them()
    {
        using var content = new ContentCopy();
        content.Write("pages/costs.md", ContentCopy.Article("::: costs\n:::", "title: Costs", "-topic", "-author", "-reviewer"));
        content.Write("costs.yaml", File.ReadAllText(Path.Combine(content.Folder, "costs.yaml")).Replace("updated: 2026-10-01", "updated: 2026-05-20", StringComparison.Ordinal));
        using var own = new ClinicSite { Clock = new(new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero)) };
        own.Settings["Site:ContentFolder"] = content.Folder;
        using var browser = own.Browser();

        var map = XDocument.Parse(await browser.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative)));

        Assert.Equal(
            [("/", "2026-05-20"), ("/articles", "2026-01-15"), ("/articles/sample", "2026-01-15"), ("/costs", "2026-05-20"), ("/glossary", null)],
            map.Root!.Elements().Select(url => (new Uri(url.Element(Map + "loc")!.Value).AbsolutePath, url.Element(Map + "lastmod")?.Value)));
    }

    [Fact]
    public async Task The_feed_is_valid_and_holds_every_article_whole()
    {
        var feed = (await Xml("/feed.xml")).Root!;
        var shelf = site.Services.GetRequiredService<ArticleLibrary>().Shelf;

        Assert.Equal(Atom + "feed", feed.Name);
        foreach (var part in feed.Elements(Atom + "entry").Prepend(feed))
        {
            foreach (var needed in new[] { "id", "title", "updated" }) Assert.NotEqual("", Assert.Single(part.Elements(Atom + needed)).Value);
            Assert.True(DateTimeOffset.TryParseExact(part.Element(Atom + "updated")!.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
        }
        Assert.NotEqual("", feed.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal("http://localhost/feed.xml", Assert.Single(feed.Elements(Atom + "link"), link => link.Attribute("rel")?.Value == "self").Attribute("href")!.Value);
        Assert.Equal(feed.Elements(Atom + "entry").Max(entry => entry.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
        Assert.Equal(
            shelf.Articles.Select(article => ($"http://localhost{article.Address}", article.Title, article.Body.Html)),
            feed.Elements(Atom + "entry").Select(entry => (entry.Element(Atom + "link")!.Attribute("href")!.Value, entry.Element(Atom + "title")!.Value, Assert.Single(entry.Elements(Atom + "content"), content => content.Attribute("type")!.Value == "html").Value)));
    }

    [Fact]
    public async Task A_shared_link_brings_a_title_a_description_and_a_real_picture_of_the_size_it_says()
    {
        using var browser = site.Browser();
        foreach (var address in new[] { "/", "/articles", "/articles/pain-and-crps", "/faq", "/glossary" })
        {
            var page = await site.Page(address);
            string Said(string property) => page.QuerySelector($"meta[property='og:{property}']")!.GetAttribute("content")!;

            Assert.Contains(Said("title"), page.Title, StringComparison.Ordinal);
            Assert.Equal(page.QuerySelector("meta[name=description]")!.GetAttribute("content"), Said("description"));
            Assert.Equal(page.QuerySelector<IHtmlLinkElement>("link[rel=canonical]")!.Href, Said("url"));
            Assert.Equal(address.StartsWith("/articles/", StringComparison.Ordinal) ? "article" : "website", Said("type"));
            using var picture = await browser.GetAsync(new Uri(Said("image")));
            var bytes = await picture.Content.ReadAsByteArrayAsync();
            Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
            Assert.Equal("\u0089PNG\r\n\u001a\n", Encoding.Latin1.GetString(bytes, 0, 8));
            Assert.Equal((Said("image:width"), Said("image:height")), ($"{BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16))}", $"{BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20))}"));
        }
    }

    [Fact]
    public async Task Robots_may_read_everything_but_searches_and_receipts()
    {
        using var browser = site.Browser();
        var robots = await browser.GetStringAsync(new Uri("/robots.txt", UriKind.Relative));

        Assert.Equal(["User-agent: *", "Disallow: /is-ketamine-right-for-me/", "Disallow: /search", "", "Sitemap: http://localhost/sitemap.xml"], robots.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Facts_about_the_clinic_are_those_of_the_home_page()
    {
        var page = await site.Page("/");
        var clinic = Node(page, "MedicalClinic");
        var shown = Words(page.Body!);

        Assert.Equal("http://localhost/", clinic.GetProperty("url").GetString());
        Assert.Contains(clinic.GetProperty("name").GetString()!, shown, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"a[href='tel:{clinic.GetProperty("telephone").GetString()}']"));
        foreach (var line in clinic.GetProperty("address").EnumerateObject().Where(line => line.Name is not ("@type" or "addressCountry")))
            Assert.Contains(line.Value.GetString()!, Words(page.QuerySelector("footer address")!), StringComparison.Ordinal);
        var hours = clinic.GetProperty("openingHoursSpecification").EnumerateArray().Select(day => (day.GetProperty("dayOfWeek").GetString(), day.GetProperty("opens").GetString(), day.GetProperty("closes").GetString())).ToList();
        Assert.Equal(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], hours.Select(day => day.Item1));
        Assert.All(hours, day => Assert.Equal(("09:00", "17:00"), (day.Item2, day.Item3)));
        Assert.Contains("Monday to Friday, 9 a.m. to 5 p.m.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_about_a_page_are_those_it_shows()
    {
        foreach (var address in await Linked())
        {
            var page = await site.Page(address);
            if (page.QuerySelector("script[type='application/ld+json']") is null || address == "/") continue;
            var type = page.QuerySelector(".article-header .topic") is not null ? "MedicalWebPage" : address == "/faq" ? "FAQPage" : "WebPage";
            var facts = Node(page, type);

            Assert.Equal(Words(page.QuerySelector("h1")!), facts.GetProperty("name").GetString());
            Assert.Equal(page.QuerySelector<IHtmlLinkElement>("link[rel=canonical]")!.Href, facts.GetProperty("url").GetString());
            Assert.Equal(page.DocumentElement.GetAttribute("lang"), facts.GetProperty("inLanguage").GetString());
            var main = Words(page.QuerySelector("main")!);
            foreach (var date in new[] { "datePublished", "lastReviewed" })
                Assert.Contains(DateOnly.ParseExact(facts.GetProperty(date).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), main, StringComparison.Ordinal);
            // A placeholder has reviewed nothing.
            Assert.False(facts.TryGetProperty("reviewedBy", out _));

            // Who needs help now is shown no way but to help.
            if (page.QuerySelector(".breadcrumb") is null)
            {
                Assert.Equal("/crisis-help", address);
                continue;
            }
            var way = Node(page, "BreadcrumbList").GetProperty("itemListElement").EnumerateArray().ToList();
            Assert.Equal(page.QuerySelectorAll(".breadcrumb li").Select(Words), way.Select(step => step.GetProperty("name").GetString()));
            Assert.Equal(Enumerable.Range(1, way.Count), way.Select(step => step.GetProperty("position").GetInt32()));
            Assert.Equal(page.QuerySelectorAll<IHtmlAnchorElement>(".breadcrumb a").Select(link => $"http://localhost{link.GetAttribute("href")}").Append($"http://localhost{address}"), way.Select(step => step.GetProperty("item").GetString()));
        }
    }

    [Fact]
    public async Task A_person_who_reviewed_a_page_is_named_as_the_page_names_them()
    {
        using var content = new ContentCopy();
        var profile = File.ReadAllText(Path.Combine(content.Folder, "clinic.yaml"));
        content.Write("clinic.yaml", profile.Replace("clinical-lead: {name: \"Dr. Placeholder Name\", credential: \"MD, board-certified anesthesiologist (to be replaced)\", role: Clinical lead, placeholder: true}", "clinical-lead: {name: \"Ana Example\", credential: \"MD\", role: Clinical lead}", StringComparison.Ordinal));
        using var own = new ClinicSite { Clock = new(new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero)) };
        own.Settings["Site:ContentFolder"] = content.Folder;

        var page = await own.Page("/articles/sample");
        var person = Node(page, "MedicalWebPage").GetProperty("reviewedBy");

        Assert.Equal(("Person", "Ana Example", "MD"), (person.GetProperty("@type").GetString(), person.GetProperty("name").GetString(), person.GetProperty("honorificSuffix").GetString()));
        Assert.Contains(page.QuerySelectorAll(".byline dd"), said => Words(said) == "Ana Example, MD");
    }

    [Fact]
    public async Task Questions_and_answers_are_those_of_the_page()
    {
        var page = await site.Page("/faq");
        foreach (var mark in page.QuerySelectorAll("sup.cite").ToList()) mark.Remove();

        var shown = page.QuerySelectorAll(".faq h2").Select(question =>
        {
            var answer = new StringBuilder();
            for (var next = question.NextElementSibling; next is not null and not IHtmlHeadingElement; next = next.NextElementSibling) answer.Append(Words(next)).Append(' ');
            return (Words(question), answer.ToString().Trim());
        }).ToList();

        Assert.True(shown.Count >= 10);
        Assert.Equal(shown, Node(page, "FAQPage").GetProperty("mainEntity").EnumerateArray().Select(question => (question.GetProperty("name").GetString()!, OneLine(question.GetProperty("acceptedAnswer").GetProperty("text").GetString()!))));
    }

    async Task<XDocument> Xml(string address)
    {
        using var browser = site.Browser();
        return XDocument.Parse(await browser.GetStringAsync(new Uri(address, UriKind.Relative)));
    }

    /// <summary>Every page that links lead to from the home page.</summary>
    async Task<List<string>> Linked()
    {
        var found = new List<string> { "/" };
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange((await site.Page(found[i])).QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#', '?')[0])
                .Where(address => address.Length > 0 && !address.Contains('.', StringComparison.Ordinal)).Except(found, StringComparer.Ordinal).ToList());
        }
        return found;
    }

    static JsonElement Node(IHtmlDocument page, string type)
    {
        using var facts = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal("https://schema.org", facts.RootElement.GetProperty("@context").GetString());
        return Assert.Single(facts.RootElement.GetProperty("@graph").EnumerateArray(), node => node.GetProperty("@type").GetString() == type).Clone();
    }

    static string Words(IElement element) => OneLine(element.TextContent);

    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
