using System.Diagnostics;
using System.Text.Json;
using Clinic.Web.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Clinic.Web.Tests.Commands;

/// <summary>The command "check" as a person or a program gives it.</summary>
[Trait("Pace", "Slow")]
public sealed class CheckTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ContentCopy content = new();

    [Fact]
    public async Task It_passes_the_shipped_content_without_any_setting_of_the_site()
    {
        var built = typeof(global::Program).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { built, "check", Repository.Path("content") }, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        using var program = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var text = await program.StandardOutput.ReadToEndAsync(patience.Token);
        await program.WaitForExitAsync(patience.Token);

        Assert.EndsWith("Nothing is failing.", text.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task It_names_file_line_and_column_and_fails()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Words [@dea1999], and a [link](/nowhere)."));

        var (code, text, _) = await Check(content.Folder);

        Assert.Equal(1, code);
        Assert.Contains($"{Path.GetFileName(content.Folder)}/{ContentCopy.Sample}({ContentCopy.FirstTextLine},25): error: This link leads to /nowhere, which is no page of this site.\n", text, StringComparison.Ordinal);
        Assert.Contains("      Expected: the address of a page that exists.\n      To mend:  Correct the address, or take the link away and leave its words. [link]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_is_judged_alone()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Words [@dea1999]."));
        content.Write("articles/other.md", ContentCopy.Article("A [link](/nowhere) [@dea1999].", "title: Another sample"));

        Assert.Equal(0, (await Check(Path.Combine(content.Folder, ContentCopy.Sample))).Code);
        Assert.Equal(1, (await Check(Path.Combine(content.Folder, "articles/other.md"))).Code);
    }

    [Fact]
    public async Task A_text_from_elsewhere_needs_no_block_at_its_top()
    {
        content.Write("drafts/loose.md", "## A visit\n\nIt costs $5.\n");

        var (code, text, _) = await Check(Path.Combine(content.Folder, "drafts/loose.md"));

        Assert.Equal(1, code);
        Assert.Contains("loose.md(3,10): error: \"$5\" is typed into the text.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_that_everything_hangs_on_comes_first_and_alone()
    {
        using var shipped = new Search.ContentCopy();
        var references = Path.Combine(shipped.Path, "references.yaml");
        File.WriteAllText(references, File.ReadAllText(references).Replace("title: \"A consensus statement on", "title: Consensus: a statement on", StringComparison.Ordinal).Replace("of mood disorders\"", "of mood disorders", StringComparison.Ordinal));

        var line = Array.FindIndex(File.ReadAllLines(references), line => line.Contains("Consensus: a statement", StringComparison.Ordinal)) + 1;

        foreach (var asked in new[] { shipped.Path, references, Path.Combine(shipped.Path, "articles/side-effects.md") })
        {
            var (code, text, _) = await Check(asked, "--format", "github");
            Assert.Equal(1, code);
            Assert.Matches(@$"^::error file=[^,]*references\.yaml,line={line},col=19,title=schema::A second colon stands in this line", Assert.Single(text.Trim().Split('\n'), line => line.StartsWith("::error", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("costs.yaml", "currency: USD\nupdated: 2026-10-01\nitems: []\n", "No price stands here.")]
    [InlineData("prices.yaml", "currency: USD\n", "The site reads no data file of this name.")]
    public async Task A_data_file_is_read_as_what_it_is_wherever_it_lies(string file, string text, string wrong)
    {
        content.Write($"elsewhere/{file}", text);
        File.Delete(Path.Combine(content.Folder, "clinic.yaml"));

        var (code, output, _) = await Check(Path.Combine(content.Folder, "elsewhere", file), "--format", "github");

        Assert.Equal(1, code);
        Assert.Contains(wrong, Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules/claims.yaml")]
    [InlineData("consent/v1.md")]
    [InlineData("clinic.yaml")]
    public async Task Every_kind_of_file_of_the_folder_may_be_checked_alone(string file) =>
        Assert.Equal(0, (await Check(Repository.Path("content", file))).Code);

    [Theory]
    [InlineData("vanished.md")]
    [InlineData("consent/v1.md", "Other words.")]
    [InlineData("clinic.yaml", "name: [")]
    [InlineData("rules/hard-words.yaml", "explain: nothing")]
    public async Task What_cannot_be_read_and_words_that_may_not_change_fail(string file, string? text = null)
    {
        if (text is not null) content.Write(file, text);

        var (code, output, errors) = await Check(text is null ? Path.Combine(content.Folder, file) : content.Folder);

        Assert.Equal(text is null ? 2 : 1, code);
        Assert.Contains(file, text is null ? errors : output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_same_findings_in_their_own_shapes()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("A [link](/nowhere), 100%.", "about: [x]"));
        var file = $"{Path.GetFileName(content.Folder)}/{ContentCopy.Sample}";

        using var json = JsonDocument.Parse((await Check(content.Folder, "--format", "json")).Output);
        Assert.Contains(json.RootElement.EnumerateArray(), found => found.GetProperty("file").GetString() == file && found.GetProperty("rule").GetString() == "schema" && found.GetProperty("severity").GetString() == "error");

        using var sarif = JsonDocument.Parse((await Check(content.Folder, "--format", "sarif")).Output);
        var run = sarif.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Contains(result.GetProperty("ruleId").GetString(), rules));
        Assert.Equal(json.RootElement.GetArrayLength(), run.GetProperty("results").GetArrayLength());

        var lines = (await Check(content.Folder, "--format", "github")).Output.Trim().Split('\n');
        Assert.Equal(json.RootElement.GetArrayLength(), lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^::(error|warning) file=[^,]+,line=\d+,col=\d+,title=[a-z-]+::\S", line));
    }

    // No setting at all; the site is not there to be opened.
    static CommandContext Bench() => new(new ConfigurationBuilder().AddInMemoryCollection([new("Site:ContentFolder", Repository.Path("content"))]).Build(), new HostingEnvironment { ContentRootPath = Repository.Root, EnvironmentName = "Production" }, TimeProvider.System, () => throw new InvalidOperationException("A check opens no store."));

    async Task<(int Code, string Output, string Errors)> Check(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.Run(["check", .. arguments], Bench(), output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    public void Dispose() => content.Dispose();
}
