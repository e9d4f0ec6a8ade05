using System.Net;
using Clinic.Web.Consultations.Limits;

namespace Clinic.Web.Tests.Asking;

/// <summary>How much may come from one address, and what a person past it sees.</summary>
[Trait("Pace", "Slow")]
public sealed class LimitTests : IDisposable
{
    readonly AskingSite site = new();

    [Fact]
    public async Task Past_the_hard_limit_nothing_is_kept_and_every_word_is_still_there()
    {
        site.Settings["Limits:PostsPerAddress"] = "2";
        await site.Ask();
        await site.Ask();
        using var form = await FormBrowser.At(site);

        var refused = await form.SendAnswers(FormBrowser.GoodAnswers("Text"), ("FullName", "Quokka"), ("Email", "quokka@numbat.example"), ("Message", "Please\ncall"), ("Reasons", "Anxiety"), ("Reasons", "Crps"), ("ContactTimes", "Evening"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(TimeSpan.FromMinutes(10), refused.Response.Headers.RetryAfter?.Delta);
        Assert.True(refused.Response.Headers.CacheControl?.NoStore);
        Assert.StartsWith("Error: ", refused.Page.Title, StringComparison.Ordinal);
        Assert.Contains("was not received", refused.Trouble, StringComparison.Ordinal);
        Assert.Equal("(202) 555-0143", refused.Page.QuerySelector(".error-summary a[href='tel:+12025550143']")?.TextContent);
        foreach (var (field, values) in new (string, string[])[]
        {
            ("FullName", ["Quokka"]), ("ContactMethod", ["Text"]), ("Phone", ["(202) 555-0143"]), ("Email", ["quokka@numbat.example"]), ("Message", ["Please\ncall"]), ("Reasons", ["Anxiety", "Crps"]),
            ("ContactTimes", ["Evening"]), ("State", ["MD"]), ("IsAdult", ["true"]), ("ConsentContact", ["true"]), ("ConsentPlainChannel", ["true"]),
        }) Assert.Equal(values, refused.Typed(field));
        Assert.Equal(2, (await site.Store.Reader.List(default)).Count);
        Assert.DoesNotContain("Set-Cookie", refused.Response.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task Another_address_goes_on()
    {
        site.Settings["Limits:PostsPerAddress"] = "1";
        await site.Ask();
        using var form = await FormBrowser.At(site);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await form.Send()).Status);

        site.Visitor = IPAddress.Parse("192.0.2.2");

        Assert.StartsWith("KC-", await form.SendAndFollow(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_the_soft_limit_a_request_is_kept_for_the_digest_and_not_refused()
    {
        site.Settings["Limits:KeptPerAddress"] = "2";
        for (var i = 0; i < 3; i++) await site.Ask();
        site.Visitor = IPAddress.Parse("192.0.2.2");
        await site.Ask();

        Assert.Equal([null, null, "many requests from one address", null], site.Rows<string?>("SELECT suspicion FROM request ORDER BY rowid"));
        Assert.Equal(3, (await site.Mails()).Count);
    }

    [Fact]
    public async Task Pressing_twice_counts_once()
    {
        site.Settings["Limits:KeptPerAddress"] = "2";
        site.Settings["Limits:KeptInAll"] = "2";
        for (var person = 0; person < 2; person++)
        {
            using var form = await FormBrowser.At(site);
            for (var press = 0; press < 3; press++) Assert.Equal(HttpStatusCode.SeeOther, (await form.Send()).Status);
        }

        Assert.Equal([null, null], site.Rows<string?>("SELECT suspicion FROM request"));
    }

    [Fact]
    public async Task Past_the_limit_of_the_whole_site_a_person_is_told_to_wait_or_call()
    {
        site.Settings["Limits:KeptInAll"] = "1";
        await site.Ask();
        site.Visitor = IPAddress.Parse("198.51.100.7");
        using var form = await FormBrowser.At(site);

        var refused = await form.Send(("Message", "Mornings"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal(["Mornings"], refused.Typed("Message"));
        Assert.Single(await site.Store.Reader.List(default));
    }

    [Fact]
    public async Task Reading_is_never_limited()
    {
        site.Settings["Limits:PostsPerAddress"] = "1";
        for (var i = 0; i < 5; i++)
        {
            using var form = await FormBrowser.At(site);
            Assert.Equal(HttpStatusCode.OK, (await form.Open()).Status);
        }
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("::1", "127.0.0.1", false)]
    [InlineData(null, null, true)]
    public void An_IPv6_network_of_64_bits_is_one_address(string? one, string? other, bool same)
    {
        var settings = new LimitSettings(
            PostsPerAddress: 1, KeptPerAddress: 1, KeptInAll: 10, SuspectedInAll: 10, SuspectedADay: 10, SearchesPerAddress: 10, TimeSpan.FromSeconds(3));
        using var limits = new PostLimits(settings);
        using var budget = new KeepingBudget(settings, TimeProvider.System);
        var (first, second) = (one is null ? null : IPAddress.Parse(one), other is null ? null : IPAddress.Parse(other));

        Assert.Equal((true, null), (limits.MayPost(first), budget.Admit(first, null).Suspicion));
        Assert.Equal((!same, same), (limits.MayPost(second), budget.Admit(second, null).Suspicion is not null));
    }

    [Fact]
    public async Task Neighbours_in_one_IPv6_network_share_its_limit()
    {
        site.Settings["Limits:PostsPerAddress"] = "1";
        site.Visitor = IPAddress.Parse("2001:db8:1:2::1");
        await site.Ask();
        using var form = await FormBrowser.At(site);

        site.Visitor = IPAddress.Parse("2001:db8:1:2:aaaa::2");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await form.Send()).Status);
        site.Visitor = IPAddress.Parse("2001:db8:1:3::1");
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send()).Status);
    }

    [Fact]
    public async Task A_customer_with_many_IPv6_networks_is_still_one()
    {
        site.Settings["Limits:PostsPerAddress"] = "2";
        for (var network = 1; network <= 4; network++)
        {
            site.Visitor = IPAddress.Parse($"2001:db8:1:{network}::1");
            await site.Ask();
        }
        using var form = await FormBrowser.At(site);
        site.Visitor = IPAddress.Parse("2001:db8:1:5::1");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await form.Send()).Status);

        site.Visitor = IPAddress.Parse("2001:db8:2:5::1");
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send()).Status);
    }

    [Fact]
    public async Task Machines_spend_a_budget_of_their_own_and_people_are_received_all_the_same()
    {
        site.Settings["Limits:KeptInAll"] = "10";
        site.Settings["Limits:SuspectedInAll"] = "5";
        HttpStatusCode last = (System.Net.HttpStatusCode)0;
        for (var i = 0; i < 30; i++)
        {
            site.Visitor = IPAddress.Parse($"198.51.{i}.7");
            using var machine = await FormBrowser.At(site);
            last = (await machine.Send(("Leave", "filled in by a machine"))).Status;
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(5, (await site.Store.Reader.List(default)).Count);

        site.Visitor = IPAddress.Parse("203.0.113.9");
        await site.Ask();

        Assert.Single(site.Rows<string>("SELECT reference FROM request WHERE suspicion IS NULL"));
    }

    [Fact]
    public async Task What_a_patient_machine_may_leave_in_a_day_is_limited_too()
    {
        site.Settings["Limits:SuspectedADay"] = "2";
        for (var i = 0; i < 3; i++)
        {
            using var machine = await FormBrowser.At(site);
            await machine.Send(("Leave", "filled in by a machine"));
        }

        Assert.Equal(2, (await site.Store.Reader.List(default)).Count);
    }

    [Fact]
    public async Task The_last_quarter_is_for_networks_that_had_little_and_the_sentence_says_who_sent_much()
    {
        site.Settings["Limits:KeptInAll"] = "40";
        for (var i = 0; i < 30; i++)
        {
            site.Visitor = IPAddress.Parse($"198.51.100.{i}");
            await site.Ask();
        }
        using var form = await FormBrowser.At(site);

        var refused = await form.Send();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Many requests came from your network just now", refused.Trouble, StringComparison.Ordinal);
        for (var i = 0; i < 10; i++)
        {
            site.Visitor = IPAddress.Parse($"203.0.{i}.7");
            await site.Ask();
        }

        site.Visitor = IPAddress.Parse("203.0.200.7");
        refused = await form.Send();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("More requests are coming in just now than our system takes", refused.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("your network", refused.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alarm_hears_that_people_are_asked_to_wait()
    {
        site.Settings["Limits:KeptInAll"] = "1";
        await site.Ask();
        using var browser = site.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/healthz", UriKind.Relative))).StatusCode);
        site.Visitor = IPAddress.Parse("198.51.100.7");
        using var form = await FormBrowser.At(site);
        await form.Send();

        var health = await browser.GetAsync(new Uri("/healthz", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("{\"name\":\"intake\",\"state\":\"failing\"}", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode);
    }

    public void Dispose() => site.Dispose();
}
