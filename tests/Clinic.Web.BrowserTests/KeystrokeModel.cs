using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>
/// Does what a person does and adds up the seconds of the keystroke-level model (Card, Moran and Newell): M for each thing to decide,
/// P and two B for each touch, K for each character, and a swipe for each screen that is scrolled.
/// </summary>
public sealed class KeystrokeModel(IPage page, int screen)
{
    const double Think = 1.35, Point = 1.1, Press = 0.1, Key = 0.28;
    const double Touch = Point + 2 * Press;

    double scrolled;

    public double Seconds { get; private set; }

    public async Task Tap(string selector)
    {
        await Reach(selector);
        Seconds += Think + Touch;
        await page.Locator(selector).TapAsync();
    }

    public async Task Type(string selector, string text)
    {
        await Tap(selector);
        Seconds += text.Length * Key;
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A list that opens: touched, swiped through once, and touched again.</summary>
    public async Task Choose(string selector, string value)
    {
        await Reach(selector);
        Seconds += Think + Touch + Touch + Think + Touch;
        await page.Locator(selector).SelectOptionAsync(value);
    }

    async Task Reach(string selector)
    {
        var box = (await page.Locator(selector).BoundingBoxAsync())!;
        var bottom = await page.EvaluateAsync<double>("() => scrollY") + box.Y + box.Height;
        while (bottom > scrolled + screen)
        {
            scrolled += screen * 0.75;
            Seconds += Touch;
        }
    }
}
