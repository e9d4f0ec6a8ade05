namespace Clinic.Web.Tests.Search;

/// <summary>What people ask before they come: the first result holds the fact itself, also where it stands in clinic.yaml or costs.yaml.</summary>
public sealed class PracticalQuestionTests(SearchedSite site) : IClassFixture<SearchedSite>
{
    [Theory]
    [InlineData("parking", "/about#where-we-are", "There is no parking of our own")]
    [InlineData("where do I park", "/about#where-we-are", "There is no parking of our own")]
    [InlineData("directions", "/about#where-we-are", "The door is at street level")]
    [InlineData("how do I get there", "/about#where-we-are", "41 Juniper Lane")]
    [InlineData("hours", "/about#when-we-are-open", "Monday to Friday, 9 a.m. to 5 p.m.")]
    [InlineData("opening hours", "/about#when-we-are-open", "Monday to Friday, 9 a.m. to 5 p.m.")]
    [InlineData("what time do you close", "/about#when-we-are-open", "9 a.m. to 5 p.m.")]
    [InlineData("are you open on saturday", "/about#when-we-are-open", "Closed on Saturday and Sunday")]
    [InlineData("open on thanksgiving", "/about#when-we-are-open", "Thanksgiving Day")]
    [InlineData("phone number", "/about#how-to-reach-us", "Call (202) 555-0143")]
    [InlineData("can I email you", "/about#how-to-reach-us", "Write to hello@juniperlane.example")]
    [InlineData("do you take my insurance", "/costs#what-insurance-may-pay", "often covered, with prior approval")]
    [InlineData("how long is the wait", "/is-ketamine-right-for-me", "within 2 working days")]
    [InlineData("when will you call me back", "/is-ketamine-right-for-me", "within 2 working days")]
    [InlineData("how much is a session", "/costs#our-prices", "$420 per session")]
    [InlineData("what does the first visit cost", "/costs#our-prices", "$180 per visit")]
    [InlineData("how long does a session take", "/what-to-expect#during-the-session", "takes about 40 minutes")]
    [InlineData("which states do you serve", "/about#where-we-are", "Our clinicians may treat people who live in")]
    [InlineData("do you take insurance", "/costs#what-insurance-may-pay", "insurance often does not cover it")]
    [InlineData("how long will I be there", "/what-to-expect#during-the-session", "stay for at least two hours")]
    [InlineData("how much is spravato", "/costs#our-prices", "$290 per visit. ")]
    [InlineData("can I cancel the day before", "/costs#our-prices", "$40 per visit")]
    [InlineData("who takes me home", "/faq#can-i-drive-afterward", "You need an adult to take you home")]
    [InlineData("can I work the same day", "/what-to-expect#work-the-next-day", "Plan no work on the day itself")]
    [InlineData("should I skip my pills", "/faq#can-i-keep-taking-my-medicines", "Keep taking them until you have spoken")]
    [InlineData("I am deaf", "/language-and-rights#what-you-can-ask-for", "A sign language interpreter")]
    [InlineData("how do I withdraw my request", "/faq#what-happens-after-i-send-the-form", "you can withdraw your request")]
    [InlineData("how long do you keep my information", "/privacy#how-long-we-keep-it", "erased 30 days after they were delivered")]
    [InlineData("late fee", "/costs#our-prices", "$40 per visit")]
    [InlineData("refund", "/costs#how-many-visits-and-the-whole-cost", "you then pay for what you had")]
    [InlineData("can I drink coffee", "/what-to-expect#getting-ready-for-a-session", "no drinks for at least 30 minutes")]
    [InlineData("can I bring my kids", "/what-to-expect#getting-ready-for-a-session", "look after children alone")]
    [InlineData("what should I bring", "/what-to-expect#getting-ready-for-a-session", "adult to take you home")]
    [InlineData("do I need a ride", "/faq#can-i-drive-afterward", "You need an adult to take you home")]
    [InlineData("do you treat people in virginia", "/about#where-we-are", "Virginia")]
    [InlineData("is there an elevator", "/language-and-rights#what-you-can-ask-for", "A way in without steps")]
    [InlineData("who will see me", "/about#the-people", "Clinical lead")]
    public async Task The_first_result_holds_the_answer(string typed, string address, string answer)
    {
        var page = await site.Search(typed);

        Assert.Equal(address, SearchedSite.Hits(page)[0]);
        Assert.Contains(answer, page.QuerySelector(".results li > p:not(.where)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_for_a_fax_is_told_that_no_page_names_one_and_how_to_reach_us()
    {
        var page = await site.Search("fax number");

        Assert.Contains("fax number", page.QuerySelector(".missing")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/about#how-to-reach-us", SearchedSite.Hits(page)[0]);
    }
}
