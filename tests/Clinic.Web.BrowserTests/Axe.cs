using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>The rules of WCAG 2.0 to 2.2, A and AA, and of good practice. Axe is a script: the page's visitor must bypass the site's policy.</summary>
static class Axe
{
    const int Height = 900;

    static readonly AxeRunOptions EveryRule = new()
    {
        // The rest is not looked at here, and takes a fifth of the time; no page has a frame.
        ResultTypes = [ResultType.Violations],
        Iframes = false,
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        // Axe leaves this one out unless it is asked for.
        Rules = new() { ["target-size"] = new() { Enabled = true } },
    };

    /// <summary>What can change with the width of the page or its colors, and with nothing else.</summary>
    static readonly AxeRunOptions RulesOfLooks = new()
    {
        ResultTypes = [ResultType.Violations],
        Iframes = false,
        RunOnly = new() { Type = "rule", Values = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"] },
    };

    /// <summary>Phone, tablet and desktop in the light and in the dark, and with the colors that the reader's system forces on every page.</summary>
    static readonly (int Width, ColorScheme Scheme, ForcedColors Forced, AxeRunOptions Rules)[] Looks =
    [
        (320, ColorScheme.Light, ForcedColors.None, EveryRule), (768, ColorScheme.Dark, ForcedColors.None, RulesOfLooks),
        (1280, ColorScheme.Light, ForcedColors.None, RulesOfLooks), (1280, ColorScheme.Dark, ForcedColors.Active, RulesOfLooks),
    ];

    public static async Task<IReadOnlyList<string>> Found(IPage page, string where)
    {
        var found = new List<string>();
        foreach (var (width, scheme, forced, rules) in Looks)
        {
            await page.SetViewportSizeAsync(width, Height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ForcedColors = forced });
            found.AddRange((await page.RunAxe(rules)).Violations.Select(rule => $"{where} ({width} px, {scheme}, forced colors {forced}): {rule.Id} ({rule.Impact}): {string.Join("; ", rule.Nodes.Select(node => node.Target))}"));
        }
        return found;
    }
}
