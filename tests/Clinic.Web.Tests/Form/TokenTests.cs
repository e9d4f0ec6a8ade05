using System.Net;

namespace Clinic.Web.Tests.Form;

/// <summary>A page that was left open, copied or forged: the typed text is given back, and pressing again succeeds.</summary>
[Trait("Pace", "Slow")]
public sealed class TokenTests : IDisposable
{
    static readonly DateTimeOffset Morning = new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero);

    readonly ManualClock clock;
    readonly ClinicSite site;

    public TokenTests()
    {
        clock = new(Morning);
        site = new() { Clock = clock };
    }

    public static TheoryData<string> WaysToBeStale => ["no token", "forged token", "another visitor's token", "no ticket", "forged ticket", "ticket of 24 h and a minute"];

    [Theory]
    [MemberData(nameof(WaysToBeStale))]
    public async Task A_stale_page_is_given_back_with_its_text_and_pressing_again_succeeds(string way)
    {
        using var form = await FormBrowser.At(site);
        using var other = await FormBrowser.At(site);
        switch (way)
        {
            case "no token": form.Token = ""; break;
            case "forged token": form.Token = Forged(form.Token); break;
            case "another visitor's token": form.Token = other.Token; break;
            case "no ticket": form.Ticket = ""; break;
            case "forged ticket": form.Ticket = Forged(form.Ticket); break;
            default: clock.Now += TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1); break;
        }

        var refused = await form.Send(("Message", "Mornings are best"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Your answers are still here", refused.Trouble, StringComparison.Ordinal);
        Assert.StartsWith("Error: ", refused.Page.Title, StringComparison.Ordinal);
        Assert.Equal(["Mornings are best"], refused.Typed("Message"));
        Assert.Equal(["MD"], refused.Typed("State"));
        Assert.Empty(await site.Mails());

        // Whose page it was is not known without its ticket, so that time counts from here.
        clock.Now += FormBrowser.TimeToFillIn;
        Assert.StartsWith("KC-", await form.SendAndFollow(("Message", "Mornings are best")), StringComparison.Ordinal);
        Assert.Single(await site.Mails());
    }

    [Theory]
    [InlineData("another visitor's token", "opened in another tab")]
    [InlineData("forged ticket", "part of this page that you cannot see")]
    [InlineData("a day later", "open for more than a day")]
    public async Task The_sentence_is_the_true_one_and_the_phone_is_there(string way, string sentence)
    {
        using var form = await FormBrowser.At(site);
        using var other = await FormBrowser.At(site);
        if (way.StartsWith("another", StringComparison.Ordinal)) form.Token = other.Token;
        else if (way.StartsWith("forged", StringComparison.Ordinal)) form.Ticket = Forged(form.Ticket);
        else clock.Now += TimeSpan.FromDays(1);

        var refused = await form.Send();

        Assert.Contains(sentence, refused.Trouble, StringComparison.Ordinal);
        Assert.NotNull(refused.Page.QuerySelector(".error-summary a[href^='tel:']"));
    }

    [Fact]
    public async Task With_cookies_blocked_the_second_press_is_taken_and_leads_to_the_private_page()
    {
        using var form = await FormBrowser.At(site, keepsCookies: false);

        var told = await form.Send(("Message", "Mornings are best"));
        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.Contains("blocks cookies", told.Trouble, StringComparison.Ordinal);
        Assert.NotNull(told.Page.QuerySelector(".error-summary a[href^='tel:']"));
        Assert.Equal(["Mornings are best"], told.Typed("Message"));
        Assert.Empty(await site.Mails());

        var sent = await form.Send(("Message", "Mornings are best"));
        var page = await form.Follow(sent);
        Assert.Matches("^/request/[0-9a-f]{32}$", sent.Response.Headers.Location?.OriginalString);
        Assert.StartsWith("KC-", page.Reference, StringComparison.Ordinal);
        Assert.Equal(page.Reference, (await form.Follow(await form.Send(("Message", "Mornings are best")))).Reference);
        Assert.Single(await site.Mails());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task Without_a_cookie_nothing_is_taken_from_a_page_elsewhere(string header, string value)
    {
        using var form = await FormBrowser.At(site, keepsCookies: false);
        form.Says.Add(header, value);

        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(HttpStatusCode.BadRequest, (await form.Send()).Status);

        Assert.Empty(await site.Mails());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost.evil.example")]
    [InlineData("Origin", "https://localhost")]
    public async Task Nor_with_a_cookie_and_the_token_that_fits(string header, string value)
    {
        using var form = await FormBrowser.At(site);
        form.Says.Add(header, value);

        var refused = await form.Send(("Message", "Mornings are best"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(["Mornings are best"], refused.Typed("Message"));
        Assert.Empty(await site.Mails());

        form.Says.Remove(header);
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send(("Message", "Mornings are best"))).Status);
    }

    [Fact]
    public async Task What_the_browser_says_of_both_counts()
    {
        using var form = await FormBrowser.At(site);
        form.Says.Add("Sec-Fetch-Site", "same-origin");
        form.Says.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.BadRequest, (await form.Send()).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost")]
    public async Task Without_a_cookie_a_page_of_ours_is_known_by_what_the_browser_says(string header, string value)
    {
        using var form = await FormBrowser.At(site, keepsCookies: false);
        form.Says.Add(header, value);

        await form.Send();

        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send()).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost")]
    public async Task With_the_token_that_fits_no_word_of_the_browser_turns_a_person_away(string header, string value)
    {
        using var form = await FormBrowser.At(site);
        form.Says.Add(header, value);

        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send()).Status);
    }

    [Fact]
    public async Task A_page_may_stay_open_for_a_day()
    {
        using var form = await FormBrowser.At(site);
        clock.Now += TimeSpan.FromHours(24) - FormBrowser.TimeToFillIn;

        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send()).Status);
    }

    [Fact]
    public async Task A_stale_page_with_mistakes_says_both()
    {
        using var form = await FormBrowser.At(site);
        form.Token = "";

        var refused = await form.Send(("FullName", ""));

        Assert.Contains("Your answers are still here", refused.Trouble, StringComparison.Ordinal);
        Assert.Equal(["Enter the name we should use"], refused.Summary);
    }

    [Fact]
    public async Task A_sent_form_that_is_sent_again_after_two_days_is_still_the_same_request()
    {
        using var form = await FormBrowser.At(site);
        var first = await form.SendAndFollow();
        clock.Now += TimeSpan.FromDays(2);

        Assert.Equal(HttpStatusCode.BadRequest, (await form.Send()).Status);
        Assert.Equal(first, await form.SendAndFollow());
        Assert.Single(await site.Mails());
    }

    public void Dispose() => site.Dispose();

    // The middle of the text: its last character may hold bits that nobody reads.
    static string Forged(string sealedText) => sealedText[..40] + (sealedText[40] == 'A' ? 'B' : 'A') + sealedText[41..];
}
