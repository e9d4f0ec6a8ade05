using System.Net;
using System.Text.RegularExpressions;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Tests.Asking;

/// <summary>A receptionist has a held request mailed, by a link of the daily list and a button behind it.</summary>
[Trait("Pace", "Slow")]
public sealed partial class ReleaseTests : IDisposable
{
    static readonly DateTimeOffset Morning = new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset NextMorning = new(2026, 10, 22, 12, 0, 0, TimeSpan.Zero);

    readonly AskingSite site = new() { Clock = new(Morning) };

    [Fact]
    public async Task The_list_tells_when_each_came_in_clinic_time_and_how_to_have_it_mailed()
    {
        var (reference, _) = await Listed();

        var list = SentMails.BodyOf(await List());

        Assert.Contains($"{reference}\r\nWednesday, October 21, 2026, 10:00 a.m. Eastern Daylight Time (UTC-04:00); trap field filled\r\nhttp://localhost:5080/release/", list, StringComparison.Ordinal);
        Assert.Contains("Opening the link alone does nothing", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_shows_a_button_and_no_words_and_changes_nothing()
    {
        var (reference, link) = await Listed();
        using var scanner = site.Browser();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Get, HttpMethod.Options })
        {
            using var visit = new HttpRequestMessage(method, link) { Headers = { { "Sec-Purpose", "prefetch" } } };
            using var _ = await scanner.SendAsync(visit);
        }
        using var desk = new PrivatePage(site, link.OriginalString);

        var page = await desk.Open();

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(reference, page.Reference);
        Assert.Equal("Mail this request to the clinic", page.Page.QuerySelector("main form button")!.TextContent);
        Assert.True(page.Response.Headers.CacheControl?.NoStore);
        Assert.Equal("noindex", page.Page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.All(new[] { "Quokka", "555-0143", "Bilby" }, word => Assert.DoesNotContain(word, page.Page.DocumentElement.OuterHtml.Replace("(202) 555-0143", "", StringComparison.Ordinal).Replace("+12025550143", "", StringComparison.Ordinal), StringComparison.Ordinal));
        await site.Ask();
        Assert.DoesNotContain(await site.Mails(), mail => mail.Contains($"request {reference}", StringComparison.Ordinal));
        Assert.Equal(["Cancelled"], StateOf(reference));
    }

    [Fact]
    public async Task The_press_has_it_mailed_once_and_is_in_the_audit_trail()
    {
        var (reference, link) = await Listed();
        using var desk = new PrivatePage(site, link.OriginalString);
        await desk.Open();

        var presses = await Task.WhenAll(desk.PressWithdraw(), desk.PressWithdraw());
        await desk.PressWithdraw();

        Assert.Contains(presses, press => press.Status == HttpStatusCode.SeeOther);
        await Eventually.Holds(async () => (await Mailed(reference)).Count == 1, SentMails.Patience, "it is mailed");
        Assert.Contains("Name: Quokka", SentMails.BodyOf(Assert.Single(await Mailed(reference))), StringComparison.Ordinal);
        var again = await desk.Open();
        Assert.Contains("This request is released", again.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(again.Page.QuerySelector("main form[method=post]"));
        Assert.Single(await site.Store.Audit.Entries(default).ToListAsync(), entry => entry.What == AuditEvent.Released && entry.About == reference);
    }

    [Fact]
    public async Task With_cookies_blocked_the_second_press_counts()
    {
        var (reference, link) = await Listed();
        using var desk = site.Browser(keepsCookies: false);
        using var first = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await desk.PostAsync(link, first)).StatusCode);
        Assert.Equal(["Cancelled"], StateOf(reference));

        using var second = new FormUrlEncodedContent([new("Again", "true")]);
        Assert.Equal(HttpStatusCode.SeeOther, (await desk.PostAsync(link, second)).StatusCode);
        Assert.NotEqual(["Cancelled"], StateOf(reference));
    }

    [Fact]
    public async Task After_seven_days_the_link_does_no_more_and_says_so()
    {
        var (reference, link) = await Listed();
        using var desk = new PrivatePage(site, link.OriginalString);
        await desk.Open();
        site.Clock.Now += TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1);

        var pressed = await desk.PressWithdraw();

        Assert.Contains("Seven days after the list was mailed", pressed.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await Mailed(reference));
    }

    [Fact]
    public async Task What_was_withdrawn_meanwhile_is_not_mailed()
    {
        var address = await site.Ask(("Leave", "filled in"));
        var link = await LinkOfTheNextMorning();
        using (var page = new PrivatePage(site, address)) await page.Withdraw();
        using var desk = new PrivatePage(site, link.OriginalString);

        Assert.Contains("Nothing is left to mail", (await desk.Open()).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await desk.PressWithdraw();
        Assert.DoesNotContain(await site.Store.Audit.Entries(default).ToListAsync(), entry => entry.What == AuditEvent.Released);
    }

    [Fact]
    public async Task No_other_token_opens_anything()
    {
        var (_, link) = await Listed();
        var token = link.OriginalString.Split('/')[^1];

        foreach (var wrong in new[] { token[..^1], token[..^1] + (token[^1] == '0' ? '1' : '0'), "x", new string('0', 32), token + "0", "%20" })
        {
            using var browser = site.Browser();
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri($"/release/{wrong}", UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task The_token_is_in_no_log_line_and_in_no_file_of_the_store()
    {
        var (_, link) = await Listed();
        using var desk = new PrivatePage(site, link.OriginalString);
        await desk.Open();
        await desk.PressWithdraw();
        await site.Mails();

        Assert.Contains("release/{token}", site.Log(), StringComparison.Ordinal);
        var token = System.Text.Encoding.ASCII.GetBytes(link.OriginalString.Split('/')[^1]);
        foreach (var file in new[] { site.LogFolder, site.StoreFolder }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            Assert.True(AskingSite.Bytes(file).AsSpan().IndexOf(token) < 0, $"{file} holds the token");
    }

    public void Dispose() => site.Dispose();

    async Task<(string Reference, Uri Link)> Listed()
    {
        using var form = await FormBrowser.At(site);
        var reference = await form.SendAndFollow(("FullName", "Quokka"), ("Message", "Bilby"), ("Leave", "filled in"));
        return (reference, await LinkOfTheNextMorning());
    }

    async Task<Uri> LinkOfTheNextMorning()
    {
        site.Clock.Now = NextMorning;
        await site.Ask();
        return new(Link().Match(SentMails.BodyOf(await List())).Groups["path"].Value, UriKind.Relative);
    }

    async Task<string> List() => Assert.Single(await site.Mails(), mail => mail.Contains("Subject: Suspected requests of the day", StringComparison.Ordinal));

    async Task<IReadOnlyList<string>> Mailed(string reference) => [.. (await site.Mails()).Where(mail => mail.Contains($"Subject: New consultation request {reference}", StringComparison.Ordinal))];

    IReadOnlyList<string> StateOf(string reference) => site.Rows<string>($"SELECT state FROM outbox JOIN request ON submission = about WHERE kind = 'Request' AND reference = '{reference}'");

    [GeneratedRegex(@"http://localhost:5080(?<path>/release/[0-9a-f]{32})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
