using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Search;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests;

/// <summary>Somebody who writes no markdown changes a sentence with the form-based editor, in a copy of the content.</summary>
[Collection(nameof(OpenHouse))]
public sealed class EditorTests(OpenHouse house) : IDisposable
{
    const string Article = "articles/mood-disorders.md";
    const string Sentence = "It is not a cure.";
    const string Said = "It is not a cure, and nobody should say so.";

    readonly ContentCopy content = new();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clinic-editor-");

    [SkippableFact]
    public async Task A_sentence_that_is_changed_in_the_editor_is_on_the_page()
    {
        var editor = Needs.Editor();
        var before = File.ReadAllText(Path.Combine(content.Path, Article));
        await using var site = await SiteProcess.Start("Development", "http", new Dictionary<string, string>
        {
            ["Site:ContentFolder"] = content.Path,
            ["Site:EditorFolder"] = editor,
            ["Store:Folder"] = Path.Combine(folder.FullName, "store"),
            ["Mail:PickupFolder"] = Path.Combine(folder.FullName, "mail"),
        });
        var page = await house.Visit();
        var foreign = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) foreign.Add(request.Url);
        };

        await page.GotoAsync(new Uri(site.Address, "/admin").AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new() { Name = "Login" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ketamine for depression and bipolar disorder" }).ClickAsync();
        var text = page.Locator("textarea:not([aria-hidden])").Last;
        var words = await text.InputValueAsync();
        Assert.Contains(Sentence, words, StringComparison.Ordinal);
        await text.FillAsync(words.Replace(Sentence, Said, StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).First.ClickAsync();
        await page.GetByText("Publish now").ClickAsync();
        await Expect(page.Locator("#said")).ToContainTextAsync("Saved.", new() { Timeout = 20_000 });

        await page.GotoAsync(new Uri(site.Address, "/articles/mood-disorders").AbsoluteUri);
        await Expect(page.Locator("main")).ToContainTextAsync(Said);
        var after = File.ReadAllText(Path.Combine(content.Path, Article));
        Assert.Equal(TextOf(before).Replace(Sentence, Said, StringComparison.Ordinal), TextOf(after));
        Assert.Empty(foreign);
        await page.Context.CloseAsync();
    }

    public void Dispose()
    {
        content.Dispose();
        folder.Delete(recursive: true);
    }

    static string TextOf(string file) => file.Split("\n---\n", 2)[1];
}
