using AngleSharp.Html.Parser;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

/// <summary>Whoever sells a treatment says what it did and what harm it did, in figures and from that product.</summary>
public sealed class FairBalanceTests : IDisposable
{
    const string Benefit = "benefit: A day after one infusion, 30 of 47 people had responded, and 7 of 25 a day after midazolam, a sedative. "
        + "A later trial of up to eight infusions, in 65 hospital patients, showed no clear gain over midazolam at the end, and was too small to rule one out.";
    const string Harm = "harm: Of 53 people aged 60 or older, 69% had high blood pressure during at least one infusion, and 19% needed a medicine for it.";

    readonly ContentCopy content = new();

    [Fact]
    public void What_is_shipped_says_both_of_every_product_that_has_a_price() => Assert.Empty(Found());

    [Theory]
    [InlineData("routes.yaml", Benefit + "\n  benefit-source: murrough2013\n  ", "", "\"IV infusion\" has a price and names no figure of benefit.")]
    [InlineData("routes.yaml", Harm + "\n  harm-source: lipsitz2021\n  ", "", "\"IV infusion\" has a price and names no figure of harm.")]
    [InlineData("routes.yaml", Harm, "harm: Some people have high blood pressure.", "The harm of \"IV infusion\" holds no figure.")]
    [InlineData("routes.yaml", Harm, "harm: \"In 2021 there were 53 people.\"", "The harm of \"IV infusion\" holds no figure.")]
    [InlineData("routes.yaml", "lipsitz2021", "popova2019", "The harm of \"IV infusion\" is from \"popova2019\", whose title does not speak of ketamine.")]
    [InlineData("routes.yaml", "katz2021", "murrough2013", "The benefit of \"Esketamine nasal spray (Spravato)\" is from \"murrough2013\", whose title does not speak of esketamine.")]
    [InlineData("costs.yaml", "route: iv\n    ", "", "\"Ketamine IV infusion session\" is sold, and it is not said which way of routes.yaml it is.")]
    [InlineData("costs.yaml", "route: iv\n", "route: im\n", "\"Shot into a muscle (IM)\" has a price and names no figure of benefit.")]
    public void What_is_left_out_or_from_another_product_is_an_error(string file, string text, string becomes, string wrong)
    {
        Change(file, text, becomes);

        var found = Found().Where(problem => problem.Rule.Id == "fair-balance").ToList();

        Assert.Contains(found, problem => problem.Wrong == wrong && problem is { Severity: ProblemSeverity.Error, Line: > 1 });
    }

    [Theory]
    [InlineData("costs.yaml", "route: iv\n", "route: infusion\n", "\"infusion\" is no way of routes.yaml.")]
    [InlineData("routes.yaml", "harm-source: lipsitz2021", "harm-source: short2018", "\"short2018\" is not among the sources of this way.")]
    [InlineData("routes.yaml", "  harm-source: lipsitz2021\n", "", "The key \"harm-source\" is missing.")]
    [InlineData("costs.yaml", "iv-session: 6", "iv-sessions: 6", "\"iv-sessions\" is not a key that is known here.")]
    [InlineData("costs.yaml", "iv-session: 6", "iv-session: six", "\"iv-session: six\" is not a whole number from 1 to 99.")]
    public void A_slip_in_these_lines_is_named(string file, string text, string becomes, string wrong)
    {
        Change(file, text, becomes);

        Assert.Contains(Found(), problem => problem.File == file && problem.Wrong == wrong);
    }

    [Fact]
    public void Prices_stand_with_the_sum_of_a_course_and_with_benefit_and_harm_and_their_sources()
    {
        var text = content.Read("::: costs\n:::").All["/articles/sample"];
        var page = new HtmlParser().ParseDocument(text.Body.Html);
        var tables = page.QuerySelectorAll("table").Select(table => table.TextContent).ToList();

        Assert.Contains("$2,810", tables[1], StringComparison.Ordinal);
        Assert.Contains("6 × Ketamine IV infusion session", tables[1], StringComparison.Ordinal);
        Assert.Contains("30 of 47", tables[2], StringComparison.Ordinal);
        Assert.Contains("53 of 100", tables[2], StringComparison.Ordinal);
        Assert.Equal(["murrough2013", "lipsitz2021", "katz2021", "spravato-label"], text.Body.Sources.Select(source => source.Reference.Key));
        Assert.All(page.QuerySelectorAll("td sup a"), mark => Assert.NotNull(mark.Id));
        Assert.Equal(4, page.QuerySelectorAll("td sup a").Length);
    }

    void Change(string file, string text, string becomes)
    {
        var path = Path.Combine(content.Folder, file);
        var before = File.ReadAllText(path);
        Assert.Contains(text, before, StringComparison.Ordinal);
        File.WriteAllText(path, before.Replace(text, becomes, StringComparison.Ordinal));
    }

    List<ContentProblem> Found() =>
        [.. new Proofreader(content.Read(), RuleBook.Read(Repository.Path("content"), []), new(2026, 6, 1)).ReadAll()
            .Where(problem => problem.File is DataFile.CostsFile or DataFile.RoutesFile
                && problem.Rule.Id is "fair-balance" or "schema")];

    public void Dispose() => content.Dispose();
}
