using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

/// <summary>What a source is, and whether it carries the sentence that names it.</summary>
public sealed class SourceFitTests : IDisposable
{
    const string Sources = """
        label1: {authors: Maker, title: Label, source: DailyMed, year: 2025, url: "https://example.org/label", kind: label, drug: esketamine, retrieved: 2025-03-01}
        spray1: {authors: One A, title: Spray, source: Journal, year: 2019, doi: 10.1000/one, kind: trial, drug: esketamine, people: 223}
        infusion1: {authors: Two B, title: Infusion, source: Journal, year: 2013, doi: 10.1000/two, kind: trial, drug: ketamine, people: 40}
        rats1: {authors: Three C, title: Rats, source: Journal, year: 2010, doi: 10.1000/three, kind: animal, drug: ketamine}
        news1: {authors: Paper, title: News, source: Paper, year: 2026, url: "https://example.org/news", kind: news}
        loose1: {authors: Four D, title: Loose, source: Journal, year: 2020, url: "https://example.org/four", kind: trial}
        bare1: {authors: Five E, title: Bare, source: Journal, year: 2020, doi: 10.1000/five}

        """;

    readonly ContentCopy content = new();

    public SourceFitTests() => content.Write("references.yaml", Sources);

    [Theory]
    [InlineData("Ketamine helped some people [@spray1].", "wrong-drug", ProblemSeverity.Error)]
    [InlineData("Esketamine helped some people [@infusion1].", "wrong-drug", ProblemSeverity.Error)]
    [InlineData("New links grew after a dose [@rats1].", "animal-study", ProblemSeverity.Error)]
    [InlineData("A receptor changed [@news1].", "news-source", ProblemSeverity.Warning)]
    [InlineData("On the spray, 53% were well [@spray1].", "number-without-group", ProblemSeverity.Warning)]
    [InlineData("On the spray, 53 of 100 were well [@spray1].", "number-without-group", ProblemSeverity.Warning)]
    [InlineData("There was no difference between the groups [@infusion1].", "small-trial", ProblemSeverity.Warning)]
    [InlineData("One [@infusion1]. Two [@infusion1]. Three [@infusion1]. Four [@infusion1]. Five [@infusion1].", "one-source", ProblemSeverity.Warning)]
    public void A_source_that_cannot_carry_its_sentence_is_found(string markdown, string rule, ProblemSeverity severity) =>
        Assert.Contains(Found(markdown), problem => problem.Rule.Id == rule && problem.Severity == severity && problem.File == ContentCopy.Sample);

    [Theory]
    [InlineData("Ketamine helped some people [@infusion1].")]
    [InlineData("Ketamine and esketamine helped some people [@spray1].")]
    [InlineData("Ketamine helped some people, and so did the spray [@infusion1; @spray1].")]
    [InlineData("In rats, new links grew after a dose [@rats1].")]
    [InlineData("By a news report, a receptor changed [@news1].")]
    [InlineData("In one trial of 223 adults, 53% were well [@spray1].")]
    [InlineData("Among 223 adults, 53 of 100 were well [@spray1].")]
    [InlineData("The trial was too small to show that there was no difference [@infusion1].")]
    [InlineData("There was no difference between the groups [@spray1].")]
    [InlineData("One [@label1]. Two [@label1]. Three [@label1]. Four [@label1]. Five [@label1].")]
    public void A_source_that_carries_its_sentence_passes(string markdown) =>
        Assert.DoesNotContain(Found(markdown), problem => problem.File == ContentCopy.Sample
            && problem.Rule.Id is "wrong-drug" or "animal-study" or "news-source" or "number-without-group" or "small-trial" or "one-source");

    [Theory]
    [InlineData("reference-parts", "\"loose1\" is a paper and has no doi, pmid, pmc or pii.")]
    [InlineData("reference-parts", "\"bare1\" does not say what kind of source it is.")]
    [InlineData("old-source", "\"label1\" was last opened on 2025-03-01.")]
    public void What_an_entry_leaves_out_is_a_warning(string rule, string wrong)
    {
        var found = Assert.Single(Found("Words."), problem => problem.Wrong == wrong);

        Assert.Equal((rule, ProblemSeverity.Warning, DataFile.ReferencesFile), (found.Rule.Id, found.Severity, found.File));
    }

    [Fact]
    public void A_paper_whose_publisher_alone_numbers_it_passes()
    {
        content.Write("references.yaml", "one: {authors: A, title: T, source: S, year: 2021, url: \"https://example.org/one\", "
            + "pii: \"S1064-7481(21)00002-6\", kind: study}\n");

        Assert.DoesNotContain(Found("Words."), problem => problem.Rule.Id == "reference-parts");
    }

    [Fact]
    public void A_label_opened_within_a_year_is_not_old() =>
        Assert.DoesNotContain(Found("Words.", new(2026, 3, 1)), problem => problem.Rule.Id == "old-source");

    [Theory]
    [InlineData("kind: trail", "\"kind: trail\" is not known here.")]
    [InlineData("drug: lsd", "\"drug: lsd\" is not known here.")]
    [InlineData("pii: s1064", "\"pii: s1064\" is more or less than a publisher item identifier.")]
    [InlineData("people: many", "\"people: many\" is not a whole number from 1 to 10000000.")]
    public void A_slip_in_an_entry_is_named(string slip, string wrong)
    {
        content.Write("references.yaml", $"one: {{authors: A, title: T, source: S, year: 2020, doi: 10.1000/x, {slip}}}\n");

        Assert.Contains(Found("Words."), problem => problem.Wrong == wrong);
    }

    [Theory]
    [InlineData("glossary.yaml", "  definition: Any unwanted health problem", "  definition: A miracle without any unwanted health problem", "claim-hype")]
    [InlineData("costs.yaml", "    unit: per visit\n", "    unit: per visit, and save 20% today\n", "claim-price-pressure")]
    [InlineData("routes.yaml", "  evidence: The most studied way", "  evidence: Ketamine cures depression. The most studied way", "claim-cure")]
    [InlineData("clinic.yaml", "directions: The door", "directions: The best ketamine clinic in town. The door", "claim-superlative")]
    public void A_claim_in_a_data_file_is_found(string file, string text, string becomes, string rule)
    {
        var whole = File.ReadAllText(Path.Combine(content.Folder, file));
        Assert.Contains(text, whole, StringComparison.Ordinal);
        content.Write(file, whole.Replace(text, becomes, StringComparison.Ordinal));

        Assert.Contains(Found("Words."), problem => problem.File == file && problem.Rule.Id == rule && problem.Line > 1);
    }

    [Fact]
    public void A_claim_drawn_in_a_picture_is_found()
    {
        content.Write("articles/sample/figure.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">\n<text>Ketamine <tspan>cures depression</tspan></text></svg>");

        Assert.Contains(Found("![A figure](figure.svg)"), problem => problem is { File: "articles/sample/figure.svg", Line: 2, Rule.Id: "claim-cure" });
    }

    List<ContentProblem> Found(string markdown) => Found(markdown, new(2026, 6, 1));

    List<ContentProblem> Found(string markdown, DateOnly today) =>
        [.. new Proofreader(content.Read(markdown), RuleBook.Read(content.Folder, []), today).ReadAll()];

    public void Dispose() => content.Dispose();
}
