using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>How a person works a page: follows links, presses buttons, ticks, types and chooses.</summary>
public abstract class Hands(IPage page)
{
    protected IPage Page { get; } = page;

    /// <summary>A link, a button, a radio button or a box.</summary>
    public abstract Task Press(string selector);

    public abstract Task Type(string selector, string text);

    public abstract Task Choose(string selector, string option);
}

public sealed class PointingHands(IPage page) : Hands(page)
{
    public override Task Press(string selector) => Page.Locator(selector).First.ClickAsync();

    public override Task Type(string selector, string text) => Page.Locator(selector).FillAsync(text);

    public override Task Choose(string selector, string option) => Page.Locator(selector).SelectOptionAsync(new SelectOptionValue { Label = option });
}

/// <summary>Tab, Enter, Space and letters only. Wherever the focus stops it can be seen.</summary>
public sealed class TypingHands(IPage page) : Hands(page)
{
    const int MostTabs = 400;

    // A box or radio button may show its focus around its label.
    const string IsOutlined = "e => [e, ...e.labels ?? []].map(shown => getComputedStyle(shown)).some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)";

    public override async Task Press(string selector)
    {
        var target = await MoveTo(selector);
        await Page.Keyboard.PressAsync(await target.EvaluateAsync<bool>("e => e.tagName === 'INPUT'") ? "Space" : "Enter");
    }

    public override async Task Type(string selector, string text)
    {
        await MoveTo(selector);
        await Page.Keyboard.TypeAsync(text);
    }

    public override Task Choose(string selector, string option) => Type(selector, option);

    async Task<ILocator> MoveTo(string selector)
    {
        var target = Page.Locator(selector).First;
        await target.WaitForAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (!await target.EvaluateAsync<bool>("e => e === document.activeElement")) continue;
            Assert.True(await target.EvaluateAsync<bool>(IsOutlined), $"The focus on {selector} cannot be seen.");
            return target;
        }
        throw new InvalidOperationException($"{MostTabs} presses of Tab on {Page.Url} did not lead to {selector}.");
    }
}
