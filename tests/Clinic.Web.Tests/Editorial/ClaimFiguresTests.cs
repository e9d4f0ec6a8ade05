using System.Globalization;
using System.Text.RegularExpressions;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial.HonestMedicine;
using Xunit.Abstractions;

namespace Clinic.Web.Tests.Editorial;

/// <summary>
/// How much of advertising the claims reader finds, and how much care it disturbs. The "untuned" sentences were written before
/// the rules were read; nobody tunes a rule on them. A kind that ends in * marks an allusion.
/// </summary>
public sealed partial class ClaimFiguresTests(ITestOutputHelper output)
{
    static readonly Lazy<ClaimRules> Rules = new(() => ClaimRules.Read(Repository.Path("content"), []));

    [Theory]
    [InlineData("claims-untuned.txt", 95, 60)]
    [InlineData("claims-tuned.txt", 98, 60)]
    [InlineData("claims-strangers-tuned.txt", 98, 90)]
    public void Claims_are_found_and_allusions_too(string file, int fewestOfHundred, int fewestAllusionsOfHundred)
    {
        var sentences = Read(file);
        Tell(sentences);

        var (allusions, claims) = (sentences.Where(one => one.IsAllusion).ToList(), sentences.Where(one => !one.IsAllusion).ToList());
        Assert.True(100 * claims.Count(one => one.IsFlagged) >= fewestOfHundred * claims.Count, Listed(claims.Where(one => !one.IsFlagged)));
        Assert.True(100 * allusions.Count(one => one.IsFlagged) >= fewestAllusionsOfHundred * allusions.Count,
            Listed(allusions.Where(one => !one.IsFlagged)));
    }

    [Theory]
    [InlineData("careful-untuned.txt", 3)]
    [InlineData("careful-tuned.txt", 3)]
    // Strangers name no sources, so that a few of their figures are flagged with good reason.
    [InlineData("careful-strangers-tuned.txt", 5)]
    public void Careful_sentences_pass(string file, int mostOfHundred)
    {
        var sentences = Read(file);
        Tell(sentences);

        var flagged = sentences.Where(one => one.IsFlagged).ToList();
        Assert.True(100 * flagged.Count <= mostOfHundred * sentences.Count, Listed(flagged));
    }

    [Fact]
    public void Each_rule_finds_its_own_examples_and_passes_the_careful_ones()
    {
        var slips = Rules.Value.SlipsInExamples().Select(slip => slip.Wrong);

        Assert.Empty(slips);
    }

    void Tell(List<Judged> sentences)
    {
        foreach (var kind in sentences.GroupBy(one => one.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {kind.Count(one => one.IsFlagged)} of {kind.Count()}"));
    }

    static string Listed(IEnumerable<Judged> sentences) => string.Join('\n', sentences.Select(one => $"{one.Kind} | {one.Sentence}"));

    static List<Judged> Read(string file) =>
        [.. File.ReadAllLines(Repository.Path($"tests/Clinic.Web.Tests/Editorial/Sentences/{file}"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => Judge(line.Split(" | ", 2)))];

    static Judged Judge(string[] parts)
    {
        var words = Citation().Replace(parts[1], "");
        var paragraph = new Paragraph(ParagraphKind.Prose, words, [new(0, 1, 1)]) { HasSource = words != parts[1] };
        return new(parts[0], parts[1], Rules.Value.Of(paragraph, words).Any(found => !found.Kind.LooksAtSection));
    }

    sealed record Judged(string Kind, string Sentence, bool IsFlagged)
    {
        public bool IsAllusion => Kind.EndsWith('*');
    }

    [GeneratedRegex(@" ?\[@[^\]]*\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Citation();
}
