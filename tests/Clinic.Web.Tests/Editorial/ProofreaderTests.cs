using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

/// <summary>Each thing that "check" finds, one case a row: what is written, then rule, line and words of the one finding.</summary>
[Trait("Pace", "Slow")]
public sealed class ProofreaderTests : IDisposable
{
    static readonly DateOnly Today = new(2026, 6, 1);
    static readonly int First = ContentCopy.FirstTextLine;

    readonly ContentCopy content = new();

    [Theory]
    [InlineData("See [this](/articles/nowhere).", "link", "This link leads to /articles/nowhere, which is no page of this site.")]
    [InlineData("See [this](/#nowhere).", "link", "There is no heading \"nowhere\" on /.")]
    [InlineData("See [this](#nowhere).", "link", "There is no heading \"nowhere\" on /articles/sample.")]
    [InlineData("![](figure.svg)", "text", "This picture has no alternative text.")]
    [InlineData("![A figure](missing.svg)", "text", "The picture \"missing.svg\" is not in the folder articles/sample.")]
    [InlineData("### Too deep", "heading-order", "The heading \"Too deep\" skips a level.")]
    [InlineData("## Fine\n\nWords.\n\n#### Too deep", "heading-order", "The heading \"Too deep\" skips a level.", 4)]
    [InlineData("Words [@nobody2020].", "text", "The source \"nobody2020\" is not in references.yaml.")]
    [InlineData("::: sidebar\nWords.\n:::", "text", "\"::: sidebar\" is not a box that is known here.")]
    [InlineData("A visit costs $180.", "typed-price", "\"$180\" is typed into the text.")]
    [InlineData("A visit costs 180 dollars.", "typed-price", "\"180 dollars\" is typed into the text.")]
    [InlineData("Call (202) 555-0143 today.", "typed-phone", "\"(202) 555-0143\" is typed into the text.")]
    [InlineData("Call 202-555-0143 today.", "typed-phone", "\"202-555-0143\" is typed into the text.")]
    [InlineData("A visit costs 420 US dollars.", "typed-price", "\"420 US dollars\" is typed into the text.")]
    [InlineData("A visit costs $\u00a0420.", "typed-price", "\"$\u00a0420\" is typed into the text.")]
    [InlineData("A visit costs 1,420\u202fdollars.", "typed-price", "\"1,420\u202fdollars\" is typed into the text.")]
    [InlineData("A 420\u2011dollar visit.", "typed-price", "\"420\u2011dollar\" is typed into the text.")]
    [InlineData("Una visita cuesta 420 dólares.", "typed-price", "\"420 dólares\" is typed into the text.")]
    [InlineData("Call 202\u2011555\u20110143 today.", "typed-phone", "\"202\u2011555\u20110143\" is typed into the text.")]
    [InlineData("Call (202)\u00a0555\u20130143 today.", "typed-phone", "\"(202)\u00a0555\u20130143\" is typed into the text.")]
    [InlineData("Call 202 \u2013 555 \u2013 0143 today.", "typed-phone", "\"202 \u2013 555 \u2013 0143\" is typed into the text.")]
    [InlineData("Call 2025550143 today.", "typed-phone", "\"2025550143\" is typed into the text.")]
    [InlineData("Please call 555-0143.", "typed-phone", "\"call 555-0143\" is typed into the text.")]
    [InlineData("Call 1-800-FEELBETTER today.", "typed-phone", "\"1-800-FEELBETTER\" is typed into the text.")]
    [InlineData("Write to hello@clinic.org today.", "typed-email", "\"hello@clinic.org\" is typed into the text.")]
    [InlineData("Write to <hello@clinic.org>.", "typed-email", "\"hello@clinic.org\" is typed into the text.")]
    [InlineData("Write to hello (at) clinic.org.", "typed-email", "\"hello (at) clinic.org\" is typed into the text.")]
    [InlineData("Write [to us](mailto:hello@clinic.org).", "typed-email", "\"mailto:hello@clinic.org\" is typed into the text.")]
    [InlineData("Please [call](tel:+12025550143).", "typed-phone", "\"tel:+12025550143\" is typed into the text.")]
    public void An_error_is_found_at_its_line(string markdown, string rule, string wrong, int linesBelowFirst = 0)
    {
        content.Write("articles/sample/figure.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>");

        var found = Assert.Single(All(markdown), problem => problem.Rule.Id != "no-source");

        Assert.Equal((rule, wrong, First + linesBelowFirst, ProblemSeverity.Error), (found.Rule.Id, found.Wrong, found.Line, found.Severity));
    }

    [Theory]
    [InlineData("This sentence is long and it goes on and on because nobody who wrote it ever stopped to think that a reader who is tired or ill at night on a small phone might lose the thread.", "long-sentence")]
    [InlineData("It acts as an antagonist.", "hard-word")]
    [InlineData("It acts on HPA axes.", "hard-word")]
    [InlineData("::: in-short\nPharmacological interventions demonstrate heterogeneous antidepressant effectiveness.\n:::", "reading-grade")]
    public void A_warning_is_found_and_fails_nothing(string markdown, string rule)
    {
        var found = Assert.Single(All(markdown), problem => problem.Rule.Id == rule);

        Assert.Equal(ProblemSeverity.Warning, found.Severity);
    }

    [Theory]
    [InlineData("It acts on the hypothalamic axis (HPA), and HPA comes again.")]
    [InlineData("In the US the FDA decides.")]
    [InlineData("Call or text 988, or call 911, or text 838255.")]
    [InlineData("One to three dollars of ten, at 10 a.m., on page 856-864 of 2013;170.")]
    [InlineData("In 2019-2021 the trial had 2,309 adults, ages 18-65.")]
    [InlineData("## One\n\nWords.\n\n### Two\n\nWords.\n\n## Three\n\nWords.")]
    public void Ordinary_words_pass(string markdown) => Assert.Equal(["no-source"], All(markdown).Select(problem => problem.Rule.Id));

    [Theory]
    [InlineData("2026-06-20", "The review is due in 19 days.")]
    [InlineData("2026-06-01", "The review is due today.")]
    [InlineData("2026-05-31", "The review is 1 day overdue, and the page says so.")]
    [InlineData("2026-03-01", "The review is 92 days overdue, so the page is out of lists and search.")]
    public void A_review_that_is_near_or_past_is_warned_of(string day, string wrong) =>
        Assert.Contains(wrong, All("Words.", $"next-review: {day}").Select(problem => problem.Wrong));

    [Fact]
    public void A_title_with_a_price_names_the_line_of_the_title()
    {
        var found = Assert.Single(All("Words.", "title: A $20 talk"), problem => problem.Rule.Id == "typed-price");

        Assert.Equal("title: A $20 talk", File.ReadAllLines(Path.Combine(content.Folder, ContentCopy.Sample))[found.Line - 1]);
        Assert.Equal("title: A ".Length + 1, found.Column);
    }

    [Fact]
    public void A_source_that_no_text_names_and_a_name_that_two_texts_have_are_found()
    {
        content.Write("pages/sample.md", ContentCopy.Article("Words.", "title: Another", "-topic", "-author", "-reviewer"));
        content.Write(ContentCopy.Sample, ContentCopy.Article("Words [@dea1999]."));

        var found = ReadAll();

        Assert.Contains(found, problem => problem is { File: "references.yaml", Rule.Id: "unused-source" });
        Assert.DoesNotContain(found, problem => problem.Wrong.Contains("dea1999", StringComparison.Ordinal));
        Assert.Contains(found, problem => problem is { File: "pages/sample.md", Rule.Id: "address" });
        Assert.All(found, problem => Assert.NotEmpty(problem.Rule.Mend));
    }

    [Fact]
    public void A_long_page_is_warned_of() =>
        Assert.Contains(All(string.Concat(Enumerable.Repeat("Five words stand here now. ", 501))), problem => problem.Rule.Id == "long-page");

    [Theory]
    [InlineData("To be filled in: the clinic's notice.", "\"To be filled in\" still stands here.")]
    [InlineData("**Placeholder.** The clinic must supply this.", "\"Placeholder.\" still stands here.")]
    public void A_gap_is_an_error_at_a_clinic_that_is_no_demonstration(string markdown, string wrong)
    {
        Assert.DoesNotContain(All(markdown), problem => problem.Rule.Id == "unfinished");
        var profile = Path.Combine(content.Folder, "clinic.yaml");
        File.WriteAllText(profile, File.ReadAllText(profile).Replace("demonstration: true", "demonstration: false", StringComparison.Ordinal));

        var found = ReadAll().Where(problem => problem.Rule.Id == "unfinished").ToList();

        Assert.Contains(found, problem => problem.File == ContentCopy.Sample && problem.Line == First && problem.Wrong == wrong);
        Assert.Contains(found, problem => problem.File == "clinic.yaml" && problem.Wrong.Contains("clinical-lead", StringComparison.Ordinal));
        Assert.All(found, problem => Assert.Equal(ProblemSeverity.Error, problem.Severity));
    }

    [Fact]
    public void Nothing_shipped_says_that_the_clinic_is_invented_unnoticed()
    {
        using var shipped = new Search.ContentCopy();
        var profile = Path.Combine(shipped.Path, "clinic.yaml");
        File.WriteAllText(profile, File.ReadAllText(profile).Replace("demonstration: true", "demonstration: false", StringComparison.Ordinal));

        var found = new Proofreader(new SnapshotReader(new(shipped.Path)).Read(), RuleBook.Read(shipped.Path, []), Today).ReadAll().Where(problem => problem.Rule.Id == "unfinished").ToList();

        foreach (var (file, line) in Directory.EnumerateFiles(shipped.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("README.md", StringComparison.Ordinal) && !file.EndsWith("WORKING-WITH-FILES.md", StringComparison.Ordinal) && !file.Contains("/rules/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Index().Where(line => line.Item.Contains("invented", StringComparison.OrdinalIgnoreCase) || line.Item.Contains("to be filled in", StringComparison.OrdinalIgnoreCase)).Select(line => (Path.GetRelativePath(shipped.Path, file), line.Index + 1))))
            Assert.Contains(found, problem => problem.File == file && problem.Line == line);
        Assert.Contains(found, problem => problem.Wrong == "(202) 555-0143 is a number that reaches nobody.");
        Assert.Contains(found, problem => problem.Wrong == "hello@juniperlane.example is an address that reaches nobody.");
    }

    [Theory]
    [InlineData("Ketamine was invented in 1962.")]
    [InlineData("A cure does not exist, and no clinic has one.")]
    [InlineData("The trial was a demonstration of safety with 18 people.")]
    public void What_is_true_is_no_gap(string markdown)
    {
        var profile = Path.Combine(content.Folder, "clinic.yaml");
        File.WriteAllText(profile, File.ReadAllText(profile).Replace("demonstration: true", "demonstration: false", StringComparison.Ordinal));

        Assert.DoesNotContain(All(markdown), problem => problem.Rule.Id == "unfinished");
    }

    List<ContentProblem> All(string markdown, params string[] changes)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article(markdown, changes));
        return [.. ReadAll().Where(problem => problem.File == ContentCopy.Sample)];
    }

    IReadOnlyList<ContentProblem> ReadAll()
    {
        var problems = new List<ContentProblem>();
        var rules = RuleBook.Read(Repository.Path("content"), problems);
        Assert.Empty(problems);
        return new Proofreader(content.Read(), rules, Today).ReadAll();
    }

    public void Dispose() => content.Dispose();
}
