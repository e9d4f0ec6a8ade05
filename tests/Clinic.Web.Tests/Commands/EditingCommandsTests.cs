using System.Net;
using Clinic.Web.Articles;
using Clinic.Web.Commands;
using Clinic.Web.Editorial;
using Clinic.Web.Editorial.Editing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;

namespace Clinic.Web.Tests.Commands;

/// <summary>new article, rename and review, as an editor gives them.</summary>
public sealed class EditingCommandsTests : IDisposable
{
    static readonly DateOnly Today = new(2026, 6, 1);

    readonly ContentCopy content = new();

    [Fact]
    public async Task A_renamed_article_takes_its_pictures_and_links_along_and_its_old_address_leads_to_it()
    {
        content.Write("articles/sample/figure.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>");
        content.Write(ContentCopy.Sample, ContentCopy.Article("## One\n\n![A figure](figure.svg) and [here](/articles/sample#one).", "formerly: [older]"));
        content.Write("articles/other.md", ContentCopy.Article("See [it](/articles/sample#one), or [that](/articles/sample-of-blood).", "title: Another", "related: [sample]"));
        content.Write("articles/sample-of-blood.md", ContentCopy.Article("Words.", "title: A third"));

        var (code, output, _) = await Give("rename", "sample", "better-name");

        Assert.Equal(0, code);
        Assert.Contains("articles/better-name.md, articles/better-name/, articles/other.md", output, StringComparison.Ordinal);
        Assert.Equal([], content.Read().Problems);
        Assert.False(Path.Exists(Path.Combine(content.Folder, "articles/sample")) || Path.Exists(Path.Combine(content.Folder, ContentCopy.Sample)));
        Assert.Contains("[it](/articles/better-name#one), or [that](/articles/sample-of-blood)", Text("articles/other.md"), StringComparison.Ordinal);
        Assert.Contains("related: [better-name]", Text("articles/other.md"), StringComparison.Ordinal);
        Assert.Contains("formerly: [older, sample]", Text("articles/better-name.md"), StringComparison.Ordinal);
        Assert.Contains("[here](/articles/better-name#one)", Text("articles/better-name.md"), StringComparison.Ordinal);

        using var site = new ClinicSite();
        site.Settings["Site:ContentFolder"] = content.Folder;
        using var browser = site.Browser();
        foreach (var former in new[] { "/articles/sample", "/articles/older" })
        {
            var answer = await browser.GetAsync(new Uri(former, UriKind.Relative));
            Assert.Equal((HttpStatusCode.MovedPermanently, "/articles/better-name"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/articles/better-name", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_text_may_get_its_former_name_back()
    {
        await Give("rename", "sample", "better-name");
        await Give("rename", "better-name", "sample");

        Assert.Contains("formerly: [better-name]", Text(ContentCopy.Sample), StringComparison.Ordinal);
        Assert.Equal([], content.Read().Problems);
    }

    [Theory]
    [InlineData("nowhere", "new-name", "There is no text \"nowhere\"")]
    [InlineData("sample", "Not A Name", "\"Not A Name\" cannot be an address")]
    [InlineData("sample", "other", "articles/other is there already")]
    [InlineData("sample", "once", "\"once\" is a former name of /articles/other")]
    [InlineData("home", "start", "The home page keeps its name")]
    [InlineData("pages/visit", "search", "The site makes a page \"search\" itself")]
    public async Task A_name_that_cannot_be_is_refused_and_nothing_changes(string was, string becomes, string why)
    {
        content.Write("articles/other.md", ContentCopy.Article("Words.", "title: Another", "formerly: [once]"));
        content.Write("pages/visit.md", ContentCopy.Article("Words.", "title: A visit", "-topic", "-author", "-reviewer"));
        var before = Everything();

        var (code, _, errors) = await Give("rename", was, becomes);

        Assert.Equal(2, code);
        Assert.StartsWith(why, errors, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task A_new_article_is_a_draft_in_which_check_finds_no_error()
    {
        content.Write("articles/side-effects.md", ContentCopy.Article("Words.", "title: Side effects"));
        content.Write("pages/crisis-help.md", ContentCopy.Article("Words.", "title: Crisis help", "-topic", "-author", "-reviewer"));

        var (code, output, _) = await Give("new", "article", "Ketamine: \"sleep\" & rest");

        Assert.Equal(0, code);
        Assert.StartsWith("articles/ketamine-sleep-rest.md is there", output, StringComparison.Ordinal);
        var snapshot = content.Read();
        Assert.All(snapshot.Problems, problem => Assert.Equal((ContentRule.Frame, ProblemSeverity.Warning), (problem.Rule, problem.Severity)));
        Assert.Equal(5, snapshot.Problems.Count);
        var article = snapshot.All["/articles/ketamine-sleep-rest"];
        Assert.Equal(("Ketamine: \"sleep\" & rest", true), (article.Title, article.Matter.Draft));
        var found = new Proofreader(snapshot, RuleBook.Read(content.Folder, []), Today).Read(article);
        Assert.Equal([], found.Where(problem => problem.Severity == ProblemSeverity.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_article_is_reviewed_and_published_only_when_a_person_says_so(bool isWritten)
    {
        content.Write("articles/side-effects.md", ContentCopy.Article("Words.", "title: Side effects"));
        content.Write("pages/crisis-help.md", ContentCopy.Article("Words.", "title: Crisis help", "-topic", "-author", "-reviewer"));
        await Give("new", "article", "Sleep");
        Change("draft: true\n", "");
        if (isWritten) Change("Say ", "Some ");

        Assert.Equal(HttpStatusCode.NotFound, await Status("/articles/sleep"));
        Assert.Contains(content.Read().Problems, problem => problem is { File: "articles/sleep.md", Severity: ProblemSeverity.Error } && problem.Wrong.StartsWith("Nobody has said that a clinician reviewed", StringComparison.Ordinal));

        var (code, _, errors) = await Give("review", "sleep", "--by", "clinical-lead");

        Assert.Equal(isWritten ? 0 : 2, code);
        Assert.Equal(isWritten, errors.Length == 0);
        Assert.Equal(isWritten, Text("articles/sleep.md").Contains("reviewed: ", StringComparison.Ordinal));
        Assert.Equal(isWritten ? HttpStatusCode.OK : HttpStatusCode.NotFound, await Status("/articles/sleep"));
    }

    [Fact]
    public async Task An_instruction_of_the_frame_fails_wherever_readers_would_see_it()
    {
        await Give("new", "article", "Sleep");
        var instructions = content.Read().Problems.Where(problem => problem.File == "articles/sleep.md").Select(problem => Text("articles/sleep.md").Split('\n')[problem.Line - 1]).ToList();
        Assert.Equal(5, instructions.Count);

        foreach (var line in instructions)
        {
            var isDescription = line.StartsWith("description: ", StringComparison.Ordinal);
            var found = Assert.Single(isDescription ? content.Read("Words.", line).Problems : content.Read("Words.\n\n" + line, "related: []").Problems,
                problem => problem.File == ContentCopy.Sample && problem.Rule == ContentRule.Frame);
            Assert.Equal(ProblemSeverity.Error, found.Severity);
            Assert.Equal(line, Text(ContentCopy.Sample).Split('\n')[found.Line - 1]);
        }
    }

    [Theory]
    [InlineData("A sample article", "articles/sample.md has this title already.")]
    [InlineData("Sample", "articles/sample is there already")]
    [InlineData("!?", "\"!?\" has no words")]
    public async Task A_new_article_takes_nobodys_place(string title, string why)
    {
        var before = Everything();

        var (code, _, errors) = await Give("new", "article", title);

        Assert.Equal(2, code);
        Assert.StartsWith(why, errors, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public void A_review_is_stamped_and_the_next_ones_do_not_fall_into_one_week()
    {
        content.Write("articles/other.md", ContentCopy.Article("Words.", "title: Another").ReplaceLineEndings("\r\n"));

        var next = new[] { "sample", "other" }.Select(name => new EditorActions(content.Folder).Review(name, "treatment-nurse", Today)).ToList();

        Assert.Equal([new(2026, 12, 1), new(2026, 11, 24)], next);
        var read = content.Read().All["/articles/other"].Matter;
        Assert.Equal(("treatment-nurse", (DateOnly?)Today, (DateOnly?)next[1]), (read.Reviewer, read.Reviewed, read.NextReview));
        Assert.DoesNotContain('\n', Text("articles/other.md").Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("clinic-team")]
    [InlineData("nobody")]
    public async Task Only_a_clinician_reviews(string person)
    {
        var before = Everything();

        var (code, _, errors) = await Give("review", "sample", "--by", person);

        Assert.Equal(2, code);
        Assert.StartsWith($"\"{person}\" is no clinician of clinic.yaml; one of: clinical-lead, treatment-nurse.", errors, StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    void Change(string was, string becomes) => content.Write("articles/sleep.md", Text("articles/sleep.md").Replace(was, becomes, StringComparison.Ordinal));

    async Task<HttpStatusCode> Status(string address)
    {
        await using var site = new ClinicSite { IsProduction = true };
        site.Settings["Site:ContentFolder"] = content.Folder;
        using var browser = site.Browser();
        return (await browser.GetAsync(new Uri(address, UriKind.Relative))).StatusCode;
    }

    string Text(string path) => File.ReadAllText(Path.Combine(content.Folder, path));

    List<string> Everything() => [.. Directory.EnumerateFiles(content.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => file + File.ReadAllText(file))];

    async Task<(int Code, string Output, string Errors)> Give(params string[] command)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var bench = new CommandContext(new ConfigurationBuilder().AddInMemoryCollection([new("Site:ContentFolder", content.Folder)]).Build(), new HostingEnvironment { ContentRootPath = Repository.Root, EnvironmentName = "Production" }, TimeProvider.System, () => throw new InvalidOperationException("Editing opens no store."));
        var code = await CommandLine.Run(command, bench, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    public void Dispose() => content.Dispose();
}
