using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>The front desk at a phone and at a desktop, by keyboard, with scripts and without.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class DeskTests(OpenHouse house)
{
    [SkippableFact]
    public async Task Without_scripts_a_call_is_noted_by_keyboard_and_the_person_sees_it()
    {
        var (reference, person) = await Ask();
        var desk = await SignedIn(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 320, Height = 700 } });

        await desk.GotoAsync(house.Address($"/staff/requests?find={reference.Replace('-', ' ')}").AbsoluteUri);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Called, no answer" }).PressAsync("Enter");
        await desk.Locator(".desk-history").GetByText("Called, no answer").WaitForAsync();

        await person.ReloadAsync();
        Assert.Contains("We tried to reach you on", await person.Locator(".progress").TextContentAsync(), StringComparison.Ordinal);
        await desk.Context.CloseAsync();
        await person.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_a_small_phone()
    {
        const int Width = 320;
        var (reference, person) = await Ask();
        var (other, withdrawing) = await Ask();
        await withdrawing.Locator(".withdraw summary").ClickAsync();
        await withdrawing.Locator(".withdraw button").ClickAsync();
        await withdrawing.Locator("#withdrawn-title").WaitForAsync();
        var desk = await SignedIn(new() { BypassCSP = true, ViewportSize = new() { Width = Width, Height = 800 } });
        var violations = new List<string>();

        foreach (var path in new[] { "/staff/requests", "/staff/requests?find=nothing", $"/staff/requests/{reference}", $"/staff/requests/{reference}/erase", $"/staff/requests/{reference}/resend", $"/staff/requests/{other}" })
        {
            await desk.GotoAsync(house.Address(path).AbsoluteUri);
            // Before axe, which looks in windows of several widths.
            if (await desk.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var wide && wide > Width) violations.Add($"{path} is {wide} px wide");
            violations.AddRange(await Axe.Found(desk, path));
            await desk.SetViewportSizeAsync(Width, 800);
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
        foreach (var page in new[] { desk, person, withdrawing }) await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Keys_go_through_the_list_and_the_requests_and_do_nothing_while_somebody_types()
    {
        var (first, one) = await Ask();
        var (second, other) = await Ask();
        var desk = await SignedIn(new());
        var rows = desk.Locator(".desk-list tbody a");

        await desk.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(0)).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("j");
        await Assertions.Expect(rows.Nth(1)).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("k");
        await Assertions.Expect(rows.Nth(0)).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("Enter");
        await desk.WaitForURLAsync("**/staff/requests/*");
        var opened = desk.Url;
        await desk.Locator("#note").FillAsync("");
        await desk.Keyboard.TypeAsync("jkcl");
        Assert.Equal(("jkcl", opened), (await desk.Locator("#note").InputValueAsync(), desk.Url));

        await desk.Locator("h1").ClickAsync();
        await desk.Keyboard.PressAsync("j");
        await desk.WaitForURLAsync(address => address != opened && address.Contains("/requests/", StringComparison.Ordinal));
        await desk.Keyboard.PressAsync("k");
        await desk.WaitForURLAsync(opened);
        await desk.Keyboard.PressAsync("c");
        await Assertions.Expect(desk.GetByRole(AriaRole.Button, new() { Name = "Called, no answer" })).ToBeFocusedAsync();
        Assert.Equal(0, await desk.Locator(".desk-history").GetByText("Called, no answer").CountAsync());
        await desk.Keyboard.PressAsync("Enter");
        await desk.Locator(".desk-history").GetByText("Called, no answer").WaitForAsync();

        await desk.GetByRole(AriaRole.Button, new() { Name = "Turn these keys off" }).ClickAsync();
        await desk.Keyboard.PressAsync("l");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Turn the keys on" }).ClickAsync();
        await desk.Locator("h1").ClickAsync();
        await desk.Keyboard.PressAsync("l");
        await desk.WaitForURLAsync("**/staff/requests");
        Assert.Equal(2, new[] { first, second }.Distinct().Count());
        foreach (var page in new[] { desk, one, other }) await page.Context.CloseAsync();
    }

    [SkippableTheory, InlineData(390, 844, 100), InlineData(320, 640, 100), InlineData(390, 844, 200), InlineData(640, 360, 200)]
    public async Task On_a_phone_the_call_is_one_tap_away_wherever_one_reads_and_nothing_stays_covered(int width, int height, int percent)
    {
        var (reference, person) = await Ask();
        var desk = await SignedIn(new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = true });
        await desk.GotoAsync(house.Address($"/staff/requests/{reference}").AbsoluteUri);
        await desk.EvaluateAsync("(percent) => { document.documentElement.style.fontSize = `${percent}%`; }", percent);

        foreach (var part in new[] { 0.0, 0.5 })
        {
            await desk.EvaluateAsync("(part) => scrollTo(0, part * document.documentElement.scrollHeight)", part);
            var seen = await desk.EvaluateAsync<bool>("""
                () => [...document.querySelectorAll('.desk-hand a, .desk-hand button')].every((one) => {
                  const { left, top, width, height } = one.getBoundingClientRect();
                  return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
                })
                """);
            Assert.True(seen || height < 400, $"at {part} of the page");
        }
        await desk.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        var covered = await desk.EvaluateAsync<string[]>("""
            () => {
              const bars = [document.querySelector('.desk-hand'), document.querySelector('.staff-header nav')].map((bar) => bar.getBoundingClientRect());
              const text = [...document.querySelectorAll('.desk-one :is(p, dt, dd, li, h2, a, button, label)')];
              return text.filter((one) => bars.some((bar) => one.getBoundingClientRect().bottom > bar.top + 1 && one.getBoundingClientRect().top < bar.bottom
                && one.getBoundingClientRect().top >= bar.top)).map((one) => one.textContent.trim().slice(0, 40));
            }
            """);
        Assert.Empty(covered);
        Assert.True(await desk.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width);
        await desk.Context.CloseAsync();
        await person.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task What_is_erased_at_the_desk_is_gone_and_the_page_says_so()
    {
        var (reference, person) = await Ask();
        var desk = await SignedIn(new() { JavaScriptEnabled = false });
        await desk.GotoAsync(house.Address($"/staff/requests/{reference}").AbsoluteUri);

        await desk.GetByRole(AriaRole.Link, new() { Name = "Erase what they told" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Erase what they told" }).ClickAsync();

        await Assertions.Expect(desk.Locator(".desk-title")).ToContainTextAsync("Erased");
        Assert.DoesNotContain("Ann Example", await desk.ContentAsync(), StringComparison.Ordinal);
        await person.ReloadAsync();
        await Assertions.Expect(person.Locator("main")).ToContainTextAsync("What you told us was erased here");
        await desk.Context.CloseAsync();
        await person.Context.CloseAsync();
    }

    /// <summary>The reference as addresses spell it, and the person at their private page.</summary>
    async Task<(string Reference, IPage Person)> Ask()
    {
        var person = await house.Visit();
        await person.GotoAsync(house.Address("/is-ketamine-right-for-me").AbsoluteUri);
        await person.Locator("#FullName").FillAsync("Ann Example");
        await person.Locator("#ContactMethod-Phone").CheckAsync();
        await person.Locator("#Phone").FillAsync("(202) 555-0143");
        await person.Locator("#State").SelectOptionAsync("MD");
        await person.Locator("#IsAdult").CheckAsync();
        await person.Locator("#ConsentContact").CheckAsync();
        await person.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        var reference = await person.Locator(".reference").TextContentAsync();
        await person.Locator("main a[href^='/request/']").ClickAsync();
        await person.Locator(".withdraw").WaitForAsync();
        return (reference!.Trim().ToLowerInvariant(), person);
    }

    async Task<IPage> SignedIn(BrowserNewContextOptions manner)
    {
        var desk = await house.Visit(manner);
        await desk.GotoAsync(house.Address("/staff").AbsoluteUri);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Continue as the demonstration owner" }).ClickAsync();
        await desk.Locator(".desk-filters").WaitForAsync();
        return desk;
    }
}
