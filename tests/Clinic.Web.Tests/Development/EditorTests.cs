using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Clinic.Web.Articles;

namespace Clinic.Web.Tests.Development;

/// <summary>What stands behind the form-based editor: its form, and what it may read and write. The editor itself is tried in a browser.</summary>
public sealed class EditorTests : IDisposable
{
    const string Api = "/admin/api";

    readonly ContentCopy content = new();
    readonly ClinicSite site;
    readonly HttpClient browser;

    public EditorTests()
    {
        site = Site(preview: true);
        browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Origin", "http://localhost");
    }

    [Theory]
    [InlineData("articles", true)]
    [InlineData("pages", false)]
    public async Task The_form_has_a_field_for_each_key_of_the_schema_and_insists_on_the_same_ones(string collection, bool isArticle)
    {
        var form = JsonDocument.Parse(await browser.GetStringAsync(new Uri("/admin/form.yml", UriKind.Relative))).RootElement;
        var fields = form.GetProperty("collections").EnumerateArray().Single(one => one.GetProperty("name").GetString() == collection).GetProperty("fields").EnumerateArray()
            .Select(field => (Key: field.GetProperty("name").GetString()!, IsRequired: !field.TryGetProperty("required", out var required) || required.GetBoolean())).ToList();

        Assert.Equal(FrontMatter.Schema(isArticle ? ContentKind.Article : ContentKind.StandingPage).Select(key => (key.Key, key.Expected is not null)).Append(("body", true)), fields);
        Assert.Contains(("title", true), fields);
        Assert.Contains(("expires", false), fields);
    }

    [Fact]
    public async Task A_saved_text_is_live_and_the_editor_is_told_what_is_wrong_with_it()
    {
        var answer = await Save(ContentCopy.Sample, ContentCopy.Article("See [this](/nowhere).", "expires: ''", "related: []"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(ContentCopy.Article("See [this](/nowhere)."), await File.ReadAllTextAsync(Path.Combine(content.Folder, ContentCopy.Sample)));
        Assert.Contains("See this.", (await site.Page("/articles/sample")).Body!.TextContent, StringComparison.Ordinal);
        var said = await browser.GetStringAsync(new Uri($"/admin/problems?file={ContentCopy.Sample}", UriKind.Relative));
        Assert.Contains("This link leads to /nowhere, which is no page of this site.", said, StringComparison.Ordinal);
        Assert.Contains("\"address\":\"/articles/sample\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_and_pictures_are_listed_and_come_back_as_they_are()
    {
        content.Write("articles/sample/figure.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"/>");

        var texts = await Asked(new { action = "entriesByFolder", @params = new { folder = "articles", extension = "md", depth = 1 } });
        var pictures = await Asked(new { action = "getMedia", @params = new { mediaFolder = "articles/sample" } });

        Assert.Equal(ContentCopy.Article("Some words."), Assert.Single(texts.EnumerateArray()).GetProperty("data").GetString());
        Assert.Equal("figure.svg", Assert.Single(pictures.EnumerateArray()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("clinic.yaml")]
    [InlineData("articles/../clinic.yaml")]
    [InlineData("articles/../../elsewhere.md")]
    [InlineData("../elsewhere.md")]
    [InlineData("/tmp/elsewhere.md")]
    [InlineData("articles/sub/elsewhere.md")]
    [InlineData("articles\\elsewhere.md")]
    [InlineData("articles/Elsewhere.md")]
    [InlineData("articles/elsewhere.md\n")]
    [InlineData("articles/.elsewhere.md")]
    [InlineData("rules/claims.yaml")]
    [InlineData("consent/2026-10-06.md")]
    public async Task Nothing_but_a_text_is_written(string path)
    {
        var before = Everything();

        var answer = await Save(path, "elsewhere");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("cannot be the name of a text", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("articles/sample/figure.html", 10)]
    [InlineData("articles/sample/../../figure.svg", 10)]
    [InlineData("articles/sample.svg", 10)]
    [InlineData("articles/sample/figure.svg", Picture.LargestBytes + 1)]
    public async Task Nothing_but_a_small_picture_is_put_beside_a_text(string path, int bytes)
    {
        var before = Everything();

        var answer = await Post(new { action = "persistMedia", @params = new { asset = new { path, content = Convert.ToBase64String(new byte[bytes]), encoding = "base64" } } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task A_link_to_another_place_is_not_followed()
    {
        var elsewhere = Directory.CreateTempSubdirectory("elsewhere-");
        File.WriteAllText(Path.Combine(elsewhere.FullName, "secret.md"), "Quokkaword");
        File.CreateSymbolicLink(Path.Combine(content.Folder, "articles", "secret.md"), Path.Combine(elsewhere.FullName, "secret.md"));

        var read = await Post(new { action = "getEntry", @params = new { path = "articles/secret.md" } });
        var written = await Save("articles/secret.md", "changed");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (read.StatusCode, written.StatusCode));
        Assert.Equal("Quokkaword", File.ReadAllText(Path.Combine(elsewhere.FullName, "secret.md")));
        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task A_text_is_neither_renamed_nor_deleted_here()
    {
        var renamed = await Post(new { action = "persistEntry", @params = new { dataFiles = new[] { new { path = ContentCopy.Sample, raw = "words", newPath = "articles/other.md" } }, assets = Array.Empty<object>() } });
        var deleted = await Post(new { action = "deleteFiles", @params = new { paths = new[] { ContentCopy.Sample } } });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (renamed.StatusCode, deleted.StatusCode));
        Assert.Equal(ContentCopy.Article("Some words."), File.ReadAllText(Path.Combine(content.Folder, ContentCopy.Sample)));
    }

    [Theory]
    [InlineData("https://evil.example", "application/json")]
    [InlineData("http://localhost:9", "application/json")]
    [InlineData(null, "application/json")]
    [InlineData("http://localhost", "text/plain")]
    public async Task A_page_of_another_site_saves_nothing(string? origin, string type)
    {
        using var other = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, Api) { Content = new StringContent("{\"action\":\"persistEntry\"}", Encoding.UTF8, type) };
        if (origin is not null) request.Headers.Add("Origin", origin);

        Assert.Equal(HttpStatusCode.Forbidden, (await other.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"action\":\"persistEntry\",\"params\":{}}")]
    [InlineData("{\"action\":\"unpublishedEntries\",\"params\":{}}")]
    [InlineData("[]")]
    public async Task What_cannot_be_read_is_refused_in_words(string asked)
    {
        var answer = await browser.PostAsync(new Uri(Api, UriKind.Relative), new StringContent(asked, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"error\":\"The editor", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_and_where_the_preview_is_put_off_there_is_no_editor()
    {
        foreach (var without in new[] { Site(preview: false), new ClinicSite { IsProduction = true } })
        {
            using var visitor = without.Browser();
            visitor.DefaultRequestHeaders.Add("Origin", "http://localhost");
            foreach (var address in new[] { "/admin", "/admin/form.yml", "/admin/after-save.js", "/admin/files/decap-cms.js", "/admin/problems?file=articles/sample.md", Api })
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await visitor.PostAsJsonAsync(Api, new { action = "info" })).StatusCode);
            await without.DisposeAsync();
        }
    }

    [Fact]
    public async Task Without_the_editors_files_the_page_says_how_to_get_them()
    {
        await using var without = Site(preview: true);
        without.Settings["Site:EditorFolder"] = content.Folder;

        Assert.Contains(".ci/get-editor", (await without.Page("/admin")).Body!.TextContent, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        browser.Dispose();
        site.Dispose();
        content.Dispose();
    }

    ClinicSite Site(bool preview) => new() { Settings = { ["Site:ContentFolder"] = content.Folder, ["Site:Preview"] = preview ? "true" : "false" } };

    Task<HttpResponseMessage> Post(object asked) => browser.PostAsJsonAsync(Api, asked);

    Task<HttpResponseMessage> Save(string path, string raw) =>
        Post(new { action = "persistEntry", @params = new { dataFiles = new[] { new { path, slug = "x", raw } }, assets = Array.Empty<object>() } });

    async Task<JsonElement> Asked(object asked) => (await (await Post(asked)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());

    List<string> Everything() => [.. Directory.EnumerateFiles(content.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.ReadAllText(file).Length}")];
}
