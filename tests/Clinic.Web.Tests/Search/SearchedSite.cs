using AngleSharp.Html.Dom;

namespace Clinic.Web.Tests.Search;

/// <summary>The site on a day when all of its texts are in date.</summary>
public sealed class SearchedSite : ClinicSite
{
    public SearchedSite() => Clock = new(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));

    public Task<IHtmlDocument> Search(string typed) => Page($"/search?q={Uri.EscapeDataString(typed)}");

    public async Task<string?> FirstHit(string typed) => Hits(await Search(typed)) is [var first, ..] ? first : null;

    public static IReadOnlyList<string> Hits(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".results > li > h2 > a").Select(link => link.GetAttribute("href")!)];
}
