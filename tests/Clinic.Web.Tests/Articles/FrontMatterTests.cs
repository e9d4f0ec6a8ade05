using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Articles;

[Trait("Pace", "Slow")]
public sealed class FrontMatterTests : IDisposable
{
    readonly ContentCopy content = new();

    [Fact]
    public void The_clinics_own_content_has_no_problem() =>
        Assert.Equal([], new SnapshotReader(new(Repository.Path("content"))).Read().Problems.Select(problem => problem.ToString()));

    [Fact]
    public void A_good_article_has_no_problem() => Assert.Empty(content.Read().Problems);

    [Theory]
    [InlineData("title", "\"title: Words that say what the page is about\".")]
    [InlineData("description", "\"description: One or two plain sentences for lists and search engines\".")]
    [InlineData("topic", "one of Mood, Science, Pain, Treatment, Safety.")]
    [InlineData("author", "the key of a person in clinic.yaml, such as \"author: clinic-team\".")]
    [InlineData("reviewer", "the key of a clinician in clinic.yaml, such as \"reviewer: clinical-lead\".")]
    [InlineData("published", "a date such as \"published: 2026-10-05\".")]
    [InlineData("reviewed", "a date such as \"reviewed: 2026-10-05\".")]
    [InlineData("next-review", "a date such as \"next-review: 2026-10-05\".")]
    public void A_missing_key_is_named_with_what_was_expected(string key, string expected)
    {
        var problem = Assert.Single(content.Read("Words.", "-" + key).Problems);

        Assert.Equal((ContentCopy.Sample, 2, $"The key \"{key}\" is missing.", expected), (problem.File, problem.Line, problem.Wrong, problem.Expected));
    }

    [Theory]
    [InlineData("colour: red", "\"colour\" is not a key that is known here.", "one of: about, allow, author, description,")]
    [InlineData("Draft: true", "\"Draft\" is not a key that is known here.", "one of: ")]
    [InlineData("expires: soon", "\"expires: soon\" is not a date.", "year-month-day, such as \"expires: 2026-10-05\", with a time or without")]
    [InlineData("expires: 2026-10-05 25:00", "\"expires: 2026-10-05 25:00\" is not a date.", "year-month-day")]
    [InlineData("expires: 2026-02-30", "\"expires: 2026-02-30\" is not a date.", "year-month-day")]
    [InlineData("expires: 10/05/2026", "\"expires: 10/05/2026\" is not a date.", "year-month-day")]
    [InlineData("draft: maybe", "\"draft\" is neither true nor false.", "\"draft: true\" or \"draft: false\".")]
    [InlineData("related: side-effects", "\"related\" is not a list.", "\"related: [one, two]\".")]
    [InlineData("formerly: [Old Name]", "\"Old Name\" is not a page name.", "small letters, digits and hyphens")]
    [InlineData("about: [one, two]", "\"about\" is not one line of text.", "\"about: some words\".")]
    [InlineData("about: \"open", "The quotation mark that opens here never closes.", "the same mark at the end")]
    [InlineData("expires: 9999-12-31", "\"expires: 9999-12-31\" is not a date.", "year-month-day")]
    [InlineData("about: *other", "References between values (*name) are not used here.", "plain keys and values.")]
    public void A_wrong_line_is_named_with_what_was_expected(string line, string wrong, string expected)
    {
        var problem = content.Read("Words.", line).Problems[0];

        Assert.Equal(ContentCopy.Sample, problem.File);
        Assert.Equal(ContentCopy.FrontMatter.Length + 2, problem.Line);
        Assert.StartsWith(wrong, problem.Wrong, StringComparison.Ordinal);
        Assert.StartsWith(expected, problem.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("title:", "The key \"title\" is empty.")]
    [InlineData("title: [a, list]", "\"title\" is not one line of text.")]
    [InlineData("title: Words that go on and on and on until the title is much too long to be shown", "The title has 75 characters.")]
    [InlineData("description: Short.", "The description has 6 characters.")]
    [InlineData("topic: Money", "\"Money\" is not a topic.")]
    [InlineData("author: nobody", "\"nobody\" is not a person of clinic.yaml.")]
    [InlineData("published:", "\"published: \" is not a date.")]
    [InlineData("next-review: 2026-01-14", "The next review lies before the last one.")]
    [InlineData("next-review: 2027-01-16", "The next review is more than a year after the last.")]
    public void A_wrong_value_of_a_needed_key_is_named(string line, string wrong) =>
        Assert.Equal([wrong], content.Read("Words.", line).Problems.Select(problem => problem.Wrong));

    // The parser and the calendar once threw on these, which stopped the site.
    [Theory]
    [InlineData("reviewed: 2026-13-45", "is not a date.")]
    [InlineData("reviewed: 9999-12-31", "is not a date.")]
    [InlineData("next-review: 0001-01-01", "is not a date.")]
    [InlineData("title: [oops", "")]
    [InlineData("title: {oops", "")]
    [InlineData("title: 'oops", "")]
    [InlineData("formerly: [oops", "")]
    public void A_slip_never_stops_the_reading(string line, string wrong)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Words.", "-" + line.Split(':')[0]).Replace("---\ndescription", $"---\n{line}\ndescription", StringComparison.Ordinal).Replace("---\ntitle", $"---\n{line}\ntitle", StringComparison.Ordinal));

        var problem = content.Read().Problems[0];

        Assert.Equal(ContentCopy.Sample, problem.File);
        Assert.EndsWith(wrong, problem.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_given_twice_is_refused()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Words.").Replace("topic: Safety", "topic: Safety\ntopic: Pain", StringComparison.Ordinal));

        Assert.Equal("each key once.", Assert.Single(content.Read().Problems).Expected);
    }

    [Theory]
    [InlineData("No front matter at all.")]
    [InlineData("---\ntitle: No end\n")]
    [InlineData("")]
    public void A_text_without_front_matter_is_refused_at_its_first_line(string text)
    {
        content.Write(ContentCopy.Sample, text);

        var problem = Assert.Single(content.Read().Problems);

        Assert.Equal((1, "The block with title and dates at the top is missing or has no end."), (problem.Line, problem.Wrong));
    }

    [Fact]
    public void A_file_name_that_cannot_be_an_address_is_refused()
    {
        content.Write("articles/Two Words.md", ContentCopy.Article("Words."));

        Assert.Equal("The file's name cannot be an address.", Assert.Single(content.Read().Problems).Wrong);
    }

    [Fact]
    public void What_is_not_UTF8_text_is_refused()
    {
        File.WriteAllBytes(Path.Combine(content.Folder, ContentCopy.Sample), [0x2D, 0xFF, 0xFE, 0x00]);

        Assert.Equal("This file is not UTF-8 text.", Assert.Single(content.Read().Problems).Wrong);
    }

    [Fact]
    public void A_standing_page_needs_no_topic_author_or_reviewer()
    {
        content.Write("pages/help.md", ContentCopy.Article("Words.", "title: Help", "-topic", "-author", "-reviewer"));

        Assert.Empty(content.Read().Problems);
    }

    public void Dispose() => content.Dispose();
}
