using System.Text;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Reviews;

/// <summary>What is published at once, and what waits for a clinician.</summary>
public sealed class TextDoorsTests(TextDoorsTests.Site site) : IClassFixture<TextDoorsTests.Site>
{
    public sealed class Site : ClinicSite;

    const string Article = "articles/sample.md";

    TextDoors Doors => site.Services.GetRequiredService<TextDoors>();

    [Theory]
    [InlineData("Teh dose is small.", "The dose is small.")]
    [InlineData("Most poeple feel well.", "Most people feel well.")]
    [InlineData("You recieve it here.", "You receive it here.")]
    [InlineData("Your bladdder may hurt.", "Your bladder may hurt.")]
    [InlineData("Tell us about your medecine.", "Tell us about your medicine.")]
    [InlineData("It helps (somtimes) a little.", "It helps (sometimes) a little.")]
    [InlineData("Call **imediately** then.", "Call **immediately** then.")]
    [InlineData("Wait adn rest.", "Wait and rest.")]
    [InlineData("A diziness or haedache can come afterwrads.", "A dizziness or headache can come afterwards.")]
    [InlineData("Beacuse of that, wait.", "Because of that, wait.")]
    [InlineData("One line\nand the next.", "One line and\nthe next.")]
    [InlineData("Two  spaces and a tail.  ", "Two spaces and a tail.")]
    [InlineData("First.\n\n\n\nSecond.", "First.\n\nSecond.")]
    [InlineData("First.\r\n\r\nSecond.", "First.\n\nSecond.")]
    public void A_slip_of_typing_is_published_at_once(string before, string after) =>
        Assert.Equal(TextDoor.TypingSlip, Between(before, after));

    [Theory]
    [InlineData("You can drive.", "You can't drive.")]
    [InlineData("You can't drive.", "You can drive.")]
    [InlineData("You cant drive.", "You can drive.")]
    [InlineData("It is not safe.", "It is now safe.")]
    [InlineData("It is safe.", "It is unsafe.")]
    [InlineData("It is unsafe.", "It is safe.")]
    [InlineData("It is insafe.", "It is safe.")]
    [InlineData("Take 10 mg.", "Take 100 mg.")]
    [InlineData("Take 0.5 mg.", "Take 0 .5 mg.")]
    [InlineData("Take 10mg.", "Take 10mcg.")]
    [InlineData("In 8 of 100 people.", "In 9 of 100 people.")]
    [InlineData("Ten mg a day.", "Ten mcg a day.")]
    [InlineData("It may harm you.", "It may warm you.")]
    [InlineData("You may loose sleep.", "You may lose sleep.")]
    [InlineData("It does help.", "It dose help.")]
    [InlineData("Two trials failed.", "Two trials filed.")]
    [InlineData("Some people died.", "Some people tried.")]
    [InlineData("Words of ketamine.", "Words of esketamine.")]
    [InlineData("We gave propofol first.", "We gave proposal first.")]
    [InlineData("We gave Ativan first.", "We gave Avian first.")]
    [InlineData("A hypertenshun followed.", "A hypotension followed.")]
    [InlineData("It is harmles.", "It is harm.")]
    [InlineData("Nobody shoud drive.", "Nobody should drive today.")]
    [InlineData("Nobody should drive.", "Everybody should drive.")]
    [InlineData("It hepls.", "It helps!")]
    [InlineData("Wiht us, wether dya or nihgt, recieve.", "With us, whether day or night, receive.")]
    [InlineData("See [risks](/articles/side-effects).", "See [risks](/articles/mood-disorders).")]
    [InlineData("It works [@berman2000].", "It works [@zarate2006].")]
    [InlineData("It works.", "It works [@zarate2006].")]
    [InlineData("- one\n- two", "- one - two")]
    [InlineData("First.\n\nSecond.", "First. Second.")]
    [InlineData("First.\n\n## Risks\n\nSecond.", "First.\n\nRisks\n\nSecond.")]
    [InlineData("Nor is it safe.", "Not is it safe.")]
    public void Words_that_say_something_else_wait_for_a_clinician(string before, string after) =>
        Assert.Equal(TextDoor.NeedsReview, Between(before, after));

    [Theory]
    [InlineData("title: A smaple article", "title: A sample article", TextDoor.TypingSlip)]
    [InlineData("title: A sample article", "title: A simple article", TextDoor.NeedsReview)]
    [InlineData("reviewed: 2026-01-15", "reviewed: 2026-02-15", TextDoor.NeedsReview)]
    [InlineData("reviewer: clinical-lead", "reviewer: treatment-nurse", TextDoor.NeedsReview)]
    [InlineData("draft: true", "draft: false", TextDoor.NeedsReview)]
    public void The_block_at_the_top_is_part_of_the_text(string before, string after, TextDoor door) =>
        Assert.Equal(door, Doors.For(Article, Text(ContentCopy.Article("Words.", before)), Text(ContentCopy.Article("Words.", after)), StaffRoles.Writer).Door);

    [Fact]
    public void A_line_that_becomes_part_of_another_line_of_the_block_at_the_top_is_no_matter_of_spacing()
    {
        var (hidden, shown) = ("---\ndescription: >-\n  Words\ndraft: true\n---\nText.\n", "---\ndescription: >-\n  Words\n  draft: true\n---\nText.\n");

        Assert.Equal(TextDoor.NeedsReview, Doors.For(Article, Text(hidden), Text(shown), StaffRoles.Writer).Door);
    }

    [Theory]
    [InlineData("clinic.yaml", TextDoor.PublishFacts)]
    [InlineData("costs.yaml", TextDoor.PublishFacts)]
    [InlineData("synonyms.yaml", TextDoor.PublishFacts)]
    [InlineData("routes.yaml", TextDoor.NeedsReview)]
    [InlineData("references.yaml", TextDoor.NeedsReview)]
    [InlineData("glossary.yaml", TextDoor.NeedsReview)]
    [InlineData("crisis-words.yaml", TextDoor.NeedsReview)]
    public void Facts_are_published_at_once_and_medicine_is_not(string file, TextDoor door) =>
        Assert.Equal(door, Doors.For(file, Text("one: two words\n"), Text("one: three words\n"), StaffRoles.FrontDesk).Door);

    [Fact]
    public void Words_that_are_misspelled_on_purpose_are_no_slips() =>
        Assert.Equal(TextDoor.NeedsReview, Doors.For("crisis-words.yaml", Text("- recieve\n"), Text("- receive\n"), StaffRoles.Writer).Door);

    [Fact]
    public void A_standing_page_waits_when_a_clinician_stands_by_it_before_or_after()
    {
        var (plain, reviewed) = (ContentCopy.Article("One.", "-topic", "-author", "-reviewer"), ContentCopy.Article("Two.", "-topic", "-author"));

        Assert.Equal(TextDoor.PublishFacts, Doors.For("pages/about.md", Text(plain), Text(plain + "More."), StaffRoles.Writer).Door);
        Assert.Equal(TextDoor.PublishFacts, Doors.For("pages/new.md", null, Text(plain), StaffRoles.Writer).Door);
        Assert.Equal(TextDoor.NeedsReview, Doors.For("pages/about.md", Text(plain), Text(reviewed), StaffRoles.Writer).Door);
        Assert.Equal(TextDoor.NeedsReview, Doors.For("pages/about.md", Text(reviewed), Text(plain), StaffRoles.Writer).Door);
        Assert.Equal(TextDoor.NeedsReview,
            Doors.For("pages/about.md", Text("---\n{title: A, \"reviewer\": b}\n---\nOne."), Text("---\n{title: A, \"reviewer\": b}\n---\nTwo."), StaffRoles.Writer).Door);
    }

    [Fact]
    public void A_new_article_waits()
    {
        Assert.Equal(TextDoor.NeedsReview, Doors.For("articles/new.md", null, Text(ContentCopy.Article("Words.")), StaffRoles.Writer).Door);
        Assert.Equal(TextDoor.NeedsReview, Doors.For("articles/new.md", null, Text(ContentCopy.Article("Words.")), StaffRoles.Owner).Door);
        Assert.Equal(TextDoor.PublishFacts, Doors.For(Article, Text(ContentCopy.Article("Words.")), null, StaffRoles.Writer).Door);
    }

    [Fact]
    public void The_owner_may_publish_past_a_review_with_a_reason_and_nobody_else_may()
    {
        var (before, after) = (Text(ContentCopy.Article("It is safe.")), Text(ContentCopy.Article("It is unsafe.")));
        var owner = Doors.For(Article, before, after, StaffRoles.Owner);

        Assert.Equal((TextDoor.OwnerWithReason, true, false), (owner.Door, owner.TakesReason, owner.PublishesAtOnce));
        Assert.Contains("if you give a reason", owner.Sentence, StringComparison.Ordinal);
        Assert.Equal(TextDoor.NeedsReview, Doors.For(Article, before, after, StaffRoles.FrontDesk | StaffRoles.Writer | StaffRoles.Clinician).Door);
        Assert.Equal(TextDoor.TypingSlip, Doors.For(Article, Text(ContentCopy.Article("Teh end.")), Text(ContentCopy.Article("The end.")), StaffRoles.Owner).Door);
    }

    [Fact]
    public void A_slip_is_named_to_the_person() =>
        Assert.Contains("“Teh” to “The”", Doors.For(Article, Text(ContentCopy.Article("Teh end.")), Text(ContentCopy.Article("The end.")), StaffRoles.Writer).Sentence, StringComparison.Ordinal);

    TextDoor Between(string before, string after) =>
        Doors.For(Article, Text(ContentCopy.Article(before)), Text(ContentCopy.Article(after)), StaffRoles.Writer).Door;

    static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
