using System.Collections.Concurrent;
using Clinic.Web.Articles;
using Clinic.Web.Articles.Rendering;
using Clinic.Web.Tests;
using Clinic.Web.Tests.Articles;
using Microsoft.Playwright;

namespace Clinic.Web.BrowserTests;

/// <summary>What the three walls let through, shown by a browser without any security policy: nothing acts and nothing is fetched.</summary>
[Collection(nameof(OpenHouse))]
[Trait("Pace", "Long")]
public sealed class HostileTextTests(OpenHouse house)
{
    const int TextsOnAPage = 500;
    const string Site = "http://texts.example/";

    [SkippableFact]
    public async Task Hostile_texts_open_no_dialog_and_ask_for_nothing_from_elsewhere()
    {
        using var content = new ContentCopy();
        content.Write("articles/sample/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>");
        var data = content.Data();
        var shown = HostileMarkdown.All.AsParallel().AsOrdered().Select(text => Html(text, data)).OfType<string>().ToList();
        Assert.True(shown.Count >= 2_000);

        var page = await house.Visit(new() { BypassCSP = true });
        var acted = new ConcurrentBag<string>();
        page.Dialog += async (_, dialog) =>
        {
            acted.Add($"a dialog says {dialog.Message}");
            await dialog.DismissAsync();
        };
        var texts = "";
        await page.RouteAsync("**/*", async route =>
        {
            if (route.Request.Url == Site) await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = texts });
            else
            {
                if (route.Request.Url != Site + "articles/sample/a.svg") acted.Add($"it asks for {route.Request.Url}");
                await route.AbortAsync();
            }
        });
        foreach (var some in shown.Chunk(TextsOnAPage))
        {
            texts = "<!DOCTYPE html><title>x</title>" + string.Concat(some.Select(html => $"<section>{html}</section>"));
            await page.GotoAsync(Site, new() { WaitUntil = WaitUntilState.Load });
            var sections = await page.EvaluateAsync<int>("""
                () => {
                    for (const element of document.querySelectorAll('section *'))
                        for (const type of ['mouseover', 'mouseenter', 'pointerenter', 'focus', 'toggle', 'error', 'load', 'begin', 'animationstart']) element.dispatchEvent(new Event(type));
                    return document.querySelectorAll('body > section').length;
                }
                """);
            Assert.Equal(some.Length, sections);
        }

        Assert.Empty(acted);
        await page.Context.CloseAsync();
    }

    static string? Html(string text, RenderingData data)
    {
        var problems = new List<ContentProblem>();
        var html = MarkdownRenderer.Render(new(ContentCopy.Sample, "articles/sample", text, LinesBefore: 0), data, problems).Html;
        return problems.Count == 0 && html.Length > 0 ? html : null;
    }
}
