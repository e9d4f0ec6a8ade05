using System.Net;
using Clinic.Web.Consultations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Asking;

/// <summary>The page that only the person can open.</summary>
[Trait("Pace", "Slow")]
public sealed class StatusPageTests : IDisposable
{
    readonly AskingSite site = new();

    [Fact]
    public async Task The_received_page_links_to_a_private_page_with_the_same_reference()
    {
        using var form = await FormBrowser.At(site);
        var received = await form.Follow(await form.Send());
        var link = received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!;

        Assert.Matches("^/request/[0-9a-f]{32}$", link);
        using var page = new PrivatePage(site, link);
        var opened = await page.Open();
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        Assert.Equal(received.Reference, opened.Reference);
        Assert.Equal($"Your request {received.Reference} · Juniper Lane Clinic", opened.Page.Title);
    }

    [Fact]
    public async Task It_tells_received_waiting_and_handed_over_as_they_come_true()
    {
        site.WithBrokenMail();
        using var first = new PrivatePage(site, await site.Ask());
        await site.MailFails();
        // While the mail server is in trouble one mail probes it, so the second is not tried yet.
        using var second = new PrivatePage(site, await site.Ask());

        Assert.Contains("Waiting for the clinic's mail server", PrivatePage.Now(await first.Open()), StringComparison.Ordinal);
        Assert.Contains("On its way to the clinic's mail", PrivatePage.Now(await second.Open()), StringComparison.Ordinal);
        Assert.Contains("Received, and stored sealed", (await second.Open()).Page.QuerySelector(".progress .done")!.TextContent, StringComparison.Ordinal);

        site.MendMail();
        await site.Ask();
        Assert.Equal(3, (await site.Mails()).Count);

        foreach (var page in new[] { first, second })
        {
            var opened = await page.Open();
            Assert.Contains("Handed over to the clinic's mail", opened.Page.QuerySelector(".progress")!.TextContent, StringComparison.Ordinal);
            Assert.Contains("A person contacts you by the end of", PrivatePage.Now(opened), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_the_day_that_was_promised_it_asks_to_call()
    {
        using var page = new PrivatePage(site, await site.Ask());
        await site.Mails();
        Assert.Contains("If you hear nothing by then, please call", (await page.Open()).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        site.Clock.Now += TimeSpan.FromDays(12);

        var late = await page.Open();
        Assert.StartsWith("A person was to contact you by the end of", PrivatePage.Now(late), StringComparison.Ordinal);
        Assert.Contains("If nobody has contacted you, please call", late.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_request_that_is_no_longer_tried_it_does_not_say_that_it_is()
    {
        site.WithBrokenMail();
        using var page = new PrivatePage(site, await site.Ask());
        await site.MailFails();
        site.Clock.Now += TimeSpan.FromDays(8);
        await site.Ask();
        await Eventually.Holds(() => site.Log().Contains("stalled after", StringComparison.Ordinal), SentMails.Patience, "the request stalled");

        var stalled = await page.Open();

        Assert.Contains("A person must see to it now: please call (202) 555-0143", PrivatePage.Now(stalled), StringComparison.Ordinal);
        Assert.DoesNotContain("try again", stalled.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_when_the_words_were_erased_after_their_time()
    {
        using var page = new PrivatePage(site, await site.Ask());
        await site.Mails();
        site.Clock.Now += TimeSpan.FromDays(30) + TimeSpan.FromMinutes(1);

        await site.Services.GetServices<IHostedService>().OfType<Retention>().Single().Look(default);

        Assert.StartsWith("What you told us was erased here on", PrivatePage.Now(await page.Open()), StringComparison.Ordinal);
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(payload) FROM request"));
    }

    [Fact]
    public async Task Every_state_of_it_shows_the_crisis_lines_and_stays_out_of_caches_and_search_engines()
    {
        using var page = new PrivatePage(site, await site.Ask());
        var opened = await page.Open();
        page.Token = "";
        var stale = await page.PressWithdraw();
        var withdrawn = await page.Withdraw();

        foreach (var answer in new[] { opened, stale, withdrawn })
        {
            Assert.True(answer.Response.Headers.CacheControl?.NoStore);
            Assert.Equal("noindex", answer.Page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
            Assert.Null(answer.Page.QuerySelector("link[rel=canonical], meta[property^='og:']"));
            Assert.Equal("no-referrer", Assert.Single(answer.Response.Headers.GetValues("Referrer-Policy")));
            Assert.NotNull(answer.Page.QuerySelector("main a[href='tel:988']"));
            Assert.NotNull(answer.Page.QuerySelector("main a[href='tel:911']"));
        }
    }

    [Fact]
    public async Task No_other_secret_opens_anything()
    {
        var secret = AskingSite.SecretIn(await site.Ask());
        var changed = (secret[0] == '0' ? '1' : '0') + secret[1..];

        foreach (var wrong in new[] { changed, new string('0', 32), secret[..31], secret + "0", "g" + secret[1..], secret[..16], "requests.db", $"{secret}%20" })
        {
            using var page = new PrivatePage(site, $"/request/{wrong}");
            var opened = await page.Open();
            Assert.Equal(HttpStatusCode.NotFound, opened.Status);
            Assert.Equal("", opened.Reference);
            Assert.Equal(HttpStatusCode.NotFound, (await page.PressWithdraw()).Status);
        }
    }

    [Fact]
    public async Task The_secret_is_in_no_log_line_and_in_no_file_of_the_store_or_the_mail()
    {
        var address = await site.Ask();
        var secret = AskingSite.SecretIn(address);
        using var page = new PrivatePage(site, address);
        await page.Open();
        await page.PressWithdraw();
        using var shouted = new PrivatePage(site, $"/request/{secret.ToUpperInvariant()}");
        await shouted.Open();
        using var slashed = new PrivatePage(site, $"{address}/");
        await slashed.Open();
        await page.Open();
        await page.Withdraw();
        await site.Mails();

        Assert.Contains("request/{secret}", site.Log(), StringComparison.Ordinal);
        Assert.Contains("\"Level\":\"Debug\"", site.Log(), StringComparison.Ordinal);
        byte[][] forms = [System.Text.Encoding.ASCII.GetBytes(secret), System.Text.Encoding.Unicode.GetBytes(secret), Convert.FromHexString(secret), System.Text.Encoding.ASCII.GetBytes(secret.ToUpperInvariant())];
        foreach (var file in new[] { site.LogFolder, site.StoreFolder, site.PickupFolder }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)))
            Assert.All(forms, form => Assert.True(AskingSite.Bytes(file).AsSpan().IndexOf(form) < 0, $"{file} holds the secret"));
    }

    public void Dispose() => site.Dispose();
}
