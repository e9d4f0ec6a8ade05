using System.Net;
using Clinic.Web.Articles;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Articles;

/// <summary>Of a folder with many texts the first pages are shown before all of them have been looked through.</summary>
[Trait("Pace", "Long")]
public sealed class LargeFolderTests : IDisposable
{
    const int ManyTexts = 120;
    const string Spoilt = "articles/spoilt.md";
    static readonly TimeSpan UntilWhole = TimeSpan.FromMinutes(1);

    readonly ContentCopy content = new();
    readonly SnapshotReader reader;

    public LargeFolderTests()
    {
        for (var i = 0; i < ManyTexts; i++) content.Write($"articles/text-{i}.md", ContentCopy.Article($"Words of text {i}.", $"title: Text {i}"));
        content.Write(Spoilt, ContentCopy.Article("As shown [@nobody1999].", "title: A spoilt text"));
        content.Write("articles/headless.md", "No top.");
        reader = new(new(content.Folder));
    }

    [Fact]
    public void A_text_can_be_read_before_all_have_been_looked_through()
    {
        var opened = reader.Open();

        Assert.False(opened.IsWhole);
        Assert.Contains("Words of text 7", Shelf(opened).Find("/articles/text-7")!.Body.Html, StringComparison.Ordinal);
        Assert.Equal("articles/headless.md", Assert.Single(opened.Problems).File);
    }

    [Fact]
    public void A_text_with_mistakes_is_shown_neither_before_nor_after()
    {
        Assert.Null(Shelf(reader.Open()).Find("/articles/spoilt"));

        var whole = reader.Read();
        Assert.True(whole.IsWhole);
        Assert.DoesNotContain("/articles/spoilt", whole.All.Keys);
        Assert.Contains(whole.Problems, problem => problem.File == Spoilt);
        Assert.Equal(ManyTexts, whole.All.Keys.Count(address => address.StartsWith("/articles/text-", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_looked_at_already_is_not_rendered_again()
    {
        var body = reader.Open().All["/articles/text-7"].Body;

        Assert.Same(body, reader.Read().All["/articles/text-7"].Body);
    }

    [Fact]
    public void A_text_that_is_mended_meanwhile_is_shown_as_it_is_now()
    {
        reader.Open();
        content.Write(Spoilt, ContentCopy.Article("Mended words.", "title: A spoilt text"));

        Assert.Contains("Mended words", reader.Read().All["/articles/spoilt"].Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_few_texts_is_whole_at_once() => Assert.True(new SnapshotReader(new(Repository.Path("content"))).Open().IsWhole);

    [Fact]
    public async Task The_site_answers_and_then_looks_through_them_all()
    {
        using var site = new ClinicSite { IsProduction = true };
        site.Settings["Site:ContentFolder"] = content.Folder;
        using var browser = site.Browser();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/articles/text-1", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri("/articles/spoilt", UriKind.Relative))).StatusCode);
        var library = site.Services.GetRequiredService<ArticleLibrary>();
        await Eventually.Holds(() => library.Current.IsWhole, UntilWhole, "every text has been looked through");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri("/articles/spoilt", UriKind.Relative))).StatusCode);
    }

    public void Dispose() => content.Dispose();

    static Shelf Shelf(ContentSnapshot snapshot) => snapshot.At(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
}
