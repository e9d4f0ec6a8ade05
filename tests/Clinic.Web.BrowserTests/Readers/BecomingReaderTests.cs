using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Readers;

/// <summary>People with real passkeys of a real browser become readers, on the site itself.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class BecomingReaderTests(OpenHouse house)
{
    const string Readers = "/staff/readers";
    const string Words = ".staff-words[data-spki]";
    const string Sentence = "#reader-sentence";

    [SkippableFact]
    public async Task An_owner_makes_the_first_key_confirms_the_desk_by_voice_and_the_recovery_file_lets_them_in()
    {
        await using var staff = await StaffHouse.Open(house);
        var owner = await staff.Join("Ann", "owner");
        await staff.Go(owner, Readers);
        var (file, words) = await ReaderSteps.MakeFirst(owner, staff);

        await owner.Locator("#typed-words").FillAsync(words + " zebra");
        await owner.Locator("#finish-first").ClickAsync();
        await Says(owner, "These words do not open this file. Check the words and that it is the newest recovery file.");
        await owner.Locator("#typed-words").FillAsync(words);
        await ReaderSteps.Reloads(owner, "#finish-first");
        Assert.Contains("The list of readers, number 1", await owner.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        var desk = await staff.Join("Dee", "front-desk");
        await staff.Go(desk, Readers);
        await ReaderSteps.Reloads(desk, "#make-mine");
        await staff.Go(owner, Readers);
        Assert.Equal(await Eight(desk), await Eight(owner));
        await ReaderSteps.Reloads(owner, "button[data-do=confirm]");
        Assert.Contains("The list of readers, number 2", await owner.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await owner.Locator("button[data-do=rewrap]").First.ClickAsync();
        await Says(owner, "That key opens everything already.");

        await staff.Go(desk, Readers);
        Assert.Equal(0, await desk.Locator("button[data-do=off], button[data-do=confirm]").CountAsync());
        await staff.Go(owner, "/staff/recovery");
        await owner.Locator("#recovery-file").SetInputFilesAsync(file);
        await owner.Locator("#recovery-words").FillAsync(words.ToUpperInvariant());
        await owner.Locator("#recover").ClickAsync();
        await Says(owner, "Your key opens 0 more requests and notes now.");

        await staff.Go(owner, Readers);
        await ReaderSteps.Reloads(owner, "button[data-do=off]");
        Assert.Contains("The list of readers, number 3", await owner.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await owner.Context.CloseAsync();
        await desk.Context.CloseAsync();
        Assert.Empty(staff.Problems);
    }

    [SkippableFact]
    public async Task Where_passkeys_give_no_secret_each_browser_has_a_key_of_its_own()
    {
        await using var staff = await StaffHouse.Open(house);
        var owner = await staff.Join("Ann", "owner", hasPrf: false);
        await staff.Go(owner, Readers);
        await ReaderSteps.MakeFirst(owner, staff);
        await ReaderSteps.Reloads(owner, "#finish-first");

        var desk = await staff.Join("Dee", "front-desk", hasPrf: false);
        await staff.Go(desk, Readers);
        await ReaderSteps.Reloads(desk, "#make-mine");
        await staff.Go(owner, Readers);
        Assert.Equal(await Eight(desk), await Eight(owner));
        await ReaderSteps.Reloads(owner, "button[data-do=confirm]");
        await staff.Go(desk, Readers);
        await desk.Locator("button[data-do=rewrap]").First.ClickAsync();
        await Says(desk, "That key opens everything already.");
        await owner.Context.CloseAsync();
        await desk.Context.CloseAsync();
        Assert.Empty(staff.Problems);
    }

    static async Task<string> Eight(IPage page)
    {
        var place = page.Locator(Words).First;
        await Assertions.Expect(place).ToContainTextAsync(" ");
        return await place.InnerTextAsync();
    }

    static Task Says(IPage page, string sentence) => Assertions.Expect(page.Locator(Sentence)).ToHaveTextAsync(sentence, new() { Timeout = 20_000 });
}
