using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests;

/// <summary>How much of a form it is on a phone, and that nothing typed is lost by leaving it.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class ShortFormTests(OpenHouse house)
{
    const int Width = 390, Height = 844;
    const double MostScreens = 4;
    const int MostControls = 14;
    const double MostSeconds = 45;

    static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = Width, Height = Height }, HasTouch = true, IsMobile = true };

    [SkippableTheory]
    [InlineData("")]
    [InlineData("Phone")]
    [InlineData("Text")]
    [InlineData("Email")]
    public async Task It_takes_at_most_four_screens_and_fourteen_controls_before_anything_is_opened(string method)
    {
        var page = await Open(Phone);
        if (method.Length > 0) await page.Locator($"label[for=ContactMethod-{method}]").TapAsync();

        var screens = await page.EvaluateAsync<double>("() => document.documentElement.scrollHeight") / Height;
        var controls = await page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('main :is(input:not([type=hidden], [tabindex]), select, textarea, button, summary)')].filter(e => e.checkVisibility()).length");

        Assert.InRange(screens, 1, MostScreens);
        Assert.InRange(controls, 9, MostControls);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task The_shortest_way_takes_at_most_45_seconds_by_the_keystroke_level_model()
    {
        var page = await Open(Phone);
        var model = new KeystrokeModel(page, Height);

        await model.Choose("#State", "MD");
        await model.Tap("label[for=IsAdult]");
        await model.Type("#FullName", "Ann Example");
        await model.Tap("label[for=ContactMethod-Phone]");
        await model.Type("#Phone", "2025550143");
        await model.Tap("label[for=ConsentContact]");
        await model.Tap("main form button[type=submit] >> nth=0");

        await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request");
        Assert.InRange(model.Seconds, 10, MostSeconds);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task A_question_that_follows_an_answer_comes_after_it_and_goes_with_it()
    {
        var page = await Open(new() { JavaScriptEnabled = false });
        string[] following = ["#Phone", "#Email", "#ConsentPlainChannel", "#ContinueOutside"];
        async Task Shown(params string[] shown)
        {
            foreach (var field in following) await Expect(page.Locator(field)).ToBeVisibleAsync(new() { Visible = shown.Contains(field) });
        }

        await Shown();
        await page.Locator("#ContactMethod-Phone").CheckAsync();
        await Shown("#Phone");
        await page.Locator("#ContactMethod-Text").CheckAsync();
        await Shown("#Phone", "#ConsentPlainChannel");
        await page.Locator("#ContactMethod-Email").CheckAsync();
        await Shown("#Email", "#ReceiptByEmail", "#ConsentPlainChannel");
        await page.Locator("#State").SelectOptionAsync("CA");
        await Shown("#Email", "#ReceiptByEmail", "#ConsentPlainChannel", "#ContinueOutside");
        await page.Locator("#ReceiptByEmail").CheckAsync();
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("#ContactMethod-Phone").CheckAsync();
        await Shown("#Phone");
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData(true, "footer a[href='/privacy']")]
    [InlineData(false, "footer a[href='/privacy']")]
    [InlineData(true, "header nav a[href='/costs']")]
    [InlineData(false, ".crisis a[href='/crisis-help']")]
    public async Task Who_follows_a_link_and_goes_back_finds_what_was_typed(bool scripts, string link)
    {
        var page = await Open(new() { JavaScriptEnabled = scripts });
        await Fill(page);

        await page.Locator(link).First.ClickAsync();
        await Expect(page.Locator("#FullName")).ToHaveCountAsync(0);
        await page.GoBackAsync();

        await AssertFilled(page);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Links_of_the_form_itself_open_beside_it()
    {
        var page = await Open(new() { JavaScriptEnabled = false });
        await Fill(page);

        var beside = await page.RunAndWaitForPopupAsync(() => page.Locator(".consents a").ClickAsync());

        await Expect(beside.Locator("h1")).ToHaveTextAsync("Privacy");
        await AssertFilled(page);
        Assert.Equal(0, await page.Locator("main form a[href^='/']:not([target=_blank])").CountAsync());
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sent_without_a_network_the_form_is_still_there_and_can_be_sent_after(bool scripts)
    {
        var page = await Open(new() { JavaScriptEnabled = scripts });
        await Fill(page);
        await page.Context.SetOfflineAsync(true);

        await page.Locator("main form button[type=submit] >> nth=0").PressAsync("Enter");
        if (scripts) await Expect(page.Locator(".send [role=status]").First).ToContainTextAsync("nothing was sent");
        else
        {
            await page.WaitForURLAsync("chrome-error://**", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            await page.GoBackAsync();
        }

        await AssertFilled(page);
        await page.Context.SetOfflineAsync(false);
        await page.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request");
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task On_a_page_with_errors_links_open_beside_it_so_that_corrections_stay()
    {
        var page = await Open(new());
        await page.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        await page.Locator("#FullName").FillAsync("Ann Example");

        await page.RunAndWaitForPopupAsync(() => page.Locator("footer a[href='/privacy']").First.ClickAsync());

        await Expect(page.Locator("#FullName")).ToHaveValueAsync("Ann Example");
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task On_a_wide_screen_the_promises_stay_beside_the_form_and_cover_nothing()
    {
        var page = await Open(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await page.Locator("details.more > summary").ClickAsync();
        await page.Locator("#Message").ScrollIntoViewIfNeededAsync();

        var promise = (await page.Locator(".promise").BoundingBoxAsync())!;
        var form = (await page.Locator("main form").BoundingBoxAsync())!;

        Assert.InRange(promise.Y, 0, 100);
        Assert.True(promise.X >= form.X + form.Width);
        await page.Context.CloseAsync();
    }

    async Task<IPage> Open(BrowserNewContextOptions manner)
    {
        var page = await house.Visit(manner);
        await page.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        return page;
    }

    static async Task Fill(IPage page)
    {
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("#IsAdult").CheckAsync();
        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("#ContactMethod-Phone").CheckAsync();
        await page.Locator("#Phone").FillAsync("(202) 555-0143");
        await page.Locator("#ConsentContact").CheckAsync();
    }

    static async Task AssertFilled(IPage page)
    {
        await Expect(page.Locator("#State")).ToHaveValueAsync("MD");
        await Expect(page.Locator("#IsAdult")).ToBeCheckedAsync();
        await Expect(page.Locator("#FullName")).ToHaveValueAsync("Ann Example");
        await Expect(page.Locator("#Phone")).ToBeVisibleAsync();
        await Expect(page.Locator("#Phone")).ToHaveValueAsync("(202) 555-0143");
        await Expect(page.Locator("#ConsentContact")).ToBeCheckedAsync();
    }
}
