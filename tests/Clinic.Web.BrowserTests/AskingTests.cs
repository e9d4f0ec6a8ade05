using System.Text.RegularExpressions;
using Clinic.Web.Tests.Delivery;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests;

/// <summary>The form as a person meets it: on a phone, with its helper script, and when too many came from one address.</summary>
[Collection(nameof(OpenHouse))]
public sealed partial class AskingTests(OpenHouse house)
{
    const string Form = "/is-ketamine-right-for-me";

    [SkippableFact]
    public async Task A_phone_finishes_the_form_after_one_round_of_errors_and_withdraws()
    {
        var page = await house.Visit(new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await page.GotoAsync(house.Address(Form).AbsoluteUri);
        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("label[for=ContactMethod-Email]").TapAsync();
        await page.Locator("#Email").FillAsync("ann@gmial.com");
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("label[for=IsAdult]").TapAsync();
        await page.Locator("label[for=ConsentContact]").TapAsync();
        await page.Locator("main form button[type=submit] >> nth=0").TapAsync();

        await Expect(page.Locator(".error-summary li")).ToHaveCountAsync(2);
        await Expect(page.Locator("#Email")).ToHaveValueAsync("ann@gmial.com");
        await page.Locator("#Email").FillAsync("ann@gmail.com");
        await page.Locator("label[for=ConsentPlainChannel]").TapAsync();
        await page.Locator("main form button[type=submit] >> nth=0").TapAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request");
        await page.Locator("main a[href^='/request/']").TapAsync();
        await page.Locator(".withdraw summary").TapAsync();
        await page.Locator(".withdraw button").TapAsync();
        await Expect(page.Locator("#withdrawn-title")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Words_of_despair_bring_a_calm_panel_that_takes_nothing_away_and_tells_nobody()
    {
        var page = await house.Visit();
        await page.GotoAsync(house.Address(Form).AbsoluteUri);
        await page.Locator("details.more > summary").ClickAsync();
        await Expect(page.Locator(".panel")).ToBeHiddenAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.Locator("#Message").PressSequentiallyAsync("Some days I want to die");

        await Expect(page.Locator(".panel")).ToBeVisibleAsync();
        await Expect(page.Locator("#Message:focus")).ToHaveValueAsync("Some days I want to die");
        await Expect(page.Locator(".panel a[href='tel:988']")).ToBeVisibleAsync();
        await page.Locator(".panel button").ClickAsync();
        await Expect(page.Locator(".panel")).ToBeHiddenAsync();
        Assert.Empty(asked);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_double_click_and_going_back_to_send_the_same_again_are_one_request(bool withScripts)
    {
        var page = await house.Visit(new() { JavaScriptEnabled = withScripts });
        async Task Tick(string box)
        {
            if (!await page.Locator(box).IsCheckedAsync()) await page.Locator(box).PressAsync("Space");
        }

        async Task<string> Send(int clicks)
        {
            await page.Locator("#FullName").FillAsync("Ann Example");
            await Tick("#ContactMethod-Phone");
            await page.Locator("#Phone").FillAsync("(202) 555-0143");
            await page.Locator("#State").SelectOptionAsync("MD");
            await Tick("#IsAdult");
            await Tick("#ConsentContact");
            await page.Locator(".send button[type=submit]").ClickAsync(new() { ClickCount = clicks });
            await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request");
            return (await page.Locator(".reference").TextContentAsync())!.Trim();
        }

        await page.GotoAsync(house.Address(Form).AbsoluteUri);
        var first = await Send(clicks: 2);
        await page.GoBackAsync();

        Assert.Equal(first, await Send(clicks: 1));
        await page.Locator("form[action$='/received'] button").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("No request to show");
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Who_mended_a_mistake_and_goes_back_or_reloads_gets_the_form_and_no_question_whether_to_send_again()
    {
        var page = await house.Visit();
        var asked = new List<string>();
        page.Request += (_, request) => { if (request.IsNavigationRequest) asked.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}"); };
        await page.GotoAsync(house.Address(Form).AbsoluteUri);
        await page.Locator("#FullName").FillAsync("Ann Example");
        await page.Locator("#State").SelectOptionAsync("MD");
        await page.Locator("#IsAdult").PressAsync("Space");
        await page.Locator("#ConsentContact").PressAsync("Space");
        await page.Locator(".send button[type=submit]").ClickAsync();
        await Expect(page.Locator(".error-summary li")).ToHaveCountAsync(1);
        await page.Locator(".error-summary a").ClickAsync();
        await page.Locator("#ContactMethod-Phone").PressAsync("Space");
        await page.Locator("#Phone").FillAsync("(202) 555-0143");
        await page.Locator(".send button[type=submit]").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request");

        asked.Clear();
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Is ketamine right for me?");
        await Expect(page.Locator(".error-summary")).ToHaveCountAsync(0);
        await page.Locator("#FullName").FillAsync("");
        await page.Locator(".send button[type=submit]").ClickAsync();
        await Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator(".error-summary")).ToHaveCountAsync(0);

        Assert.Equal([$"GET {Form}", $"POST {Form}", $"GET {Form}"], asked);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task The_counter_counts_what_the_server_counts()
    {
        var page = await house.Visit();
        await page.GotoAsync(house.Address(Form).AbsoluteUri);

        await page.Locator("details.more > summary").ClickAsync();
        await page.Locator("#Message").FillAsync("🙂🙂🙂");

        await Expect(page.Locator("#Message + [role=status]")).ToHaveTextAsync("497 characters left");
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task A_second_press_within_a_moment_is_held_back_and_a_later_one_is_not()
    {
        var page = await house.Visit();
        await page.GotoAsync(house.Address(Form).AbsoluteUri);

        var goOn = await page.EvaluateAsync<bool[]>(
            """
            () => [60000, 60900, 62900, 63100].map(time => {
                const press = new Event('submit', { bubbles: true, cancelable: true });
                Object.defineProperty(press, 'timeStamp', { value: time });
                return document.querySelector('main form').dispatchEvent(press);
            })
            """);

        Assert.Equal([true, false, false, true], goOn);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Past_the_limit_the_page_gives_the_text_back_with_the_number_and_axe_finds_nothing()
    {
        var visitor = await house.Visit(new() { BypassCSP = true });
        var folder = Directory.CreateTempSubdirectory("clinic-limit-");
        await using var site = await SiteProcess.Start("Development", "http", new Dictionary<string, string> { ["Store:Folder"] = folder.FullName, ["Limits:PostsPerAddress"] = "1" });
        await visitor.GotoAsync(new Uri(site.Address, Form).AbsoluteUri);
        await visitor.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        await visitor.Locator("details.more > summary").ClickAsync();
        await visitor.Locator("#Message").FillAsync("Please call in the morning");
        await visitor.Locator("main form button[type=submit] >> nth=0").ClickAsync();

        await Expect(visitor.Locator("#error-title")).ToHaveTextAsync("Please wait a few minutes");
        await Expect(visitor.Locator("#Message")).ToHaveValueAsync("Please call in the morning");
        await Expect(visitor.Locator(".error-summary a[href^='tel:']")).ToHaveTextAsync(Number());
        Assert.Empty(await Axe.Found(visitor, "the page past the limit"));
        await visitor.Context.CloseAsync();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^\(\d{3}\) \d{3}-\d{4}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Number();
}
