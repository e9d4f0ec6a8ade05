using System.Net;
using Clinic.Web.Articles;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Articles;

/// <summary>The content folder of a running site.</summary>
[Trait("Pace", "Slow")]
public sealed class EditingTests : IDisposable
{
    readonly ContentCopy content = new();
    readonly ManualClock clock = new(new(2026, 6, 1, 16, 0, 0, TimeSpan.Zero));
    readonly ClinicSite site;

    public EditingTests()
    {
        site = new() { Clock = clock, IsProduction = true };
        site.Settings["Site:ContentFolder"] = content.Folder;
    }

    [Fact]
    public async Task An_edit_shows_and_a_broken_one_does_not()
    {
        Assert.Contains("Some words.", await Shown("/articles/sample"), StringComparison.Ordinal);

        content.Write(ContentCopy.Sample, ContentCopy.Article("Edited words."));
        await Eventually.Holds(async () => (await Shown("/articles/sample")).Contains("Edited words.", StringComparison.Ordinal), SentMails.Patience, "the edit shows");

        content.Write(ContentCopy.Sample, ContentCopy.Article("Broken words.", "topic: Money"));
        await Eventually.Holds(() => Library.Current.Problems is [{ Wrong: "\"Money\" is not a topic." }], SentMails.Patience, "the problem is known");
        Assert.Contains("Edited words.", await Shown("/articles/sample"), StringComparison.Ordinal);

        content.Write(ContentCopy.Sample, ContentCopy.Article("Mended words."));
        await Eventually.Holds(async () => (await Shown("/articles/sample")).Contains("Mended words.", StringComparison.Ordinal), SentMails.Patience, "the mended text shows");
        Assert.Empty(Library.Current.Problems);
    }

    [Fact]
    public async Task A_new_telephone_number_shows_everywhere()
    {
        await Shown("/");
        var profile = File.ReadAllText(Path.Combine(content.Folder, "clinic.yaml"));

        content.Write("clinic.yaml", profile.Replace("+12025550143", "+12025550199", StringComparison.Ordinal));

        await Eventually.Holds(async () => (await Shown("/")).Contains("(202) 555-0199", StringComparison.Ordinal), SentMails.Patience, "the home page shows the number");
        Assert.Contains("(202) 555-0199", await Shown("/is-ketamine-right-for-me"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_leaves_size_and_time_as_they_were_shows_too()
    {
        await Shown("/articles/sample");
        var file = Path.Combine(content.Folder, ContentCopy.Sample);
        var time = File.GetLastWriteTimeUtc(file);

        // Renamed into place with its old time, as by programs that keep times.
        File.WriteAllText(file + ".tmp", ContentCopy.Article("Same words."));
        File.SetLastWriteTimeUtc(file + ".tmp", time);
        File.Move(file + ".tmp", file, overwrite: true);

        await Eventually.Holds(async () => (await Shown("/articles/sample")).Contains("Same words.", StringComparison.Ordinal), SentMails.Patience, "the new words show");
    }

    [Fact]
    public async Task A_thousand_files_that_change_at_once_are_one_snapshot()
    {
        await Shown("/articles/sample");
        var seen = new System.Collections.Concurrent.ConcurrentQueue<int>();
        Library.Swapped += (_, _) => seen.Enqueue(Library.Current.All.Count);

        var (present, next) = (Path.Combine(content.Folder, "articles"), Path.Combine(content.Folder, ".next"));
        for (var i = 0; i < 1000; i++) content.Write($".next/sample-{i}.md", ContentCopy.Article($"Words {i}.", $"title: A sample article {i}"));
        Directory.Move(present, Path.Combine(content.Folder, ".last"));
        Directory.Move(next, present);

        await Eventually.Holds(() => !seen.IsEmpty, SentMails.Patience, "the folder is read anew");
        Assert.Equal(1001, Assert.Single(seen));
    }

    [Theory]
    [InlineData("notes.md.swp")]
    [InlineData("articles/.sample.md.swp")]
    [InlineData("articles/sample.md~")]
    [InlineData("articles/#sample.md#")]
    [InlineData("articles/.#sample.md")]
    [InlineData("articles/4913")]
    [InlineData("articles/sample.md.tmp")]
    [InlineData("articles/~$sample.md")]
    [InlineData("articles/.DS_Store")]
    [InlineData("articles/Thumbs.db")]
    public void What_editors_leave_behind_is_no_content(string leftover)
    {
        content.Write(leftover, "not content");

        Assert.Empty(content.Read().Problems);
    }

    [Theory]
    [InlineData("draft: true", false)]
    [InlineData("draft: false", true)]
    [InlineData("published: 2026-06-02", false)]
    [InlineData("published: 2026-06-01", true)]
    [InlineData("expires: 2026-06-01", false)]
    [InlineData("expires: 2026-06-02", true)]
    public async Task Drafts_future_and_expired_articles_are_hidden(string line, bool isShown)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Some words.", line));

        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await Get("/articles/sample")).StatusCode);
        Assert.Equal(isShown, (await site.Page("/articles")).QuerySelector("main a[href='/articles/sample']") is not null);
        Assert.Equal(isShown, (await site.Page("/")).QuerySelector("main a[href='/articles/sample']") is not null);
        Assert.Equal(isShown, (await Shown("/sitemap.xml")).Contains("/articles/sample", StringComparison.Ordinal));
        Assert.Equal(isShown, (await Shown("/feed.xml")).Contains("/articles/sample", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_articles_day_begins_at_midnight_of_the_clinic()
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Some words.", "published: 2026-06-02"));
        clock.Now = new(2026, 6, 2, 3, 59, 0, TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/articles/sample")).StatusCode);

        clock.Now = new(2026, 6, 2, 4, 0, 0, TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, (await Get("/articles/sample")).StatusCode);
    }

    [Fact]
    public async Task An_article_long_overdue_for_review_leaves_the_lists_but_keeps_its_address()
    {
        clock.Now = new(2027, 2, 13, 18, 0, 0, TimeSpan.Zero);
        Assert.NotNull((await site.Page("/articles")).QuerySelector("main a[href='/articles/sample']"));

        clock.Now = new(2027, 2, 14, 18, 0, 0, TimeSpan.Zero);
        Assert.Null((await site.Page("/articles")).QuerySelector("main a[href='/articles/sample']"));
        Assert.Equal(HttpStatusCode.OK, (await Get("/articles/sample")).StatusCode);
    }

    [Theory]
    [InlineData("/articles/old-name", "/articles/sample")]
    [InlineData("/articles/old-name/", "/articles/sample")]
    [InlineData("/articles/OLD-name?from=typed", "/articles/sample")]
    [InlineData("/articles/Sample", "/articles/sample")]
    [InlineData("/articles/sample/", "/articles/sample")]
    public async Task Former_and_sloppy_addresses_lead_to_the_present_one(string address, string present)
    {
        content.Write(ContentCopy.Sample, ContentCopy.Article("Some words.", "formerly: [old-name]"));

        var answer = await Get(address);

        Assert.Equal((HttpStatusCode.MovedPermanently, present), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("articles/other.md", "title: Other|formerly: [sample]", "\"sample\" is the name of a page that is there.")]
    [InlineData("pages/other.md", "title: Other|formerly: [search]|-topic|-author|-reviewer", "\"search\" is the name of a page that is there.")]
    [InlineData("pages/is-ketamine-right-for-me.md", "title: Other|-topic|-author|-reviewer", "The site makes a page of this name itself.")]
    public void No_file_takes_the_address_of_a_page_that_is_there(string file, string changes, string wrong)
    {
        content.Write(file, ContentCopy.Article("Some words.", changes.Split('|')));

        Assert.Equal([wrong], Library.Current.Problems.Select(problem => problem.Wrong));
        Assert.DoesNotContain("/articles/sample", Library.Current.Moved.Keys);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/%2F%2Fevil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task A_redirect_never_leaves_the_site(string address) =>
        Assert.DoesNotContain("evil", (await Get("http://localhost" + address)).Headers.Location?.OriginalString ?? "", StringComparison.Ordinal);

    ArticleLibrary Library => site.Services.GetRequiredService<ArticleLibrary>();

    async Task<HttpResponseMessage> Get(string address)
    {
        using var browser = site.Browser();
        return await browser.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
    }

    async Task<string> Shown(string address) => await (await Get(address)).Content.ReadAsStringAsync();

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
    }
}
