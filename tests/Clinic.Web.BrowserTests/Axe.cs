using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>The rules of WCAG 2.0 to 2.2, A and AA, and of good practice. Axe is a script: the page's visitor must bypass the site's policy.</summary>
static class Axe
{
    static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static async Task<IEnumerable<string>> Found(IPage page, string where) =>
        (await page.RunAxe(Rules)).Violations.Select(rule => $"{where}: {rule.Id} ({rule.Impact}): {string.Join("; ", rule.Nodes.Select(node => node.Target))}");
}
