using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Search;

/// <summary>Drugs and brands, slang, insurers, everyday needs and Spanish words lead to the page that answers, or to a person.</summary>
[Trait("Pace", "Slow")]
public sealed class TopicTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    const string Nowhere = "none";

    [Theory]
    [InlineData("topics")]
    [InlineData("topics-held-back")]
    [InlineData("topics-blind")]
    [InlineData("topics-by-a-stranger")]
    public async Task Nineteen_topics_in_twenty_find_the_right_page_first(string list)
    {
        var wrong = new List<string>();
        var topics = CrisisPhrases.In(list).Where(line => !line.StartsWith('#')).Select(line => line.Split(" => ")).ToList();
        foreach (var topic in topics)
        {
            var page = await site.Search(topic[0]);
            var first = SearchedSite.Hits(page) is [var hit, ..] ? hit.Split('#')[0] : Nowhere;
            var isTold = page.QuerySelector(".missing") is not null;
            if (!topic[1].Split(" | ").Any(right => right == first || (right == Nowhere && isTold))) wrong.Add($"{topic[0]}: {first}");
        }

        Assert.True(wrong.Count <= 0.05 * topics.Count, $"{wrong.Count} of {topics.Count}: {string.Join(" · ", wrong)}");
    }

    [Theory]
    [InlineData("crps foot")]
    [InlineData("near me")]
    [InlineData("hate my life")]
    [InlineData("wear loose clothes")]
    [InlineData("kitarme la vida")]
    [InlineData("quiero vivir")]
    [InlineData("nada me funciona")]
    [InlineData("tome muchas pastillas")]
    [InlineData("unalive")]
    [InlineData("trampoline")]
    [InlineData("aetna")]
    public async Task Ordinary_words_and_words_of_despair_are_never_turned_into_others(string typed) =>
        Assert.DoesNotContain("Showing results for", (await site.Search(typed)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

    [Theory]
    [InlineData("psilocybin", "psilocybin")]
    [InlineData("ketamine for quokkas", "quokkas")]
    [InlineData("drug test at work", "drug test")]
    public async Task What_no_page_speaks_of_is_named_and_leads_on_to_a_person(string typed, string missing)
    {
        var main = (await site.Search(typed)).QuerySelector("main")!;
        var told = main.QuerySelector(".missing, .prose")!;

        Assert.NotNull(told.QuerySelector("a[href^='tel:+1']"));
        Assert.NotNull(told.QuerySelector("a[href='/is-ketamine-right-for-me']"));
        if (main.QuerySelector(".missing") is { } note) Assert.Contains(missing, note.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_that_the_synonyms_name_exists()
    {
        var groups = new SnapshotReader(new(Repository.Path("content"))).Read().Synonyms;
        foreach (var address in groups.Select(group => group.Page).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var page = await site.Page(address.Split('#')[0]);
            Assert.NotNull(page.QuerySelector("main h1"));
            if (address.Split('#') is [_, var id]) Assert.True(page.GetElementById(id) is not null, address);
        }
    }
}
