using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>What the server cannot open is opened at the desk, on the site itself.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class OpeningRequestsTests(OpenHouse house)
{
    const string Open = "[data-sealed] + button";
    const string Told = "[data-sealed] dl >> nth=0";

    [SkippableFact]
    public async Task A_sealed_request_its_name_and_a_note_open_with_a_touch_and_go_when_nobody_is_there()
    {
        await using var staff = await StaffHouse.Open(house);
        var owner = await staff.Join("Ann", "owner");
        await staff.Go(owner, "/staff/readers");
        await ReaderSteps.MakeFirst(owner, staff);
        await ReaderSteps.Reloads(owner, "#finish-first");
        var reference = await ReaderSteps.Send(house, staff, "Zoë Quill", "Mornings, please");
        await owner.Clock.InstallAsync();
        await staff.Go(owner, $"/staff/requests/{reference}");

        var sent = await owner.ContentAsync();
        Assert.DoesNotContain("Zoë Quill", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("Mornings, please", sent, StringComparison.Ordinal);
        await owner.Locator(Open).ClickAsync();
        await Expect(owner.Locator(Told)).ToContainTextAsync("Mornings, please");
        await Expect(owner.Locator(Told)).ToContainTextAsync("Zoë Quill");
        await Expect(owner.Locator(Told)).ToContainTextAsync("Language");
        await Expect(owner.Locator(".desk-ways a")).ToHaveTextAsync(["Call (202) 555-0143"]);
        await Expect(owner.Locator("main a[href^='sms:']")).ToHaveCountAsync(0);
        await Expect(owner.Locator(".desk-rule")).ToHaveTextAsync("Call. Do NOT text, do NOT e-mail.");
        await owner.Locator("#note").FillAsync("Sounds kind; call at ten");
        await ReaderSteps.Reloads(owner, "form:has(#note) button");
        await Expect(owner.Locator("[data-sealed-note]")).ToHaveTextAsync("sealed");
        await owner.Locator(Open).ClickAsync();
        await Expect(owner.Locator("[data-sealed-note]")).ToHaveTextAsync("Sounds kind; call at ten");

        await owner.GetByLabel("Not a fit").CheckAsync();
        await ReaderSteps.Reloads(owner, "button[value=reached]");
        await Expect(owner.Locator("[data-sealed-note]").First).ToHaveTextAsync("sealed");
        await owner.Locator(Open).ClickAsync();
        await Expect(owner.Locator("[data-sealed-note]").First).ToHaveTextAsync("not a fit");

        await owner.Clock.FastForwardAsync("05:01");
        await Expect(owner.Locator("[data-sealed] dl, .desk-ways a")).ToHaveCountAsync(0);
        await Expect(owner.Locator("[data-sealed-note]")).ToHaveTextAsync(["sealed", "sealed"]);
        await Expect(owner.Locator(Open)).ToBeVisibleAsync();

        await staff.Go(owner, "/staff/requests?filter=answered");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Show names" }).ClickAsync();
        await Expect(owner.Locator("[data-sealed-name]").First).ToHaveTextAsync("sealed");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Open the names with a touch" }).ClickAsync();
        await Expect(owner.Locator("[data-sealed-name]").First).ToHaveTextAsync("Zoë Quill");
        await owner.Context.CloseAsync();
        Assert.Empty(staff.Problems);
    }
}
