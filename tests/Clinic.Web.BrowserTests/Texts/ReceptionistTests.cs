using System.Globalization;
using System.Text;
using Clinic.Web.BrowserTests.Readers;
using Clinic.Web.Tests.Delivery;
using Clinic.Web.Tests.Publishing.Pictures;
using Clinic.Web.Tests.Search;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>A receptionist who knows only the guide changes what a clinic changes in a month; a clinician signs it on a phone.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class ReceptionistTests(OpenHouse house) : IDisposable
{
    const string Slip = "yourslef";
    const string Session = "Ketamine IV infusion session";

    const string NewText = """
        ::: in-short
        Many people sleep more than usual on the night after a session. Using ketamine for this is off-label: the FDA has not approved it for that. It has side effects and risks.
        :::

        If you are thinking about suicide, please open our [crisis help page](/crisis-help) first. This page can wait.

        ## What is known

        Ketamine can make people sleepy for hours after it is given [@ketalar-label].

        Ketamine is approved as an anesthetic only [@ketalar-label]. Esketamine spray (Spravato), a related product, is approved for some adults with depression [@spravato-label].

        ## Risks

        People who are sleepy can fall. See [side effects and risks](/articles/side-effects).

        ## What is not known

        No trial has watched for weeks how people sleep.

        """;

    static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 390, Height = 844 }, IsMobile = true, HasTouch = true };

    static readonly Dictionary<string, string> Source = new(StringComparer.Ordinal)
    {
        ["authors"] = "Miller A, Jones B",
        ["title"] = "A small trial of resting after infusions",
        ["source"] = "JAMA 2024;1:1-2",
        ["kind"] = "trial",
        ["drug"] = "ketamine",
        ["year"] = "2024",
    };

    readonly ContentCopy content = new();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Facts_slips_a_photo_a_source_and_a_new_text_reach_readers_and_every_change_has_its_person(bool hasScripts)
    {
        if (hasScripts) Needs.TextEditor();
        Misspell("pages/what-to-expect.md", "drive yourself home", $"drive {Slip} home");
        await using var staff = await StaffHouse.Open(house, content.Path);
        var (owner, clinician, joined) = (await staff.Join("Ann", "owner"),
            await staff.Join("Cy", "clinician", manner: Phone), await staff.Join("Dee", "front-desk"));
        var page = hasScripts ? joined : await WithoutScripts(joined);
        var desk = new Receptionist(page, staff, hasScripts);
        await LetSign(owner, staff);

        await desk.CorrectASentence("What to expect", Slip, "yourself");
        await Shows("/what-to-expect", "drive yourself home");
        await desk.ChangePrice(Session, "435");
        await Shows("/costs", "$435");
        await desk.CloseEarlier("Friday", "13:00");
        await Shows("/about", "9 a.m. to 1 p.m.");
        var holiday = FreeDay();
        await desk.AddHoliday(holiday, "Inventory day");
        await desk.AddPhoto("What to expect", "The quiet room: a reclining chair beside a window.", "The room where you rest.");
        await desk.AddSource("https://doi.org/10.1001/jama.2024.12345.", Source);
        await desk.WriteText("Sleep after a session", "How people may sleep on the night after a ketamine session, and when to call the clinic.", NewText);
        await desk.ChangeMedicine("Side effects and risks of ketamine", "ease within hours", "ease within some hours");

        Assert.Equal(4, await SignAll(clinician, staff));
        await Shows("/articles/sleep-after-a-session", "sleepy for hours");
        await Shows("/articles/side-effects", "ease within some hours");
        await Expect(page.Locator(".byline a[href='/reviewed/articles/side-effects']")).ToBeVisibleAsync();
        await Shows("/what-to-expect", "The room where you rest.");
        await NothingOfThePhoneIsServed(page);

        var history = await desk.History();
        foreach (var change in new[]
        {
            "Dee changed 1 sentence of What to expect", $"Dee changed the price of {Session} from $420 to $435",
            "Dee changed Friday's hours from 9 a.m. to 5 p.m. to 9 a.m. to 1 p.m.", "Dee added Inventory day on ",
            "Dee added the picture the-room-where-you-rest",
            "Cy signed What to expect", "Cy signed references.yaml; added the source A small trial of resting", "Cy signed Sleep after a session; added",
            "Cy signed Side effects and risks of ketamine",
        })
            Assert.Contains(history, line => line.StartsWith(change, StringComparison.Ordinal));
        await desk.Undo($"from $420 to $435");
        await Shows("/costs", "$420");
        await Shows("/about", "9 a.m. to 1 p.m.");
        await Shows("/articles/side-effects", "ease within some hours");
        Assert.Empty(staff.Problems);
        foreach (var one in new[] { owner, clinician, joined, page }.Distinct()) await one.Context.CloseAsync();

        async Task Shows(string path, string words)
        {
            await staff.Go(page, path);
            await Expect(page.Locator("body")).ToContainTextAsync(words);
        }
    }

    async Task<IPage> WithoutScripts(IPage joined) =>
        await house.Visit(new() { JavaScriptEnabled = false, StorageState = await joined.Context.StorageStateAsync() });

    static async Task LetSign(IPage owner, StaffHouse staff)
    {
        await staff.Go(owner, "/staff/reviews/signers");
        await owner.GetByLabel("Signs as").SelectOptionAsync("clinical-lead");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(owner.Locator(".staff-done")).ToContainTextAsync("Saved.");
    }

    static async Task<int> SignAll(IPage clinician, StaffHouse staff)
    {
        for (var signed = 0; ; signed++)
        {
            await staff.Go(clinician, "/staff/reviews");
            var next = clinician.Locator("section[aria-labelledby=waiting-title] a.button");
            if (await next.CountAsync() == 0) return signed;
            await next.First.ClickAsync();
            Assert.Equal(390, await clinician.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            await clinician.GetByRole(AriaRole.Button, new() { Name = "Sign and publish" }).TapAsync();
            await Expect(clinician.Locator(".staff-done")).ToContainTextAsync("Signed.");
        }
    }

    static async Task NothingOfThePhoneIsServed(IPage page)
    {
        var addresses = await page.Locator("picture").First.EvaluateAsync<string[]>("""
            picture => [...picture.querySelectorAll('source, img')].flatMap(one => [...one.srcset.split(',').map(size => size.trim().split(' ')[0]),
              one.getAttribute('src')]).filter(Boolean).map(address => new URL(address, document.baseURI).href)
            """);
        Assert.True(addresses.Length > 2, string.Join(' ', addresses));
        foreach (var address in addresses)
        {
            var served = await page.APIRequest.GetAsync(address);
            var bytes = Encoding.Latin1.GetString(await served.BodyAsync());
            Assert.Equal(200, served.Status);
            foreach (var secret in TestPhoto.Secrets) Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal);
        }
    }

    void Misspell(string file, string was, string becomes)
    {
        var text = File.ReadAllText(Path.Combine(content.Path, file));
        Assert.Contains(was, text, StringComparison.Ordinal);
        content.Write(file, text.Replace(was, becomes, StringComparison.Ordinal));
    }

    /// <summary>A day in two months on which the clinic is not closed already.</summary>
    DateOnly FreeDay()
    {
        var clinic = File.ReadAllText(Path.Combine(content.Path, "clinic.yaml"));
        return Enumerable.Range(60, 14).Select(DateOnly.FromDateTime(DateTime.UtcNow).AddDays)
            .First(day => !clinic.Contains(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    public void Dispose() => content.Dispose();
}
