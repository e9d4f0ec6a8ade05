using Clinic.Web.Site.Caching;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Clinic.Web.Pages;

/// <summary>
/// What a page tells its frame. <see cref="Facts"/> is the page's structured data as JSON; a private page is kept by
/// nobody.
/// </summary>
public sealed record PageHead(string Title, string Description, string? Address = null)
{
    public bool IsPrivate { get; init; }
    /// <summary>Everybody may read it, and no search engine lists it.</summary>
    public bool IsUnlisted { get; init; }
    /// <summary>For who needs help now: nothing is offered for sale there.</summary>
    public bool IsCrisisHelp { get; init; }
    /// <summary>A style sheet beside site.css.</summary>
    public string? Style { get; init; }
    /// <summary>The form page's one script; every other page has none.</summary>
    public Asset? Script { get; init; }
    public bool IsArticle { get; init; }
    public string? MainClass { get; init; }
    public string? Facts { get; init; }

    public static PageHead Of(ViewDataDictionary view) => view["Head"] as PageHead ?? new("Page", "");
}
