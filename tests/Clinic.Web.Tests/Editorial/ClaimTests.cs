using Clinic.Web.Articles;
using Clinic.Web.Editorial;
using Clinic.Web.Editorial.HonestMedicine;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Editorial;

/// <summary>The rules of honest medicine, on sentences and on whole texts.</summary>
[Trait("Pace", "Slow")]
public sealed class ClaimTests(ITestOutputHelper output) : IDisposable
{
    static readonly DateOnly Today = new(2026, 6, 1);
    static readonly Lazy<ClaimRules> Rules = new(() => ClaimRules.Read(Repository.Path("content"), []));

    readonly ContentCopy content = new();

    [Theory]
    [InlineData("marketing.txt", 95)]
    [InlineData("marketing-held-back.txt", 90)]
    public void Sentences_of_advertising_are_flagged(string file, int fewestOfHundred)
    {
        var sentences = Sentences(file);
        var missed = sentences.Where(sentence => !Rules.Value.ClaimedBy(sentence).Any()).ToList();
        output.WriteLine($"{sentences.Count - missed.Count} of {sentences.Count} flagged. Missed: {string.Join(" | ", missed)}");

        Assert.True(100 * (sentences.Count - missed.Count) >= fewestOfHundred * sentences.Count, string.Join('\n', missed));
    }

    [Fact]
    public void Plain_careful_sentences_pass()
    {
        var flagged = Sentences("careful-held-back.txt").SelectMany(sentence => Rules.Value.ClaimedBy(sentence).Select(rule => $"{rule.Rule.Id}: {sentence}")).ToList();

        Assert.Empty(flagged);
    }

    [Theory]
    [InlineData("Ketamine cures depression.", true)]
    [InlineData("Ketamine is not a cure.", false)]
    [InlineData("It is not a cure, a reset or a miracle.", false)]
    [InlineData("Not only is it fast, it cures depression.", true)]
    [InlineData("It is not a pill but a cure.", true)]
    [InlineData("When nothing else helps, ketamine cures depression.", true)]
    [InlineData("Does ketamine cure depression?", false)]
    [InlineData("Why does ketamine cure depression?", true)]
    [InlineData("Be careful with ads that say “ketamine cures depression”.", false)]
    [InlineData("Our patients say: “It cured me.”", true)]
    [InlineData("That ketamine cures depression has not been shown.", false)]
    [InlineData("No treatment is risk-free.", false)]
    [InlineData("Esketamine is FDA-approved for some adults with depression.", false)]
    [InlineData("Ketamine is FDA-approved for depression.", true)]
    [InlineData("Call us today: the #1 clinic!", true)]
    public void A_phrase_is_no_claim_when_it_is_denied_asked_or_quoted(string sentence, bool isClaim) =>
        Assert.Equal(isClaim, Rules.Value.ClaimedBy(sentence).Any());

    [Theory]
    [InlineData("Ketamine is safe.\n\n## Next", "safe-beside-risk")]
    [InlineData("Ketamine lifts mood in some people.\n\n## Next", "benefit-beside-risk")]
    [InlineData("Ketamine was effective.", "effective-needs-source")]
    [InlineData("It was seen in 41% of people.", "number-needs-source")]
    [InlineData("![It rewires the brain](figure.svg)", "repair")]
    [InlineData("## It rewires the brain", "repair")]
    [InlineData("| It rewires the brain |\n|---|\n| Words |", "repair")]
    [InlineData("Ketamine is a medicine.", "off-label-statement")]
    [InlineData("Ketamine is a medicine.", "esketamine-statement")]
    [InlineData("Ketamine is a medicine.", "risks-section")]
    [InlineData("Ketamine is a medicine.", "crisis-link")]
    public void A_text_is_read_with_its_headings_pictures_tables_and_sections(string markdown, string rule)
    {
        content.Write("articles/sample/figure.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>");

        Assert.Contains("claim-" + rule, Read(markdown).Select(problem => problem.Rule.Id));
    }

    [Theory]
    [InlineData("Ketamine is safe for some people, with risks.", "safe-beside-risk")]
    [InlineData("Ketamine lifts mood in some people. Not everyone is helped.", "benefit-beside-risk")]
    [InlineData("It was seen in 41% of people [@dea1999].", "number-needs-source")]
    [InlineData("| You may read | What can be said |\n|---|---|\n| It rewires the brain. | It does not. |", "repair")]
    public void What_stands_beside_a_phrase_excuses_it(string markdown, string rule) =>
        Assert.DoesNotContain("claim-" + rule, Read(markdown).Select(problem => problem.Rule.Id));

    [Fact]
    public void A_claim_names_line_column_reason_and_better_words()
    {
        var found = Assert.Single(Read("Some words.\n\nIt is a **miracle**."), problem => problem.Rule.Id == "claim-hype");

        Assert.Equal((ContentCopy.FirstTextLine + 2, 11, ProblemSeverity.Error), (found.Line, found.Column, found.Severity));
        Assert.StartsWith("\"miracle\": ", found.Wrong, StringComparison.Ordinal);
        Assert.NotEmpty(found.Expected);
    }

    [Fact]
    public void Title_and_description_claim_too()
    {
        var found = Read("Words.", "title: A miracle", "description: The safest way to feel well again, told in a line of fair length.").Where(problem => problem.Rule.Id.StartsWith("claim-", StringComparison.Ordinal)).ToList();

        Assert.Contains(found, problem => problem is { Rule.Id: "claim-hype", Line: > 1, Column: 10 });
        Assert.Contains(found, problem => problem is { Rule.Id: "claim-superlative", Line: > 1 });
    }

    [Fact]
    public void Every_advertising_sentence_in_a_text_is_found_at_its_line()
    {
        var sentences = Sentences("marketing.txt");
        var lines = Read(string.Join("\n\n", sentences)).Where(problem => problem.Rule.Id.StartsWith("claim-", StringComparison.Ordinal)).Select(problem => problem.Line).ToHashSet();

        var missed = sentences.Where((_, index) => !lines.Contains(ContentCopy.FirstTextLine + 2 * index)).ToList();

        Assert.True(missed.Count * 20 <= sentences.Count, string.Join('\n', missed));
    }

    [Theory]
    [InlineData("{rule: hype, by: clinical-lead, reason: The word stands in the name of a film., until: 2026-07-01}", null)]
    [InlineData("{rule: hype, by: clinical-lead, reason: The word stands in the name of a film., until: 2026-06-01}", "The exception for \"hype\" ended on 2026-06-01.")]
    [InlineData("{rule: hype, by: nobody, reason: The word stands in the name of a film., until: 2026-07-01}", "\"nobody\" is not a person of clinic.yaml.")]
    [InlineData("{rule: hype, by: clinic-team, reason: The word stands in the name of a film., until: 2026-07-01}", "\"clinic-team\" is no clinician: clinic.yaml names no credential.")]
    [InlineData("{rule: hype, by: clinical-lead, reason: Film., until: 2026-07-01}", "This reason is too short to be understood later.")]
    [InlineData("{rule: hype, by: clinical-lead, reason: The word stands in the name of a film.}", "The key \"until\" is missing.")]
    [InlineData("{rule: cure, by: clinical-lead, reason: The word stands in the name of a film., until: 2026-07-01}", "Nothing in this text needs the exception for \"cure\".")]
    [InlineData("{rule: hyp, by: clinical-lead, reason: The word stands in the name of a film., until: 2026-07-01}", "\"hyp\" is no rule of rules/claims.yaml.")]
    public void A_clinician_may_allow_a_claim_with_a_reason_until_a_day(string exception, string? wrong)
    {
        var found = Read("A miracle [@dea1999].", $"allow: [{exception}]");

        if (wrong is null) Assert.Empty(found);
        else Assert.Contains(found, problem => problem.Wrong == wrong);
    }

    [Fact]
    public void A_phrase_that_cannot_be_read_names_the_file()
    {
        content.Write("rules/claims.yaml", "required: []\nrules:\n  - {id: one, reason: Because., instead: this, source: us, certain: [\"(open\"]}\n");
        var problems = new List<ContentProblem>();

        ClaimRules.Read(content.Folder, problems);

        Assert.Equal("rules/claims.yaml", Assert.Single(problems).File);
    }

    static List<string> Sentences(string file) =>
        [.. File.ReadAllLines(Repository.Path($"tests/Clinic.Web.Tests/Editorial/Sentences/{file}")).Where(line => line.Length > 0 && line[0] != '#').Select(line => file.StartsWith("marketing", StringComparison.Ordinal) ? line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..] : line)];

    List<ContentProblem> Read(string markdown, params string[] changes)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article(markdown, changes));
        var problems = new List<ContentProblem>();
        var rules = RuleBook.Read(content.Folder, problems);
        Assert.Empty(problems);
        return [.. new Proofreader(content.Read(), rules, Today).ReadAll().Where(problem => problem.File == ContentCopy.Sample)];
    }

    public void Dispose() => content.Dispose();
}
