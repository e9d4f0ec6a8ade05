using AngleSharp.Html.Parser;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

/// <summary>What every text in content/ must hold, file by file.</summary>
public sealed class ShippedContentTests
{
    const double GradeOfSummary = 8;
    const double GradeOfBody = 10;

    static readonly ContentSnapshot Shipped = new SnapshotReader(new(Repository.Path("content"))).Read();

    public static TheoryData<string> Articles => [.. Shipped.All.Values.Where(text => !text.IsStandingPage).Select(text => text.Address)];

    public static TheoryData<string> Texts => [.. Shipped.All.Keys];

    [Fact]
    public void No_file_has_a_problem() => Assert.Empty(Shipped.Problems);

    [Fact]
    public void No_link_within_the_site_leads_nowhere() => Assert.Empty(InnerLinks.Broken(Shipped));

    [Fact]
    public void Every_reference_is_cited()
    {
        var cited = Shipped.All.Values.SelectMany(text => text.Body.Sources.Select(source => source.Reference.Key)).Concat(Shipped.Routes.SelectMany(route => route.Sources));

        Assert.Empty(Shipped.References.Keys.Except(cited));
    }

    [Fact]
    public void A_source_leads_to_itself_and_not_to_a_front_page() =>
        Assert.Empty(Shipped.References.Values.Where(reference => new Uri(reference.Address).PathAndQuery == "/").Select(reference => reference.Key));

    [Fact]
    public void The_privacy_page_is_short_enough_to_be_read() => Assert.InRange(Shipped.All["/privacy"].Body.Words, 300, 899);

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_can_be_read_with_ten_years_of_school(string address)
    {
        var text = string.Join('\n', Shipped.All[address].Body.Passages.Where(passage => passage.Container != "in-short").Select(passage => passage.Text));

        Assert.InRange(ReadingGrade.Of(text), 0, GradeOfBody);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_summary_can_be_read_with_eight_years_of_school(string address)
    {
        foreach (var passage in Summaries(address)) Assert.InRange(ReadingGrade.Of(passage.Text), 0, GradeOfSummary);
    }

    [Theory]
    [MemberData(nameof(Articles))]
    public void An_article_begins_with_a_summary_of_three_to_five_sentences(string address) =>
        Assert.InRange(ReadingGrade.Sentences(Assert.Single(Summaries(address)).Text).Count, 3, 5);

    [Theory]
    [MemberData(nameof(Articles))]
    public void An_article_says_early_that_the_use_is_off_label(string address)
    {
        var opening = string.Join(' ', string.Join(' ', Shipped.All[address].Body.Passages.Select(passage => passage.Text)).Split(' ').Take(200));

        Assert.Contains("off-label", opening, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Articles))]
    public void An_article_tells_risks_unknowns_and_questions_and_where_help_is(string address)
    {
        var body = Shipped.All[address].Body;
        var headings = body.Contents.Where(entry => entry.Level == 2).Select(entry => entry.Text).ToList();

        Assert.Contains(headings, heading => heading.Contains("risk", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("What is not known", headings);
        Assert.Contains("Questions to ask a clinician", headings);
        Assert.Contains(body.Passages, passage => passage.Container == "key-facts");
        Assert.Contains(body.Links, link => link.Address.StartsWith("/crisis-help", StringComparison.Ordinal));
        Assert.Contains(body.Links, link => link.IsPicture);
        Assert.InRange(body.Sources.Count, 8, 40);
    }

    [Theory]
    [MemberData(nameof(Articles))]
    public void The_hard_words_of_an_article_lead_to_their_definitions(string address)
    {
        var article = Shipped.All[address];
        var page = new HtmlParser().ParseDocument(article.Body.Html);
        var linked = page.QuerySelectorAll("a.term").Select(link => link.GetAttribute("href")).ToHashSet();
        // A word in the text of another link cannot be a link itself.
        foreach (var link in page.QuerySelectorAll("a:not(.term)").ToList()) link.Remove();
        var prose = string.Join('\n', page.QuerySelectorAll("p, li").Select(paragraph => paragraph.TextContent));

        foreach (var term in Shipped.Glossary.Terms.Where(term => term.Slug is "nmda-receptor" or "crps" or "bdnf" or "dissociation"))
        {
            if (Shipped.Glossary.Find(prose).Any(found => found.Term == term)) Assert.Contains(term.Address, linked);
        }
    }

    static IEnumerable<Passage> Summaries(string address) => Shipped.All[address].Body.Passages.Where(passage => passage.Container == "in-short");
}
