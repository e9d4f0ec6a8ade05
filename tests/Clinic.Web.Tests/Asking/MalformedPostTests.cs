using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Clinic.Web.Tests.Asking;

/// <summary>What no browser sends is the sender's mistake, at every address that takes posts, and changes nothing.</summary>
public sealed partial class MalformedPostTests : IDisposable
{
    readonly AskingSite site = new() { Clock = new(new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero)) };

    static readonly (string What, string? Type, string Body)[] Bodies =
    [
        ("no type and no body", null, ""),
        ("no type", null, "Again=true"),
        ("json", "application/json", "{\"Again\":true}"),
        ("plain text", "text/plain", "Again=true"),
        ("a type that is none", "x", "Again=true"),
        ("parts without a boundary", "multipart/form-data", "--x\r\n\r\n--x--"),
        ("parts with an empty boundary", "multipart/form-data; boundary=\"\"", "--\r\n\r\n----"),
        ("parts with a boundary without end", "multipart/form-data; boundary=" + new string('x', 500), "--x"),
        ("parts that never begin", "multipart/form-data; boundary=x", "nothing"),
        ("a part without a head", "multipart/form-data; boundary=x", "--x\r\n\r\nAgain\r\n--x--"),
        ("a part with a broken head", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: \0\r\n\r\nAgain\r\n--x--"),
        ("parts that break off", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Again\"\r\n\r\ntr"),
        ("a control character", "application/x-www-form-urlencoded", "Again=true%00"),
        ("many fields", "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 200).Select(i => $"f{i}=x"))),
        ("a long name", "application/x-www-form-urlencoded", new string('k', 3000) + "=x"),
        ("more than a form can hold", "application/x-www-form-urlencoded", "Again=" + new string('x', 70_000)),
        ("half a percent sign", "application/x-www-form-urlencoded", "%&%zz=%"),
        ("UTF-7", "application/x-www-form-urlencoded; charset=utf-7", "Again=+AGE-"),
        ("a character set that is none", "application/x-www-form-urlencoded; charset=nothing", "x=1"),
        ("UTF-16", "application/x-www-form-urlencoded; charset=utf-16", "Again=true"),
    ];

    [Fact]
    public async Task It_is_told_so_and_nothing_is_withdrawn_released_or_kept()
    {
        var held = await Held();
        var page = await site.Ask();
        using var browser = site.Browser();
        var wrong = new List<string>();
        foreach (var (what, type, body) in Bodies)
        {
            foreach (var address in new[] { page, held, "/is-ketamine-right-for-me" })
            {
                using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), content);
                if ((int)answer.StatusCode is not (>= 400 and < 500) || answer.Content.Headers.ContentType?.MediaType != "text/html") wrong.Add($"{what} to {address}: {answer.StatusCode}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(*) FROM request WHERE withdrawn_at IS NOT NULL"));
        Assert.Equal([3L], site.Rows<long>("SELECT COUNT(*) FROM request"));
        Assert.Equal(["Cancelled"], site.Rows<string>("SELECT state FROM outbox JOIN request ON about = submission WHERE kind = 'Request' AND suspicion IS NOT NULL"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task A_page_elsewhere_withdraws_nothing_and_takes_no_note_away(string header, string value)
    {
        using var form = await FormBrowser.At(site);
        var received = await form.Follow(await form.Send());
        var page = received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!;
        form.Says.Add(header, value);

        Assert.Equal(HttpStatusCode.BadRequest, (await form.Press(page)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await form.Press("/is-ketamine-right-for-me/received")).Status);

        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(*) FROM request WHERE withdrawn_at IS NOT NULL"));
        form.Says.Remove(header);
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Press("/is-ketamine-right-for-me/received")).Status);
    }

    public void Dispose() => site.Dispose();

    // The address behind the link of a suspected request.
    async Task<string> Held()
    {
        using var machine = await FormBrowser.At(site);
        await machine.SendAndFollow(("Leave", "x"));
        site.Clock.Now = new(2026, 10, 22, 12, 0, 0, TimeSpan.Zero);
        await site.Ask();
        var list = (await site.Mails()).Single(mail => mail.Contains("Subject: Suspected requests", StringComparison.Ordinal));
        return Link().Match(SentMails.BodyOf(list)).Value;
    }

    [GeneratedRegex("/release/[0-9a-f]{32}")]
    private static partial Regex Link();
}
