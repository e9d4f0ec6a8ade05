using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Search;

[Trait("Pace", "Slow")]
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
    [InlineData("how to kill my self")]
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

    [Theory]
    [InlineData("chest pain")]
    [InlineData("cant breathe after infusion")]
    [InlineData("my husband passed out")]
    [InlineData("cant wake my husband")]
    [InlineData("seizure")]
    [InlineData("toddler ate a lozenge")]
    [InlineData("me duele el pecho")]
    public async Task An_emergency_of_the_body_brings_911_and_poison_help_above_what_is_found(string typed)
    {
        var main = (await site.Search(typed)).QuerySelector("main")!;
        var card = main.QuerySelector("section.crisis-card")!;

        Assert.NotNull(card);
        Assert.Same(card, main.QuerySelector("section, form, ol, li"));
        Assert.Equal(["tel:911", "tel:1-800-222-1222"], card.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("None of our pages", main.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Showing results for", main.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("can ketamine cause seizures")]
    [InlineData("seizure disorder and ketamine")]
    [InlineData("does spravato raise blood pressure")]
    [InlineData("breathing exercises")]
    public async Task A_question_about_a_treatment_is_no_emergency(string typed) =>
        Assert.Null((await site.Search(typed)).QuerySelector(".crisis-card"));

    [Theory]
    [MemberData(nameof(CrisisPhrases.ListsOfDespair), MemberType = typeof(CrisisPhrases))]
    [MemberData(nameof(CrisisPhrases.HarmlessLists), MemberType = typeof(CrisisPhrases))]
    public async Task The_card_stands_where_the_rules_say(string list)
    {
        var words = new SnapshotReader(new(Repository.Path("content"))).Read().CrisisWords;
        foreach (var phrase in CrisisPhrases.In(list))
        {
            var card = (await site.Search(phrase)).QuerySelector(".crisis-card");
            Assert.True(words.AreIn(phrase) == (card?.QuerySelector("a[href='tel:988']") is not null), phrase);
            Assert.True((words.AreIn(phrase) || words.NameEmergency(phrase)) == (card is not null), phrase);
        }
    }
}
