using System.Net;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.Drafts;

/// <summary>Somebody who writes on a text and puts a word of their own into it each time.</summary>
sealed class TextAuthor(StaffBrowser browser, string address) : IDisposable
{
    public required TextForm Form { get; set; }

    public async Task Save(string word, Dice dice)
    {
        Form.Body = With(Form.Body, word, dice);
        if (dice.Next(2) == 0) Form = await Form.Done("do", "save");
        else
        {
            using var kept = await Form.Autosave();
            Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        }
    }

    public async Task Publish(string word, Dice dice)
    {
        Form.Body = With(Form.Body, word, dice);
        await Publish();
    }

    public async Task TakeOver()
    {
        using var answer = await Form.Press("do", "take-over");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await Reopen();
    }

    public async Task Reopen() => Form = await TextForm.Open(browser, address);

    public async Task PublishAll()
    {
        await TakeOver();
        for (var tries = 0; tries < 10; tries++)
        {
            await Reopen();
            if (Form.Page.QuerySelector(".staff-first") is null && Form.Page.QuerySelector("a[href$='/merge']") is null) return;
            await Publish();
        }
        Assert.Fail("The words of a writer were not published in ten tries.");
    }

    async Task Publish()
    {
        using var answer = await Form.Press("do", "publish");
        if (answer.StatusCode == HttpStatusCode.SeeOther && answer.Headers.Location!.ToString().EndsWith("/merge", StringComparison.Ordinal)) await TakeBoth();
        else Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Conflict,
            $"{answer.StatusCode} {(await ClinicSite.Html(answer)).QuerySelector("[role=alert]")?.TextContent}");
        await Reopen();
    }

    async Task TakeBoth()
    {
        using var shown = await browser.Get(address + "/merge");
        if (shown.StatusCode == HttpStatusCode.SeeOther) return;
        var page = await ClinicSite.Html(shown);
        var fields = page.QuerySelectorAll(".text-merge input[type=hidden]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        foreach (var choice in page.QuerySelectorAll(".merge-both input[value=both]")) fields[choice.GetAttribute("name")!] = "both";
        using var taken = await browser.Post(address + "/merge", fields);
        Assert.True(taken.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Conflict, $"{taken.StatusCode}");
    }

    public void Dispose() => browser.Dispose();

    /// <summary>The word in one of the three paragraphs, or in one of its own below.</summary>
    public static string With(string text, string word, Dice dice)
    {
        string[] starts = ["First words", "Second words", "Third words"];
        var start = dice.Next(4) is < 3 and var at && text.Contains(starts[at], StringComparison.Ordinal) ? starts[at] : null;
        if (start is null) return $"{text.TrimEnd()}\n\nNew {word}.\n";
        var place = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return $"{text[..place]} {word}{text[place..]}";
    }

    /// <summary>The words that these writers put there.</summary>
    public static HashSet<string> WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.TrimEnd('.')).Where(word => word.StartsWith("word", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
}
