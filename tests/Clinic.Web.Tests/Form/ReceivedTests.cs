using System.Net;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Form;

/// <summary>A form that was taken: once, with a reference, and without a trace in caches, addresses and search engines.</summary>
[Trait("Pace", "Slow")]
public sealed class ReceivedTests : IDisposable
{
    readonly ClinicSite site = new();

    [Fact]
    public async Task Going_back_to_a_new_page_and_sending_the_same_answers_is_the_same_request()
    {
        using var form = await FormBrowser.At(site);
        var first = await form.SendAndFollow();

        await form.Open();
        Assert.Equal(first, await form.SendAndFollow());

        await form.Open();
        Assert.NotEqual(first, await form.SendAndFollow(("Message", "One more thing")));
    }

    [Fact]
    public async Task A_good_form_leads_to_a_page_with_its_reference()
    {
        using var form = await FormBrowser.At(site);

        var sent = await form.Send();
        var received = await form.Follow(sent);

        Assert.Equal("/is-ketamine-right-for-me/received", sent.Response.Headers.Location?.OriginalString);
        Assert.Matches("^KC-[2346789ACEFHJKMNPQRTWXY]{5}-[2346789ACEFHJKMNPQRTWXY]{5}$", received.Reference);
        Assert.True(RequestReference.TryParse(received.Reference, out _));
        Assert.NotNull(received.Page.QuerySelector("main a[href='tel:988']"));
    }

    [Fact]
    public async Task The_private_page_withdraws_with_what_stands_in_its_own_form()
    {
        using var form = await FormBrowser.At(site);
        var received = await form.Follow(await form.Send());
        var address = new Uri(received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!, UriKind.Relative);
        using var browser = site.Browser();
        var page = await ClinicSite.Html(await browser.GetAsync(address));
        using var inputs = new FormUrlEncodedContent(page.QuerySelectorAll(".withdraw input").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!)));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync(address, inputs)).StatusCode);
        Assert.NotNull((await ClinicSite.Html(await browser.GetAsync(address))).QuerySelector("#withdrawn-title"));
    }

    [Fact]
    public async Task The_mail_carries_the_reference_and_what_was_typed()
    {
        using var form = await FormBrowser.At(site);
        var reference = await form.SendAndFollow(("Message", "Please call\r\nafter noon"), ("Phone", "1-202-555-0143 x7"), ("Reasons", "Anxiety"), ("Reasons", "RatherTalk"));

        var mail = Assert.Single(await site.Mails());
        var body = SentMails.BodyOf(mail);

        Assert.Contains($"Subject: New consultation request {reference}", SentMails.HeaderOf(mail), StringComparison.Ordinal);
        Assert.Contains(reference, body, StringComparison.Ordinal);
        Assert.Contains("Name: Robin Álvarez-O’Neil", body, StringComparison.Ordinal);
        Assert.Contains("Phone: (202) 555-0143, ext. 7", body, StringComparison.Ordinal);
        Assert.Contains("    Please call\r\n    after noon", body, StringComparison.Ordinal);
        Assert.Contains("Reasons: I would rather talk about this\r\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_request_and_one_mail()
    {
        using var form = await FormBrowser.At(site);
        var (token, ticket) = (form.Token, form.Ticket);
        var first = await form.SendAndFollow();

        // The back button shows the old page with its old hidden fields.
        (form.Token, form.Ticket) = (token, ticket);
        var second = await form.SendAndFollow(("Phone", "202.555.0143"));

        Assert.Equal(first, second);
        Assert.Single(await site.Mails());
    }

    [Fact]
    public async Task A_double_click_is_one_request_and_one_mail()
    {
        using var form = await FormBrowser.At(site);

        var answers = await Task.WhenAll(form.Send(), form.Send(), form.Send());

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Single(await site.Mails());
    }

    [Fact]
    public async Task Two_people_with_the_same_answers_are_two_requests()
    {
        using var one = await FormBrowser.At(site);
        using var another = await FormBrowser.At(site);

        Assert.NotEqual(await one.SendAndFollow(), await another.SendAndFollow());
        Assert.Equal(2, (await site.Mails()).Count);
    }

    [Fact]
    public async Task What_was_sent_stays_out_of_caches_and_the_form_out_of_search_engines()
    {
        using var form = await FormBrowser.At(site);
        var opened = await form.Open();
        var refused = await form.Send(("State", ""));
        var sent = await form.Send();
        var received = await form.Follow(sent);

        Assert.All([refused, sent, received], answer => Assert.True(answer.Response.Headers.CacheControl?.NoStore));
        // The empty form repeats nothing. Kept by the browser alone, and asked for anew, it can give back what was typed to who comes back.
        Assert.Equal("no-cache, private", opened.Response.Headers.CacheControl?.ToString());
        Assert.All([opened, refused, received], answer => Assert.Equal("noindex", answer.Page.QuerySelector("meta[name=robots]")?.GetAttribute("content")));
    }

    [Fact]
    public async Task The_received_page_shows_nothing_to_another_browser()
    {
        using var form = await FormBrowser.At(site);
        await form.SendAndFollow();
        using var stranger = site.Browser();
        stranger.DefaultRequestHeaders.Add("Cookie", "received=forged");

        var page = await ClinicSite.Html(await stranger.GetAsync(new Uri("/is-ketamine-right-for-me/received", UriKind.Relative)));

        Assert.Equal("No request to show", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector(".reference"));
    }

    [Fact]
    public async Task The_received_page_lasts_a_day_in_its_browser_says_so_and_shows_the_address_to_keep()
    {
        using var form = await FormBrowser.At(site);
        var sent = await form.Send();
        site.Clock.Now += TimeSpan.FromHours(23.9);
        var received = await form.Follow(sent);

        var link = received.Page.QuerySelector("main a[href^='/request/']")!;
        Assert.Equal("http://localhost:5080" + link.GetAttribute("href"), link.TextContent);
        Assert.Matches("this page shows it in this browser until [A-Z][a-z]+ [0-9]+ at", received.Page.QuerySelector("main")!.TextContent);

        site.Clock.Now += TimeSpan.FromHours(0.2);
        Assert.Equal("", (await form.Follow(sent)).Reference);
    }

    [Fact]
    public async Task Forgotten_on_this_device_it_is_shown_no_more_and_is_still_with_the_clinic()
    {
        using var form = await FormBrowser.At(site);
        var sent = await form.Send();
        var received = await form.Follow(sent);
        Assert.Equal("Forget on this device", received.Page.QuerySelector("form[action='/is-ketamine-right-for-me/received'] button")!.TextContent);

        Assert.Equal(HttpStatusCode.SeeOther, (await form.Press("/is-ketamine-right-for-me/received")).Status);
        Assert.Equal("No request to show", (await form.Follow(sent)).Page.QuerySelector("h1")!.TextContent);
        using var page = new Asking.PrivatePage(site, received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);
        Assert.Equal(received.Reference, (await page.Open()).Reference);
    }

    [Fact]
    public async Task A_request_withdrawn_elsewhere_is_not_said_to_be_with_us()
    {
        using var form = await FormBrowser.At(site);
        var sent = await form.Send();
        using var page = new Asking.PrivatePage(site, (await form.Follow(sent)).Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);
        await page.Withdraw();

        var shown = await form.Follow(sent);

        Assert.Equal("", shown.Reference);
        Assert.Contains("was withdrawn", shown.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_of_the_form_are_for_this_site_only()
    {
        using var form = await FormBrowser.At(site);
        using var fresh = site.Browser();
        var cookies = (await fresh.GetAsync(FormBrowser.Address)).Headers.GetValues("Set-Cookie").Concat((await form.Send()).Response.Headers.GetValues("Set-Cookie")).ToList();

        Assert.Equal(["form", "received"], cookies.Select(cookie => cookie.Split('=')[0]));
        Assert.All(cookies, cookie => Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => site.Dispose();
}
