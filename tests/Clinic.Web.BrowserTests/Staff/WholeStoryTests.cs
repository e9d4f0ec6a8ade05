using System.Text.RegularExpressions;
using Clinic.Web.BrowserTests.Readers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Staff;

/// <summary>From the command that invites the first owner to a booked request, in one run, with nothing done behind anybody's back.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(OpenHouse))]
public sealed partial class WholeStoryTests(OpenHouse house)
{
    const string Typed = "Mornings, please; the pain is worst at night";
    const string Note = "Called, left word with nobody else there";

    static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 390, Height = 664 }, HasTouch = true, IsMobile = true };
    static readonly BrowserNewContextOptions WithoutScripts = new() { JavaScriptEnabled = false };

    [SkippableFact]
    public async Task A_request_without_scripts_is_told_of_opened_answered_and_booked_and_the_trail_holds_each_step()
    {
        await using var staff = await StaffHouse.Open(house, more: new Dictionary<string, string> { ["Mail:Mode"] = "Notice" });
        var owner = await staff.Join("Ann", "owner");
        await staff.Go(owner, "/staff/readers");
        await ReaderSteps.MakeFirst(owner, staff);
        await ReaderSteps.Reloads(owner, "#finish-first");
        var desk = await FrontDesk(staff, owner);

        var person = await house.Visit(WithoutScripts);
        var reference = await Ask(staff, person);
        var link = await Told(staff, reference);

        await OpenFromMail(desk, link);
        await Expect(desk.Locator("h1")).ToHaveTextAsync(reference);
        Assert.DoesNotContain(Typed, await desk.ContentAsync(), StringComparison.Ordinal);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Open with a touch" }).ClickAsync();
        await Expect(desk.Locator(".desk-words").First).ToHaveTextAsync(Typed);
        await Expect(desk.Locator("a[href='tel:+12025550143']")).ToBeVisibleAsync();
        Assert.True(await desk.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth") <= 390);

        await desk.GetByRole(AriaRole.Button, new() { Name = "Left word" }).ClickAsync();
        await Expect(desk.Locator(".desk-history li").First).ToContainTextAsync("Left word");
        await desk.Locator("#note").FillAsync(Note);
        await ReaderSteps.Reloads(desk, "form:has(#note) button");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Open with a touch" }).ClickAsync();
        await Expect(desk.Locator("[data-sealed-note]")).ToHaveTextAsync(Note);
        await person.ReloadAsync();
        await Expect(person.Locator(".progress")).ToContainTextAsync("We tried to reach you and left word on");

        await desk.GetByRole(AriaRole.Radio, new() { Name = "Booked" }).CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "I reached them" }).ClickAsync();
        await Expect(desk.Locator(".desk-history li").First).ToContainTextAsync("Reached");
        await person.ReloadAsync();
        await Expect(person.Locator("main")).ToContainTextAsync("Answered.");
        Assert.DoesNotContain("booked", await person.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);

        await TrailHolds(staff, owner, reference);
        foreach (var page in new[] { owner, desk, person }) await page.Context.CloseAsync();
        Assert.Empty(staff.Problems);
    }

    // Invited by the owner, comes by the link of the mail on a phone, and reads once the owner has confirmed the key.
    static async Task<IPage> FrontDesk(StaffHouse staff, IPage owner)
    {
        await staff.Go(owner, "/staff/people");
        await owner.Locator("#name").FillAsync("Dee Desk");
        await owner.Locator("#email").FillAsync("dee@clinic.example");
        await owner.Locator(".staff-invite button").ClickAsync();
        await Expect(owner.Locator("[role=status]")).ToContainTextAsync("on its way by mail");
        var invitation = (await staff.Mail(mail => mail.To.ToString().Contains("dee@clinic.example", StringComparison.Ordinal))).TextBody!;
        var desk = await staff.Enter("Dee", Invitation().Match(invitation).Value, Phone);

        await staff.Go(desk, "/staff/readers");
        await ReaderSteps.Reloads(desk, "#make-mine");
        await staff.Go(owner, "/staff/readers");
        await ReaderSteps.Reloads(owner, "button[data-do=confirm]");
        return desk;
    }

    static async Task<string> Ask(StaffHouse staff, IPage person)
    {
        await staff.Go(person, "/is-ketamine-right-for-me");
        await person.Locator("#FullName").FillAsync("Zoë Quill");
        await person.Locator("#ContactMethod-Phone").CheckAsync();
        await person.Locator("#Phone").FillAsync("(202) 555-0143");
        await person.Locator("#State").SelectOptionAsync("MD");
        await person.Locator("#IsAdult").CheckAsync();
        await person.Locator("#ConsentContact").CheckAsync();
        await person.Locator("details.more > summary").ClickAsync();
        await person.Locator("#Message").FillAsync(Typed);
        await person.Locator("main form button[type=submit] >> nth=0").ClickAsync();
        var reference = (await person.Locator(".reference").InnerTextAsync()).Trim();
        await person.Locator("main a[href^='/request/']").ClickAsync();
        return reference;
    }

    // The mail names the request and says nothing of it: not who, not how to reach them, not what they told.
    static async Task<string> Told(StaffHouse staff, string reference)
    {
        var mail = await staff.Mail(one => one.Subject!.Contains(reference, StringComparison.Ordinal));
        var link = RequestLink().Match(mail.TextBody!).Value;
        Assert.Equal(new Uri(staff.Address, $"/staff/requests/{reference.ToLowerInvariant()}").AbsoluteUri, link);
        var all = mail + mail.TextBody;
        foreach (var word in new[] { "Zoë", "Quill", "555", "0143", "Mornings", "pain", "MD", "Maryland", "night" })
            Assert.DoesNotMatch($@"\b{word}\b", all);
        return link;
    }

    // As in a mail program: the browser brings no cookie along, so the page asks for one press.
    static async Task OpenFromMail(IPage desk, string link)
    {
        await desk.GotoAsync("about:blank");
        await desk.SetContentAsync($"<a href='{link}'>the link of the mail</a>");
        await desk.Locator("a").ClickAsync();
        await desk.GetByRole(AriaRole.Link, new() { Name = "Open", Exact = true }).ClickAsync();
        await desk.WaitForURLAsync(link);
    }

    static async Task TrailHolds(StaffHouse staff, IPage owner, string reference)
    {
        await staff.Go(owner, "/staff/trail");
        await Expect(owner.Locator("main")).ToContainTextAsync("none is missing");
        var newestFirst = await owner.Locator("main tbody tr").AllInnerTextsAsync();
        var entries = newestFirst.Reverse().Select(row => Spaces().Replace(row, " ")).ToList();
        (string Who, string What, string About)[] expected =
        [
            ("", "Invited", "Ann"), ("Ann", "Joined", ""), ("Ann", "List of readers signed", ""), ("Ann", "Invited", "Dee"), ("Dee", "Joined", ""),
            ("Dee", "Reading key made", ""), ("Ann", "List of readers signed", ""), ("", "Request received", reference), ("", "Mail delivered", reference),
            ("Dee", "Read", reference), ("Dee", "Tried to reach the person: left word", reference), ("Dee", "Note added", reference),
            ("Dee", "Answered", reference),
        ];
        var at = 0;
        foreach (var (who, what, about) in expected)
        {
            at = entries.FindIndex(at, row => row.Contains($"{who}", StringComparison.Ordinal) && row.Contains(what, StringComparison.Ordinal)
                && row.Contains(about, StringComparison.Ordinal)) + 1;
            Assert.True(at > 0, $"{who} {what} {about} is not in its place among:\n{string.Join('\n', entries)}");
        }
    }

    [GeneratedRegex(@"http://localhost:\d+/staff/join#[\w-]{22}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Invitation();

    [GeneratedRegex(@"http://localhost:\d+/staff/requests/[\w-]+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RequestLink();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}
