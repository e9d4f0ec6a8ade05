using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>An owner puts a new recovery file in the place of the old one, and exports what their key opens, on the site itself.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class NewRecoveryTests(OpenHouse house)
{
    const string Sentence = "#reader-sentence";

    [SkippableFact]
    public async Task The_new_file_opens_what_came_before_and_the_old_one_nothing_more()
    {
        await using var staff = await StaffHouse.Open(house);
        var owner = await staff.Join("Ann", "owner");
        await staff.Go(owner, "/staff/readers");
        var (old, oldWords) = await ReaderSteps.MakeFirst(owner, staff);
        await ReaderSteps.Reloads(owner, "#finish-first");
        await ReaderSteps.Send(house, staff, "Zoë Quill", "Mañana, por favor, tengo dolor");

        await owner.GetByRole(AriaRole.Link, new() { Name = "Make a new recovery file" }).ClickAsync();
        await owner.Locator("#make-recovery").ClickAsync();
        await owner.Locator("#saved-file").SetInputFilesAsync(old);
        await owner.Locator("#typed-words").FillAsync(oldWords);
        await owner.Locator("#finish-recovery").ClickAsync();
        await Says(owner, "This is another recovery file. Choose the one that was saved just now.");
        var (file, words) = await ReaderSteps.Save(owner, staff, "new.pem");
        await owner.Locator("#finish-recovery").ClickAsync();
        await Says(owner, "The new file counts from now on and opens 1 requests and notes that came before. Destroy the old file and its words.");

        await staff.Go(owner, "/staff/readers");
        await Expect(owner.Locator("main")).ToContainTextAsync("The list of readers, number 2");
        await Recover(owner, staff, old, oldWords);
        await Says(owner, "This recovery file was replaced by a newer one. Choose the newest.");

        // Somebody whom no reader lets in reads with the new file what came before it.
        var second = await staff.Join("Bea", "owner");
        await staff.Go(owner, "/staff/people");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Make Bea an owner" }).ClickAsync();
        await staff.Go(second, "/staff/sign-in");
        await second.Locator("form.passkey button").ClickAsync();
        await second.WaitForURLAsync(address => !address.Contains("sign-in", StringComparison.Ordinal));
        await staff.Go(second, "/staff/readers");
        await ReaderSteps.Reloads(second, "#make-mine");
        await Recover(second, staff, file, words);
        await Says(second, "Your key opens 1 more requests and notes now.");
        await owner.Context.CloseAsync();
        await second.Context.CloseAsync();
        Assert.Empty(staff.Problems);
    }

    [SkippableFact]
    public async Task The_file_for_record_systems_that_the_page_saves_is_read_strictly_by_their_library()
    {
        await using var staff = await StaffHouse.Open(house);
        var owner = await staff.Join("Ann", "owner");
        await staff.Go(owner, "/staff/readers");
        await ReaderSteps.MakeFirst(owner, staff);
        await ReaderSteps.Reloads(owner, "#finish-first");
        var reference = await ReaderSteps.Send(house, staff, "Zoë Quill", "Mañana, por favor,\ntengo dolor");

        await staff.Go(owner, "/staff/readers/export");
        var saving = owner.WaitForDownloadAsync();
        await owner.Locator("button[data-as=fhir]").ClickAsync();
        await (await saving).SaveAsAsync(staff.In("requests.json"));

        var response = Assert.Single(FhirJudge.Read(await File.ReadAllTextAsync(staff.In("requests.json"))));
        Assert.Equal(reference, response.Identifier!.Value);
        Assert.Contains(response.Item, item => item.Answer.Single().Value!.ToString() == "Mañana, por favor,\ntengo dolor");
        await owner.Context.CloseAsync();
        Assert.Empty(staff.Problems);
    }

    static async Task Recover(IPage page, StaffHouse staff, string file, string words)
    {
        await staff.Go(page, "/staff/recovery");
        await page.Locator("#recovery-file").SetInputFilesAsync(file);
        await page.Locator("#recovery-words").FillAsync(words);
        await page.Locator("#recover").ClickAsync();
    }

    static Task Says(IPage page, string sentence) => Expect(page.Locator(Sentence)).ToHaveTextAsync(sentence, new() { Timeout = 20_000 });
}
