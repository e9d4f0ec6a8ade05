using System.Text.Json;
using System.Text.Json.Nodes;
using Clinic.Web.Articles;
using Clinic.Web.Clinic;

namespace Clinic.Web.Site;

/// <summary>
/// What a page shows, said again for search engines (schema.org JSON-LD). Nothing stands here that the page does not
/// show.
/// </summary>
public static class StructuredData
{
    public static string OfClinic(SiteSettings site, ClinicProfile clinic, OpeningHours hours) =>
        Graph(ClinicNode(site, clinic, hours));

    public static string OfArticle(SiteSettings site, ClinicProfile clinic, Article article)
    {
        var page = PageNode(site, clinic, article, "MedicalWebPage");
        if (article.Matter.About is { } about)
            page["about"] = new JsonObject { ["@type"] = "MedicalEntity", ["name"] = about };
        page["audience"] = new JsonObject { ["@type"] = "MedicalAudience", ["audienceType"] = "Patient" };
        return Graph(page, Breadcrumb(site, ("Home", "/"), ("Articles", "/articles"),
            (article.Title, article.Address)));
    }

    public static string OfPage(SiteSettings site, ClinicProfile clinic, Article page)
    {
        var node = page.Body.Questions.Count == 0
            ? PageNode(site, clinic, page, "WebPage") : Questions(site, clinic, page);
        return page.IsCrisisHelp ? Graph(node)
            : Graph(node, Breadcrumb(site, ("Home", "/"), (page.Title, page.Address)));
    }

    static JsonObject Questions(SiteSettings site, ClinicProfile clinic, Article page)
    {
        var node = PageNode(site, clinic, page, "FAQPage");
        node["mainEntity"] = new JsonArray([.. page.Body.Questions.Select(question => (JsonNode)new JsonObject
        {
            ["@type"] = "Question",
            ["name"] = question.Question,
            ["acceptedAnswer"] = new JsonObject { ["@type"] = "Answer", ["text"] = question.AnswerText },
        })]);
        return node;
    }

    static JsonObject PageNode(SiteSettings site, ClinicProfile clinic, Article page, string type)
    {
        var node = new JsonObject
        {
            ["@type"] = type,
            ["name"] = page.Title,
            ["url"] = site.Absolute(page.Address),
            ["inLanguage"] = "en-US",
            ["datePublished"] = $"{page.Matter.Published:yyyy-MM-dd}",
            ["publisher"] = new JsonObject { ["@type"] = "MedicalClinic", ["name"] = clinic.Name },
        };
        if (page.Matter.Reviewed is { } reviewed) node["lastReviewed"] = $"{reviewed:yyyy-MM-dd}";
        // A placeholder is no person: it is shown as one to be replaced and never claimed as a reviewer.
        if (page.Matter.Reviewer is { } key && clinic.People.TryGetValue(key, out var reviewer)
            && !reviewer.IsPlaceholder)
            node["reviewedBy"] = new JsonObject
            {
                ["@type"] = "Person",
                ["name"] = reviewer.Name,
                ["honorificSuffix"] = reviewer.Credential,
            };
        return node;
    }

    static JsonObject ClinicNode(SiteSettings site, ClinicProfile clinic, OpeningHours hours) => new()
    {
        ["@type"] = "MedicalClinic",
        ["name"] = clinic.Name,
        ["url"] = site.Absolute("/"),
        ["telephone"] = clinic.Phone,
        ["address"] = new JsonObject
        {
            ["@type"] = "PostalAddress",
            ["streetAddress"] = clinic.Address.Street,
            ["addressLocality"] = clinic.Address.City,
            ["addressRegion"] = clinic.Address.Region,
            ["postalCode"] = clinic.Address.PostalCode,
            ["addressCountry"] = clinic.Address.Country,
        },
        ["openingHoursSpecification"] = new JsonArray([.. hours.OpenDays().Select(day => (JsonNode)new JsonObject
        {
            ["@type"] = "OpeningHoursSpecification", ["dayOfWeek"] = day.Day.ToString(),
                ["opens"] = $"{day.Opens:HH:mm}", ["closes"] = $"{day.Closes:HH:mm}",
        })]),
    };

    static JsonObject Breadcrumb(SiteSettings site, params (string Name, string Address)[] steps) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. steps.Select((step, index) => (JsonNode)new JsonObject
        {
            ["@type"] = "ListItem", ["position"] = index + 1, ["name"] = step.Name,
                ["item"] = site.Absolute(step.Address),
        })]),
    };

    // The default encoder escapes <, > and &, so that no text can end the script element.
    static string Graph(params JsonObject[] nodes) =>
        new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@graph"] = new JsonArray([.. nodes])
        }.ToJsonString(JsonSerializerOptions.Default);
}
