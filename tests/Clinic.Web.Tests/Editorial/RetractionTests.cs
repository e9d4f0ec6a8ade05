using Clinic.Web.Articles;
using Clinic.Web.Editorial;

namespace Clinic.Web.Tests.Editorial;

/// <summary>No text leans on a paper that its journal has withdrawn, or on an address where nobody finds it.</summary>
public sealed class RetractionTests
{
    const string Ours = "  authors: \"A, B\"\n  source: \"J 2011\"\n  year: 2011\n";

    [Theory]
    [InlineData("  title: \"Some title\"\n  doi: 10.1017/S1461145711000629\n")]
    [InlineData("  title: \"Some title\"\n  doi: 10.1017/s1461145711000629\n")]
    [InlineData("  title: \"Efficacy of Ketamine in Bipolar Depression: Systematic Review and Meta-Analysis\"\n  pmid: 26554322\n")]
    public void A_withdrawn_paper_is_refused_by_its_number_or_its_title(string entry)
    {
        var found = Found(entry);

        Assert.Contains(found, problem => problem.Rule.Id == "retracted-source" && problem.Severity == ProblemSeverity.Error
            && problem.Wrong.Contains("withdrawn by its journal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://www.journal.example")]
    [InlineData("https://www.journal.example/")]
    public void A_front_page_is_no_source(string address)
    {
        Assert.Contains(Found($"  title: \"Some title\"\n  url: {address}\n"), problem => problem.Rule.Id == "home-page-source");
    }

    [Fact]
    public void Any_other_paper_may_be_named()
    {
        var found = Found("  title: \"Some title\"\n  doi: 10.1176/appi.ajp.2013.13030392\n");

        Assert.DoesNotContain(found, problem => problem.Rule.Id is "retracted-source" or "home-page-source");
    }

    static List<ContentProblem> Found(string entry)
    {
        using var content = new ContentCopy();
        var file = Path.Combine(content.Folder, "references.yaml");
        File.AppendAllText(file, $"\nourtest2011:\n{Ours}{entry}");
        return [.. new Proofreader(content.Read(), RuleBook.Read(content.Folder, []), new(2026, 6, 1)).ReadAll()];
    }
}
