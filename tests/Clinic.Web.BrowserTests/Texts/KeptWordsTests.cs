using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>No word that was typed is lost: not by leaving the page, not without a connection, not when the session ends.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class KeptWordsTests(OpenHouse house)
{
    const string Typed = "These words stay. ";

    [SkippableFact]
    public async Task What_was_typed_is_there_after_the_page_was_left_at_once()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        var words = await texts.Write(page);

        await words.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync(Typed);
        await page.ReloadAsync();

        await Expect(page.Locator(".editor-text .cm-content")).ToContainTextAsync(Typed.Trim());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task A_lost_connection_is_told_and_the_words_are_saved_when_it_is_back()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        var words = await texts.Write(page);

        await page.Context.SetOfflineAsync(true);
        await words.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync(Typed);
        await Expect(page.Locator("#saved")).ToContainTextAsync("Not saved: No connection.");
        await page.Context.SetOfflineAsync(false);

        await Expect(page.Locator("#saved")).ToContainTextAsync("Saved");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length"));
        await page.ReloadAsync();
        await Expect(page.Locator(".editor-text .cm-content")).ToContainTextAsync(Typed.Trim());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Who_was_signed_out_while_typing_has_their_words_back_after_signing_in()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        var words = await texts.Write(page);

        await page.Context.ClearCookiesAsync();
        await words.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync(Typed);
        await Expect(page.Locator("#saved")).ToContainTextAsync("You are signed out.");
        await texts.SignIn(page);
        await texts.Write(page);

        await Expect(page.Locator(".editor-text .cm-content")).ToContainTextAsync(Typed.Trim());
        await Expect(page.Locator("#saved")).ToContainTextAsync("Saved");
        Assert.StartsWith(Typed, await page.Locator("#body").InputValueAsync(), StringComparison.Ordinal);
        Assert.Empty(texts.Problems);
        await page.Context.CloseAsync();
    }
}
