using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Search;

public sealed class CrisisCardTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    [Theory]
    [InlineData("want to die")]
    [InlineData("I just want to die")]
    [InlineData("i WANT to... die!!")]
    [InlineData("suicide")]
    [InlineData("suicidal thoughts")]
    [InlineData("sucide")]
    [InlineData("suiside")]
    [InlineData("kill myself")]
    [InlineData("how to kill my self or kill myself")]
    [InlineData("hurt myself")]
    [InlineData("end it all")]
    [InlineData("no reason to live")]
    [InlineData("I don't want to live")]
    [InlineData("i dont want to live anymore")]
    [InlineData("I don’t want to be here")]
    [InlineData("better off dead")]
    [InlineData("overdose")]
    [InlineData("ketamine overdoze")]
    [InlineData("self-harm")]
    [InlineData("988")]
    [InlineData("quiero morir")]
    [InlineData("me quiero morir")]
    [InlineData("suicidio")]
    [InlineData("matarme")]
    [InlineData("no puedo más")]
    [InlineData("no puedo mas")]
    public async Task Words_of_despair_bring_the_crisis_lines_before_anything_else(string typed)
    {
        var main = (await site.Search(typed)).QuerySelector("main")!;
        var card = main.QuerySelector("section.crisis-card")!;

        Assert.NotNull(card);
        Assert.Same(card, main.QuerySelector("section, form, ol, li"));
        Assert.Equal(["tel:988", "sms:988", "tel:911", "/crisis-help"], card.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("H2", main.QuerySelector($"#{card.GetAttribute("aria-labelledby")}")!.TagName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ketamine")]
    [InlineData("depression")]
    [InlineData("does the needle hurt")]
    [InlineData("will it kill my pain")]
    [InlineData("how long to live with CRPS")]
    [InlineData("what does my insurance end up paying")]
    public async Task Other_words_do_not(string typed) =>
        Assert.Null((await site.Search(typed)).QuerySelector(".crisis-card"));

    [Fact]
    public async Task Every_reviewed_phrase_brings_the_card()
    {
        foreach (var phrase in Snapshot(Repository.Path("content")).CrisisWords)
            Assert.True((await site.Search($"please {phrase} now")).QuerySelector(".crisis-card") is not null, phrase);
    }

    [Fact]
    public void A_list_that_cannot_be_read_is_named_and_the_last_good_one_stays()
    {
        using var content = new ContentCopy();
        var reader = new SnapshotReader(new(content.Path));
        var before = reader.Read();
        content.Write("crisis-words.yaml", "despair: many words\n");
        var after = reader.Read();

        Assert.DoesNotContain(before.Problems, problem => problem.File == "crisis-words.yaml");
        Assert.Contains(after.Problems, problem => problem is { File: "crisis-words.yaml", Line: 1 });
        Assert.Equal(before.CrisisWords, after.CrisisWords);
    }

    static ContentSnapshot Snapshot(string folder) => new SnapshotReader(new(folder)).Read();
}
