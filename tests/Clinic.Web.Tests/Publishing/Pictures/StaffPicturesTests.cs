using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Clinic.Web.Articles;
using Clinic.Web.Publishing.Drafts;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Publishing.Pictures;

/// <summary>Adding pictures to the site in a browser.</summary>
[Trait("Pace", "Slow")]
public sealed class StaffPicturesTests : IDisposable
{
    const string Page = "/staff/pictures";
    const string Alt = "The quiet room: a reclining chair, a lamp and a plant";

    readonly ContentCopy content = new();
    readonly ClinicSite site;

    public StaffPicturesTests() => site = new() { Settings = { ["Site:ContentFolder"] = content.Folder } };

    [Fact]
    public async Task A_photo_from_a_phone_is_on_the_page_upright_and_says_nothing_of_who_took_it()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Writer);
        var photo = TestPhoto.Jpeg(2000, 1500, orientation: 6);

        using var answer = await browser.PostFile(Page, photo, "IMG_20261130_Ann Example.jpg", Fields("Where you rest"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var shown = await browser.Page(answer.Headers.Location!.ToString());
        var mark = ((IHtmlTextAreaElement)shown.QuerySelector("textarea.picture-mark")!).DefaultValue;
        Assert.Equal($"![{Alt}](where-you-rest.jpg \"Where you rest\")", mark);
        Assert.Equal(["where-you-rest-1500.webp", "where-you-rest-480.webp", "where-you-rest-960.webp", "where-you-rest.jpg"], Files());
        content.Write(ContentCopy.Sample, ContentCopy.Article(mark));
        var (visitor, article) = (site.Browser(), "/articles/sample");
        await Eventually.Holds(async () => (await visitor.GetStringAsync(new Uri(article, UriKind.Relative))).Contains("<picture>", StringComparison.Ordinal), SentMails.Patience, "the photo is on the page");
        var figure = (await site.Page(article)).QuerySelector("figure")!;
        Assert.Equal(("960", "1280"), (figure.QuerySelector("img")!.GetAttribute("width"), figure.QuerySelector("img")!.GetAttribute("height")));
        var sources = figure.QuerySelector("source")!.GetAttribute("srcset")!.Split(", ").Select(part => part.Split(' ')[0])
            .Append(figure.QuerySelector("img")!.GetAttribute("src")!).ToList();
        Assert.Equal(4, sources.Count);
        foreach (var source in sources)
        {
            using var served = await visitor.GetAsync(new Uri(source, UriKind.Relative));
            Assert.Equal(source.EndsWith("webp", StringComparison.Ordinal) ? "image/webp" : "image/jpeg", served.Content.Headers.ContentType!.MediaType);
            Assert.Empty(served.Content.Headers.ContentEncoding);
            HandPicturesTests.AssertNoSecrets(await served.Content.ReadAsByteArrayAsync(), source);
        }
        visitor.Dispose();
    }

    [Fact]
    public async Task A_picture_is_one_change_of_the_history_with_its_person()
    {
        var person = await StaffBrowser.Person(site, StaffRoles.FrontDesk);
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.FrontDesk, person);

        using var answer = await browser.PostFile(Page, TestPhoto.Jpeg(1000, 500), "a.jpg", Fields());

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var versions = (await site.Services.GetRequiredService<ContentHistory>().Recent(long.MaxValue, 50, default)).Where(version => version.Who == person).ToList();
        Assert.Equal(4, versions.Count);
        Assert.Single(versions.Select(version => version.Change).Distinct());
        Assert.All(versions, version => Assert.Equal("Added the picture the-quiet-room-a-reclining-chair.jpg", version.Note));
        var line = Assert.Single((await browser.Page("/staff/history")).QuerySelectorAll("ol.history > li"),
            line => line.TextContent.Contains("added the picture", StringComparison.Ordinal)).TextContent;
        Assert.DoesNotContain(".webp", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_editor_is_told_in_json_what_to_put_into_the_text_or_what_is_wrong()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Writer);

        using var good = await browser.PostFile(Page, TestPhoto.Jpeg(300, 200), "a.jpg", Fields("A [room] \"here\""), asScript: true);
        using var bad = await browser.PostFile(Page, "%PDF-1.7 words"u8.ToArray(), "a.jpg", Fields(), asScript: true);

        Assert.Equal($"![{Alt}](a-room-here.jpg \"A [room] \\\"here\\\"\")", (await Json(good)).GetProperty("insert").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var list = await browser.GetJson($"{Page}?text=articles/sample");
        var listed = Assert.Single((await Json(list)).EnumerateArray());
        Assert.Equal(("a-room-here.jpg", "![](a-room-here.jpg)"), (listed.GetProperty("title").GetString(), listed.GetProperty("insert").GetString()));
        Assert.StartsWith("This is a PDF.", (await Json(bad)).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(content.Read(good is null ? "" : "![A room](a-room-here.jpg \"A [room] \\\"here\\\"\")").Problems);
    }

    [Fact]
    public async Task Names_never_clash_and_lead_nowhere_else()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Writer);
        content.Write("articles/sample/A-Room.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
        foreach (var name in new[] { "../../../evil.jpg", "C:\\evil.jpg", "evil.svg" })
        {
            using var answer = await browser.PostFile(Page, TestPhoto.Jpeg(300, 200), name, Fields("A room"));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
        foreach (var text in new[] { "../sample", "articles/../../evil", "articles/sample/more", "data/sample", "", "articles/.hidden", "articles/Sample" })
        {
            using var answer = await browser.PostFile(Page, TestPhoto.Jpeg(300, 200), "a.jpg", Fields("A room", text), asScript: true);
            Assert.Equal("Choose the text that the picture belongs to.", (await Json(answer)).GetProperty("error").GetString());
        }

        Assert.Equal(["A-Room.svg", "a-room-2-300.webp", "a-room-2.jpg", "a-room-3-300.webp", "a-room-3.jpg", "a-room-4-300.webp", "a-room-4.jpg"], Files());
        Assert.DoesNotContain(Directory.EnumerateFiles(content.Folder, "*", SearchOption.AllDirectories), file => file.Contains("evil", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Say in words what the picture shows")]
    [InlineData("IMG_1234.jpg", "Say in words what the picture shows")]
    public async Task A_picture_without_words_for_those_who_cannot_see_it_is_not_taken(string alt, string sentence)
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Writer);

        using var answer = await browser.PostFile(Page, TestPhoto.Jpeg(300, 200), "a.jpg", new Dictionary<string, string>
        {
            ["text"] = "articles/sample",
            ["alt"] = alt,
            ["caption"] = "A <b>line</b>",
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await ClinicSite.Html(answer);
        Assert.StartsWith(sentence, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("A <b>line</b>", ((IHtmlInputElement)page.QuerySelector("#caption")!).DefaultValue);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_drawing_is_cleaned_and_a_photo_in_it_refused()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Writer);
        var good = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9cm\" height=\"6cm\"><!-- Ann Example --><script>alert(1)</script><path d=\"M0 0h9\"/></svg>";
        var bad = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"data:image/png;base64,AA\"/></svg>";

        using var taken = await browser.PostFile(Page, Encoding.UTF8.GetBytes(good), "hill.svg", Fields("A hill"));
        using var refused = await browser.PostFile(Page, Encoding.UTF8.GetBytes(bad), "hill.svg", Fields("Another"), asScript: true);

        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal(["a-hill.svg"], Files());
        var kept = File.ReadAllText(Path.Combine(content.Folder, "articles/sample/a-hill.svg"));
        Assert.DoesNotContain("Ann", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("script", kept, StringComparison.Ordinal);
        Assert.Contains("it holds a photo within the drawing", (await Json(refused)).GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_in_use_is_not_deleted_and_the_page_says_where_it_is()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Writer);
        using var added = await browser.PostFile(Page, TestPhoto.Jpeg(600, 400), "a.jpg", Fields("A room"));
        content.Write(ContentCopy.Sample, ContentCopy.Article("![A room](a-room.jpg)"));
        await Shown(snapshot => snapshot.All["/articles/sample"].Body.Html.Contains("<picture>", StringComparison.Ordinal));

        using var refused = await browser.Press(Page, Deleting, Page + "?handler=delete");
        Assert.Contains("a-room.jpg is shown in the text \"A sample article\".", (await ClinicSite.Html(refused)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, Files().Length);

        content.Write(ContentCopy.Sample, ContentCopy.Article("Words."));
        await Shown(snapshot => !snapshot.All["/articles/sample"].Body.Html.Contains("<picture>", StringComparison.Ordinal));
        var (drafts, writer) = (site.Services.GetRequiredService<DraftStore>(), await StaffBrowser.Person(site, StaffRoles.Writer));
        var draft = new ContentDraft(writer, ContentCopy.Sample, Base: null, BaseText: null, "![A room](a-room.jpg)", site.Clock.GetUtcNow());
        await drafts.Keep(draft, default);
        using var written = await browser.Press(Page, Deleting, Page + "?handler=delete");
        Assert.Contains("is shown in a draft of Robin", (await ClinicSite.Html(written)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await drafts.Drop(draft, default);
        using var deleted = await browser.Press(Page, Deleting, Page + "?handler=delete");
        Assert.Equal(HttpStatusCode.SeeOther, deleted.StatusCode);
        Assert.Empty(Files());
        var history = await site.Services.GetRequiredService<ContentHistory>().Of("articles/sample/a-room.jpg", default);
        Assert.Equal((VersionCause.Deleted, (string?)null), (history[0].Cause, history[0].Sha256));
        using var gone = await browser.Press(Page, Deleting, Page + "?handler=delete");
        Assert.Equal("This picture is not there any more.", (await ClinicSite.Html(gone)).QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task Who_may_not_edit_sees_the_pictures_and_changes_none()
    {
        using var writer = await StaffBrowser.SignedIn(site, StaffRoles.Writer);
        using var added = await writer.PostFile(Page, TestPhoto.Jpeg(600, 400), "a.jpg", Fields("A room"));
        using var clinician = await StaffBrowser.SignedIn(site, StaffRoles.Clinician);

        var page = await clinician.Page(Page);
        using var posted = await clinician.PostFile(Page, TestPhoto.Jpeg(300, 200), "a.jpg", Fields("More"));
        using var deleted = await clinician.Press(Page, Deleting, Page + "?handler=delete");

        Assert.Null(page.QuerySelector("input[type=file]"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (posted.StatusCode, deleted.StatusCode));
        Assert.Equal(3, Files().Length);
        using var thumbnail = await clinician.Get(page.QuerySelector(".picture-list img")!.GetAttribute("src")!);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_file_of_more_than_20_megabytes_is_refused_in_a_sentence_and_other_pages_take_no_more_than_before()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        var large = new byte[21 * 1024 * 1024];

        using var answer = await browser.PostFile(Page, large, "a.jpg", Fields(), asScript: true);
        using var elsewhere = await browser.PostFile("/staff/sign-out", large[..(200 * 1024)], "a.jpg", Fields(), asScript: true);

        Assert.Equal("This file is larger than 20 MB. Send the photo in a smaller size.", (await Json(answer)).GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_file_without_the_token_of_a_page_or_from_another_site_changes_nothing()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        using var foreign = await browser.Saying("https://evil.example", "cross-site").PostFile(Page, TestPhoto.Jpeg(300, 200), "a.jpg", Fields("A room"));
        using var without = await browser.PostFile(Page, TestPhoto.Jpeg(300, 200), "a.jpg", new Dictionary<string, string>(Fields("A room")) { ["__RequestVerificationToken"] = "x" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (foreign.StatusCode, without.StatusCode));
        Assert.Empty(Files());
    }

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
    }

    static readonly Dictionary<string, string> Deleting = new() { ["picture"] = "articles/sample/a-room.jpg" };

    static Dictionary<string, string> Fields(string caption = "", string text = "articles/sample") =>
        new() { ["text"] = text, ["alt"] = Alt, ["caption"] = caption };

    string[] Files() => Directory.Exists(Path.Combine(content.Folder, "articles/sample"))
        ? [.. Directory.EnumerateFiles(Path.Combine(content.Folder, "articles/sample")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)] : [];

    async Task Shown(Func<ContentSnapshot, bool> holds)
    {
        var library = site.Services.GetRequiredService<ArticleLibrary>();
        await Eventually.Holds(() => Task.FromResult(holds(library.Current)), SentMails.Patience, "the site shows the text");
    }

    static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
