using Clinic.Web.Tests.Delivery;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>A text is edited in the browser, under the security policy of the clinic's side.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class TextEditorTests(OpenHouse house)
{
    const string Claim = "Ketamine cures depression.";
    const string Better = "It is usually one part of a plan.";

    [SkippableFact]
    public async Task What_promises_too_much_is_underlined_where_it_stands_and_the_better_words_are_taken()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        var words = await texts.Write(page);

        await words.PressAsync("Control+End");
        await page.Keyboard.TypeAsync($"\n\n{Claim} ");

        await Expect(page.Locator("#counts")).ToHaveTextAsync("1 blocks publishing");
        var underlined = page.Locator(".editor-text .cm-lintRange-error");
        await Expect(underlined).ToHaveTextAsync(Claim);
        Assert.Contains(Claim, await page.Locator("#body").InputValueAsync(), StringComparison.Ordinal);
        await underlined.HoverAsync();
        await page.Locator(".editor-text .cm-diagnosticAction").ClickAsync();
        await Expect(underlined).ToHaveCountAsync(0);
        await Expect(page.Locator("#counts")).Not.ToContainTextAsync("blocks");
        Assert.Contains(Better, await page.Locator("#body").InputValueAsync(), StringComparison.Ordinal);
        await Expect(page.FrameLocator("#preview").Locator("main")).ToContainTextAsync(Better);
        Assert.Empty(texts.Problems);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task The_buttons_act_where_the_cursor_is()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        var words = await texts.Write(page);

        await words.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync("Before it\n");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Locator("#tools button[value=heading]").PressAsync("Enter");
        await page.Keyboard.PressAsync("End");
        await page.Locator("#tools button[value=source]").PressAsync("Enter");
        await page.Locator("#editor-find").FillAsync("https://doi.org/10.1176/appi.ajp.2013.13030392");
        await page.Locator(".editor-result", new() { HasText = "Murrough" }).ClickAsync();
        await page.Keyboard.TypeAsync(" and ");
        await page.Locator("#tools button[value=link]").PressAsync("Enter");
        await page.Locator("#editor-find").FillAsync("side effects");
        await page.Locator(".editor-result", new() { HasText = "Side effects and risks" }).ClickAsync();

        await Expect(page.Locator("#saved")).ToContainTextAsync("Saved");
        var line = (await page.Locator("#body").InputValueAsync()).Split('\n')[0];
        Assert.StartsWith("## Before it [@murrough2013] and [", line, StringComparison.Ordinal);
        Assert.EndsWith("](/articles/side-effects)", line, StringComparison.Ordinal);
        Assert.Empty(texts.Problems);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Where_the_bundle_is_not_the_text_area_has_the_same_buttons_and_keeps_what_is_typed()
    {
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn();
        await page.RouteAsync("**/assets/staff-codemirror*", route => route.AbortAsync());
        var words = await texts.Write(page, isPlain: true);

        await words.PressAsync("Control+Home");
        await page.Locator("#tools button[value=list]").PressAsync("Enter");
        await page.Keyboard.TypeAsync($"{Claim} ");
        await page.Locator("#findings").GetByRole(AriaRole.Button, new() { Name = "Use this wording" }).ClickAsync();

        await Expect(page.Locator("#counts")).Not.ToContainTextAsync("blocks");
        Assert.StartsWith($"- {Better}", await words.InputValueAsync(), StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.StartsWith($"- {Better}", await words.InputValueAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task On_a_phone_one_part_is_shown_at_a_time_and_none_is_wider_than_the_screen()
    {
        Needs.TextEditor();
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn(new BrowserNewContextOptions { BypassCSP = true });
        await texts.Write(page);
        var wrong = new List<string>();

        foreach (var width in new[] { 390, 320 })
        {
            await page.SetViewportSizeAsync(width, 844);
            foreach (var (tab, part) in new[] { ("Preview", "#editor-preview"), ("Findings", "#findings"), ("Write", ".editor-text") })
            {
                await page.Locator(".editor-tabs").GetByRole(AriaRole.Button, new() { Name = tab }).ClickAsync();
                await Expect(page.Locator(part)).ToBeVisibleAsync();
                if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var wide && wide > width) wrong.Add($"{tab} is {wide} px wide");
            }
        }
        wrong.AddRange(await Axe.Found(page, "Write"));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await page.Context.CloseAsync();
    }
}
