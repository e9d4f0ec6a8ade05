using Clinic.Web.Tests;
using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>What Word, Google Docs and web pages put on the clipboard becomes clean markdown. The folder Pasted holds each as it comes and as it is taken.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class PastedTextTests(OpenHouse house)
{
    const string Paste = """
        (content, [html, plain]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/html', html);
          clipboardData.setData('text/plain', plain);
          content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }));
        }
        """;

    [SkippableFact]
    public async Task What_is_pasted_becomes_the_markdown_that_a_careful_writer_would_have_typed()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        await texts.Write(page);
        var files = Directory.EnumerateFiles(Repository.Path("tests", "Clinic.Web.BrowserTests", "Texts", "Pasted"), "*.html").Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var read = await page.EvaluateAsync<string>("html => clinicMarkdown.fromHtml(html, { host: 'clinic.example' }).markdown", File.ReadAllText(file));
            Assert.Equal(File.ReadAllText(Path.ChangeExtension(file, ".md")).TrimEnd(), read);
        }
        Assert.Empty(texts.Problems);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task It_is_shown_before_it_is_taken_and_may_be_pasted_as_plain_text()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        var words = await texts.Write(page);
        string[] pasted = ["<h1>Heading</h1><ul><li>one</li><li><b>two</b></li></ul><img src=\"/pixel.png\" onerror=\"fetch('/stolen')\">", "Heading one two"];
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);

        await words.PressAsync("Control+Home");
        await words.EvaluateAsync(Paste, pasted);
        await Expect(page.Locator("#editor-pasted")).ToHaveValueAsync("## Heading\n\n- one\n- **two**");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take this" }).ClickAsync();
        await words.EvaluateAsync(Paste, pasted);
        await page.GetByRole(AriaRole.Button, new() { Name = "Paste as plain text" }).ClickAsync();

        await Expect(page.Locator("#saved")).ToContainTextAsync("Saved");
        Assert.StartsWith("## Heading\n\n- one\n- **two**\n\nHeading one two", await page.Locator("#body").InputValueAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("/pixel.png", asked);
        Assert.DoesNotContain("/stolen", asked);
        Assert.Empty(texts.Problems);
        await page.Context.CloseAsync();
    }
}
