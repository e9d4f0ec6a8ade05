using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests.Texts;

/// <summary>The pages on which staff change the site, for who sees little, uses a small phone or reads large letters.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class EditingPagesTests(OpenHouse house)
{
    const int SmallPhone = 320;
    const int Phone = 390;

    static readonly string[] Pages =
    [
        "/staff/texts", TextHouse.Text, $"{TextHouse.Text}/more", "/staff/facts", "/staff/facts/prices", "/staff/facts/hours", "/staff/pictures",
        "/staff/reviews", "/staff/reviews/articles/side-effects", "/staff/history", "/staff/history/1", "/staff/readers", "/staff/people", "/staff/trail",
        "/staff/account",
    ];

    [SkippableFact]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_a_small_phone_or_with_letters_of_twice_the_size()
    {
        await using var texts = await TextHouse.Open(house);
        var page = await texts.SignIn(new BrowserNewContextOptions { BypassCSP = true, ViewportSize = new() { Width = SmallPhone, Height = 800 } });
        var faults = new List<string>();
        foreach (var path in Pages)
        {
            await page.SetViewportSizeAsync(SmallPhone, 800);
            var answer = await page.GotoAsync(texts.Address(path).AbsoluteUri);
            if (answer?.Status != 200) faults.Add($"{path} answers {answer?.Status}");
            await page.Locator("h1").First.WaitForAsync();
            faults.AddRange(await TooWide(page, SmallPhone, $"{path} at {SmallPhone} px"));
            await page.SetViewportSizeAsync(Phone, 800);
            await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
            faults.AddRange(await TooWide(page, Phone, $"{path} with letters of twice the size"));
            await page.EvaluateAsync("() => { document.documentElement.style.fontSize = ''; }");
            faults.AddRange(await Axe.Found(page, path));
        }
        await page.Context.CloseAsync();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static async Task<IReadOnlyList<string>> TooWide(IPage page, int width, string where) =>
        await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var wide && wide > width ? [$"{where} is {wide} px wide"] : [];
}
