using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

/// <summary>What was written is what readers see, or one finding says at which line it is not, why, and what to write.</summary>
[Trait("Pace", "Slow")]
public sealed class PastedTextTests : IDisposable
{
    static readonly string[] Rules = ["lost-words", "as-typed", "text"];

    readonly ContentCopy content = new();

    public static TheoryData<string> Names => [.. PastedText.All.Select(text => text.Name)];

    public static TheoryData<string> Fine => [.. PastedText.Fine];

    [Theory, MemberData(nameof(Names))]
    public void What_readers_do_not_see_as_it_was_meant_is_one_finding_at_its_line(string name)
    {
        var pasted = PastedText.All.Single(text => text.Name == name);

        var found = Assert.Single(Found(pasted.Markdown));

        Assert.Equal((pasted.Rule, ContentCopy.FirstTextLine + pasted.Line - 1, ProblemSeverity.Error), (found.Rule.Id, found.Line, found.Severity));
        Assert.Contains(pasted.Says, found.Wrong, StringComparison.Ordinal);
        Assert.EndsWith(".", found.Expected, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Fine))]
    public void What_readers_see_as_it_was_meant_is_no_finding(string markdown) => Assert.Empty(Found(markdown));

    [Theory]
    [InlineData("A\u00adword.", "A sign that nobody sees was copied along with the words.")]
    [InlineData("He said [sic] this.", "square brackets do nothing here")]
    [InlineData("It works.¹ Often.", "a small number names no source")]
    [InlineData("Some words\n---\nmore.", "makes a heading of these words")]
    public void What_may_be_meant_is_a_warning(string markdown, string says)
    {
        var found = Assert.Single(Found(markdown));

        Assert.Equal(ProblemSeverity.Warning, found.Severity);
        Assert.Contains(says, found.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_in_title_and_description_are_found_too()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Words.", "title: \"**Bold** words\"", "description: See [our page](/faq), which is long enough to be a description."));

        Assert.Equal(["title", "description"], Read().Where(problem => problem.Rule.Id == "as-typed").Select(problem => File.ReadAllLines(Path.Combine(content.Folder, ContentCopy.Sample))[problem.Line - 1].Split(':')[0]).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_whose_words_would_vanish_keeps_its_last_good_version()
    {
        content.Read("Good words.");

        var page = content.Read("[Important]: Fasting.").All["/articles/sample"];

        Assert.Contains("Good words.", page.Body.Html, StringComparison.Ordinal);
    }

    List<ContentProblem> Found(string markdown)
    {
        content.Write("articles/sample/hill.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>");
        content.Write(ContentCopy.Sample, ContentCopy.Article(markdown));
        return [.. Read().Where(problem => Rules.Contains(problem.Rule.Id))];
    }

    List<ContentProblem> Read() =>
        [.. new Proofreader(content.Read(), RuleBook.Read(content.Folder, []), new(2026, 6, 1)).ReadAll().Where(problem => problem.File == ContentCopy.Sample)];

    public void Dispose() => content.Dispose();
}
