using System.Net;
using AngleSharp.Html.Dom;
using Clinic.Web.Articles;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Development;

/// <summary>What the people who write see in Development, and nobody else does.</summary>
[Trait("Pace", "Slow")]
public sealed class PreviewTests : IDisposable
{
    readonly ContentCopy content = new();
    readonly ManualClock clock = new(new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("draft: true", "A draft: readers do not see this page.")]
    [InlineData("published: 2026-06-02", "Readers see this page from June 2, 2026 on.")]
    [InlineData("expires: 2026-06-01", "Readers have not seen this page since June 1, 2026.")]
    public async Task A_hidden_article_is_shown_and_says_why_readers_do_not_see_it(string line, string why)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Some words.", line));
        await using var site = Site();

        var page = await site.Page("/articles/sample");

        Assert.Contains("Some words.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(why, page.QuerySelector(".preview strong")!.TextContent);
        Assert.Contains("hidden from readers", (await site.Page("/articles")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_published_article_without_faults_has_no_note()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("This is a plain sentence."));
        await using var site = Site();

        Assert.DoesNotContain("hidden from readers", (await site.Page("/articles")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await site.Page("/articles/sample")).QuerySelector(".preview strong"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_page_stands_at_its_top_with_file_and_line_and_in_the_list_of_the_whole_folder()
    {
        content.Write("pages/about.md", ContentCopy.Article("See [this](/nowhere).", "title: About", "-topic", "-author", "-reviewer"));
        content.Write("pages/spoiled.md", "---\ntitle: Spoiled\n");
        await using var site = Site();

        var line = ContentCopy.FirstTextLine - 3;
        Assert.Contains($"pages/about.md({line},", Note(await site.Page("/about")), StringComparison.Ordinal);
        // A text that never was good has no page, but its address says why.
        Assert.Contains("pages/spoiled.md(1,", Note(await site.Page("/spoiled")), StringComparison.Ordinal);
        var list = (await site.Page("/dev/content")).Body!.TextContent;
        Assert.Contains("pages/about.md", list, StringComparison.Ordinal);
        Assert.Contains("pages/spoiled.md", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("costs.yaml", "price: 420", "price: 420,00", "/costs")]
    [InlineData("references.yaml", "pmid: 23982301", "pmid: 2398-2301", "/articles/sample", "/costs", "/routes")]
    [InlineData("routes.yaml", "- id: im", "- id: iv", "/costs", "/routes")]
    [InlineData("glossary.yaml", "term: BDNF", "term: BDNF: x", "/articles/sample", "/costs", "/routes", "/glossary")]
    [InlineData("synonyms.yaml", "- [esketamine, Spravato]", "-[esketamine, Spravato]", "/search")]
    [InlineData("clinic.yaml", "working-days: 2", "working-days: 45", "/articles/sample", "/costs", "/routes", "/glossary", "/search", "/articles")]
    public async Task What_is_wrong_with_a_data_file_stands_on_every_page_that_is_made_with_it(string file, string was, string becomes, params string[] pages)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("This is a plain sentence [@dea1999]."));
        content.Write("pages/costs.md", ContentCopy.Article("::: costs\n:::", "title: Costs", "-topic", "-author", "-reviewer"));
        content.Write("pages/routes.md", ContentCopy.Article("::: routes\n:::", "title: Ways", "-topic", "-author", "-reviewer"));
        await using var site = Site();
        await site.Page("/");
        var text = File.ReadAllText(Path.Combine(content.Folder, file));
        Assert.Contains(was, text, StringComparison.Ordinal);
        content.Write(file, text.Replace(was, becomes, StringComparison.Ordinal));
        var library = site.Services.GetRequiredService<ArticleLibrary>();
        await Eventually.Holds(() => library.Current.Problems.Any(problem => problem.File == file), SentMails.Patience, "the slip is known");

        foreach (var page in new[] { "/articles/sample", "/costs", "/routes", "/glossary", "/search", "/articles" })
        {
            var note = (await site.Page(page)).QuerySelector(".preview")?.TextContent ?? "";
            Assert.True(pages.Contains(page) == note.Contains($"{file}(", StringComparison.Ordinal), $"{page}: {note}");
        }
    }

    [Fact]
    public async Task Words_that_vanish_and_marks_as_they_were_typed_are_named_on_the_page()
    {
        content.Write("pages/about.md", ContentCopy.Article("We need:\n• a ride home", "title: About", "-topic", "-author", "-reviewer"));
        content.Write("pages/lost.md", ContentCopy.Article("Words.\n\n[Important]: Fasting.", "title: Lost", "-topic", "-author", "-reviewer"));
        await using var site = Site();

        var line = ContentCopy.FirstTextLine - 3;
        Assert.Contains($"pages/about.md({line + 1},1)", Note(await site.Page("/about")), StringComparison.Ordinal);
        Assert.Contains($"pages/lost.md({line + 2},1)", Note(await site.Page("/lost")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_is_told_to_the_open_page()
    {
        await using var site = Site();
        using var browser = site.Browser();
        await using var changes = await browser.GetStreamAsync(new Uri("/dev/changes", UriKind.Relative));
        using var lines = new StreamReader(changes);
        Assert.Equal(": listening", await lines.ReadLineAsync());
        await lines.ReadLineAsync();

        content.Write(ContentCopy.Sample, ContentCopy.Article("Edited words."));

        Assert.Equal("data: changed", await lines.ReadLineAsync().WaitAsync(SentMails.Patience));
        Assert.Contains("Edited words.", (await site.Page("/articles/sample")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/articles/sample", "/staff/texts/articles/sample")]
    [InlineData("/", "/staff/texts/pages/home")]
    [InlineData("/glossary", null)]
    [InlineData("/search", null)]
    public async Task A_text_leads_to_where_it_is_changed(string page, string? edit)
    {
        await using var site = Site();

        var link = (await site.Page(page)).QuerySelectorAll(".preview a").SingleOrDefault(link => link.TextContent == "Edit this page");

        Assert.Equal(edit, link?.GetAttribute("href"));
    }

    [Fact]
    public async Task The_page_inside_the_editor_has_no_notes_and_no_script_which_its_frame_would_refuse()
    {
        await using var site = Site();
        using var writer = await StaffBrowser.SignedIn(site, StaffRoles.Writer);

        var page = await writer.Page("/staff/texts/articles/sample/preview");

        Assert.NotNull(page.QuerySelector(".site-header"));
        Assert.Null(page.QuerySelector(".preview"));
        Assert.Empty(Scripts(page));
    }

    [Fact]
    public async Task There_is_no_other_editor_in_Development_either()
    {
        await using var site = Site();
        using var browser = site.Browser();
        using var unknown = await browser.GetAsync(new Uri("/no-such-page", UriKind.Relative));
        var expected = await unknown.Content.ReadAsStringAsync();
        foreach (var address in new[] { "/admin", "/admin/form.yml", "/admin/after-save.js", "/admin/files/decap-cms.js", "/admin/api", "/admin/problems" })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal((HttpStatusCode.NotFound, expected), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            using var posted = await browser.PostAsync(new Uri(address, UriKind.Relative), new StringContent("{}"));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        }
    }

    [Fact]
    public async Task No_policy_anywhere_lets_a_browser_make_code_while_it_runs()
    {
        await using var site = Site();
        using var browser = site.Browser();
        var addresses = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + string.Join('/', endpoint.RoutePattern.RawText!.Trim('/').Split('/').Select(part => part.StartsWith('{') ? "sample" : part)))
            .Append("/admin").Distinct().ToList();
        Assert.Contains("/articles/sample", addresses);
        Assert.Contains("/dev/content", addresses);
        foreach (var address in addresses)
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            Assert.True(answer.Headers.TryGetValues("Content-Security-Policy", out var policies), address);
            Assert.DoesNotContain("unsafe-eval", string.Join(' ', policies), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Repository.Sources("src/Clinic.Web", ".cs", ".cshtml"), file => file.Text.Contains("unsafe-eval", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_runs_no_script_but_its_own()
    {
        await using var site = Site();

        Assert.Equal(["form"], Scripts(await site.Page("/is-ketamine-right-for-me")));
    }

    [Fact]
    public async Task The_page_with_the_reference_names_no_script_that_its_policy_forbids()
    {
        await using var site = Site();
        using var form = await FormBrowser.At(site);

        Assert.Empty(Scripts((await form.Follow(await form.Send())).Page));
    }

    [Theory]
    [InlineData("/dev/content")]
    [InlineData("/dev/changes")]
    [InlineData("/dev/preview.js")]
    [InlineData("/dev/mail")]
    public async Task Nothing_of_it_exists_in_production(string address)
    {
        content.Write("pages/about.md", ContentCopy.Article("See [this](/nowhere).", "title: About", "-topic", "-author", "-reviewer"));
        await using var site = new ClinicSite { Clock = clock, IsProduction = true };
        site.Settings["Site:Preview"] = "true";
        site.Settings["Site:ContentFolder"] = content.Folder;
        using var browser = site.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
        var page = await site.Page("/about");
        Assert.Empty(Scripts(page));
        Assert.Null(page.QuerySelector(".preview"));
        Assert.DoesNotContain("script-src", (await browser.GetAsync(new Uri("/about", UriKind.Relative))).Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    ClinicSite Site()
    {
        var site = new ClinicSite { Clock = clock };
        site.Settings["Site:Preview"] = "true";
        site.Settings["Site:ContentFolder"] = content.Folder;
        return site;
    }

    static string Note(IHtmlDocument page) => page.QuerySelector(".preview")!.TextContent;

    static IEnumerable<string> Scripts(IHtmlDocument page) =>
        page.QuerySelectorAll("script[src]").Select(script => Path.GetFileName(script.GetAttribute("src")!).Split('.')[0]);

    public void Dispose() => content.Dispose();
}
