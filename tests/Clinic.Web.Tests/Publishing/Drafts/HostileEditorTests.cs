using System.Net;
using Clinic.Web.Articles;
using Clinic.Web.Staff;

namespace Clinic.Web.Tests.Publishing.Drafts;

[Trait("Pace", "Long")]
public sealed class HostileEditorTests : IDisposable
{
    readonly EditedSite edited = new();

    public void Dispose() => edited.Dispose();

    [Theory]
    [InlineData("/staff/texts/articles/..%2f..%2fappsettings")]
    [InlineData("/staff/texts/..%2farticles/side-effects")]
    [InlineData("/staff/texts/consent/v1")]
    [InlineData("/staff/texts/rules/claims")]
    [InlineData("/staff/texts/articles/side-effects.md")]
    [InlineData("/staff/texts/articles/no-such-text")]
    [InlineData("/staff/texts/articles/side%5ceffects")]
    public async Task Nothing_but_a_text_of_the_site_has_an_address(string address)
    {
        var before = Everything();
        using var owner = await edited.SignedIn(StaffRoles.Owner);
        var token = (await owner.Page("/staff/sign-out")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var page in new[] { address, address + "/preview", address + "/findings", address + "/draft", address + "/merge", address + "/more" })
        {
            using var read = await owner.Get(page);
            using var posted = await owner.Post(page, new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["do"] = "publish", ["reason"] = "x", ["body"] = "Out." });
            Assert.True(read.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{page}: {read.StatusCode}");
            Assert.True((int)posted.StatusCode is >= 400 and < 500, $"{page}: {posted.StatusCode}");
        }
        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("…")]
    [InlineData("Side effects and risks of ketamine")]
    [InlineData("")]
    [InlineData("A title that is longer than any title of this site may be, since nobody reads so many words")]
    public async Task A_title_that_cannot_be_a_text_gets_a_sentence_or_a_plain_name(string title)
    {
        using var writer = await edited.SignedIn(StaffRoles.Writer);
        using var begun = await writer.Press("/staff/texts", new Dictionary<string, string> { ["title"] = title });

        if (begun.StatusCode == HttpStatusCode.SeeOther) Assert.Equal("/staff/texts/articles/etcpasswd", begun.Headers.Location!.ToString());
        else
        {
            Assert.Equal(HttpStatusCode.BadRequest, begun.StatusCode);
            Assert.NotNull((await ClinicSite.Html(begun)).GetElementById("title-wrong"));
        }
    }

    [Fact]
    public async Task A_huge_paste_is_refused_with_a_sentence_and_the_words_are_kept()
    {
        using var owner = await edited.SignedIn(StaffRoles.Owner);
        var form = await TextForm.Open(owner, EditedSite.SideEffects);
        form.Body += string.Concat(Enumerable.Repeat("Words without an end.\n\n", ContentFile.LargestBytes / 20));
        form["reason"] = "x";

        var refused = await form.Refused("do", "publish", HttpStatusCode.RequestEntityTooLarge);

        Assert.Contains("longer than 512 kB", refused.Alert, StringComparison.Ordinal);
        Assert.Contains("was not read through", refused.Page.QuerySelector("#findings")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(form.Body, (await TextForm.Open(owner, EditedSite.SideEffects)).Body);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("![x](https://evil.example/x.png)")]
    [InlineData("![x](../../appsettings.json)")]
    [InlineData("::: script\nalert(1)\n:::")]
    [InlineData("</textarea><script>alert(1)</script>")]
    public async Task Markdown_that_means_harm_is_neither_on_the_preview_nor_published_nor_part_of_the_form(string vector)
    {
        var before = Everything();
        using var owner = await edited.SignedIn(StaffRoles.Owner);
        var form = await TextForm.Open(owner, EditedSite.SideEffects);
        form.Body += $"\n{vector}\n";
        form["top.title"] = "\"><script>alert(1)</script>";
        form["reason"] = "x";
        form = await form.Done("do", "save");
        Assert.Null(form.Page.QuerySelector("script:not([src])"));
        Assert.EndsWith($"\n{vector}\n", form.Body, StringComparison.Ordinal);

        var preview = await owner.Page(EditedSite.SideEffects + "/preview");
        Assert.Null(preview.QuerySelector("script:not([type='application/ld+json']), [onerror], a[href^='javascript'], img[src*='evil'], img[src*='appsettings']"));
        using var published = await form.Press("do", "publish");

        Assert.Equal(HttpStatusCode.BadRequest, published.StatusCode);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task A_form_that_lies_about_what_was_opened_publishes_nothing()
    {
        var before = Everything();
        using var owner = await edited.SignedIn(StaffRoles.Owner);
        foreach (var lie in new[] { new string('0', 64), "", "../x" })
        {
            var form = await TextForm.Open(owner, EditedSite.SideEffects);
            form["opened"] = lie;
            form.Body += "\nWords.\n";
            form["reason"] = "x";
            using var answer = await form.Press("do", "publish");
            Assert.Equal(EditedSite.SideEffects + "/merge", answer.Headers.Location?.ToString());
        }
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task What_a_signature_says_cannot_be_typed()
    {
        using var owner = await edited.SignedIn(StaffRoles.Owner);
        var form = await TextForm.Open(owner, EditedSite.SideEffects);
        form["top.reviewer"] = "somebody";
        form["top.reviewed"] = "2027-01-01";
        form.Body += "\nWords.\n";
        await form.Done("do", "save");

        var preview = await owner.Page(EditedSite.SideEffects + "/preview");
        Assert.DoesNotContain("2027", preview.QuerySelector(".byline")!.TextContent.Replace("2027-04-19", "", StringComparison.Ordinal).Replace("April 19, 2027", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    string Everything() => string.Join("\n", Directory.EnumerateFiles(edited.Folder, "*", SearchOption.AllDirectories)
        // The program's own marks are hidden files.
        .Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
}
