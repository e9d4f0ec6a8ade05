using AngleSharp.Dom;

namespace Clinic.Web.Tests.Pages;

/// <summary>What a page is asked for stands before what is told about it.</summary>
public sealed class AnswerFirstTests(ClinicSite site) : IClassFixture<ClinicSite>
{
    [Fact]
    public async Task An_article_names_its_reviewer_day_and_minutes_at_once_and_the_rest_after_its_sources()
    {
        var page = await site.Page("/articles/pain-and-crps");
        var top = page.QuerySelector(".article-header .reviewed")!;

        Assert.Matches(@"Reviewed by Dr\. Placeholder Name \(placeholder\), \w+ \d+, \d{4}\.\s+\d+ min to read\.", top.TextContent.Trim());
        var byline = page.QuerySelector(".byline")!;
        Assert.True(byline.CompareDocumentPosition(page.QuerySelector(".sources")!).HasFlag(DocumentPositions.Preceding));
        Assert.Equal(["Written by", "Reviewed by", "Published", "Last reviewed", "Next review"], byline.QuerySelectorAll("dt").Select(term => term.TextContent));
        Assert.Equal("#byline-title", top.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById("byline-title"));
    }

    [Fact]
    public async Task Questions_are_answered_before_they_are_listed()
    {
        var page = await site.Page("/faq");

        Assert.True(page.QuerySelector(".contents")!.CompareDocumentPosition(page.QuerySelector(".faq")!).HasFlag(DocumentPositions.Preceding));
        Assert.Equal("#contents-title", page.QuerySelector(".jump a")!.GetAttribute("href"));
    }

    [Theory, InlineData("/articles/pain-and-crps"), InlineData("/articles/mood-disorders")]
    public async Task A_table_of_two_studies_names_study_and_point_beside_each_value(string address)
    {
        var table = (await site.Page(address)).QuerySelector("table.cards")!;
        var heads = table.QuerySelectorAll("thead th").Skip(1).Select(head => head.TextContent).ToList();

        Assert.All(table.QuerySelectorAll("tbody tr"), row =>
        {
            Assert.Equal("row", row.FirstElementChild!.GetAttribute("scope"));
            Assert.Equal(heads, row.QuerySelectorAll("td").Select(cell => cell.GetAttribute("data-label")));
        });
    }

    [Fact]
    public async Task Compound_words_of_titles_headings_and_terms_stay_whole()
    {
        var page = await site.Page("/articles/pain-and-crps");

        Assert.Equal("Ketamine for <span class=\"whole\">long-term</span> pain and CRPS", page.QuerySelector("h1")!.InnerHtml);
        Assert.Equal("<span class=\"whole\">off-label</span>", page.QuerySelector("a[href='/glossary#off-label']")!.InnerHtml);
        var headings = page.QuerySelectorAll("main :is(h1, h2, h3), .contents a").Concat((await site.Page("/glossary")).QuerySelectorAll("dt"));
        Assert.All(headings, heading => Assert.Equal(heading.TextContent.Split('-').Length - 1, heading.QuerySelectorAll(".whole").Sum(word => word.TextContent.Split('-').Length - 1)));
    }
}
