using System.Net;
using Clinic.Web.Tests.Asking;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Clinic.Web.Tests.Delivery;

/// <summary>When a person is refused, health says so and somebody is told, at once.</summary>
public sealed class RefusedPeopleTests
{
    // Less than the time between two looks of the watch.
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task A_request_that_cannot_be_kept_turns_readiness_red_at_once_and_rings_the_alarm()
    {
        await using var receiver = await HttpReceiver.Start("/alarm");
        await using var site = SiteWith(receiver);
        using var form = await FormBrowser.At(site);
        Assert.Equal(HttpStatusCode.OK, await Ready(site));
        Change(site, "CREATE TRIGGER no_room BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'no room'); END");

        var refused = await form.Send(("Message", "Wallaby"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (refused.Status, await Ready(site)));
        Assert.Equal(["Wallaby"], refused.Typed("Message"));
        await Eventually.Holds(() => receiver.Posts.Count == 1, AtOnce, "the alarm rings");

        Change(site, "DROP TRIGGER no_room");
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send(("Message", "Wallaby"))).Status);
        Assert.Equal(HttpStatusCode.OK, await Ready(site));
    }

    [Fact]
    public async Task A_withdrawal_that_cannot_be_kept_does_too()
    {
        await using var receiver = await HttpReceiver.Start("/alarm");
        await using var site = SiteWith(receiver);
        var page = await site.Ask();
        Change(site, "CREATE TRIGGER no_room BEFORE UPDATE ON request BEGIN SELECT RAISE(ABORT, 'no room'); END");

        using var browser = site.Browser(keepsCookies: false);
        using var again = new FormUrlEncodedContent([new("Again", "yes")]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.PostAsync(new Uri(page, UriKind.Relative), again)).StatusCode);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ready(site));
        await Eventually.Holds(() => receiver.Posts.Count == 1, AtOnce, "the alarm rings");
    }

    static AskingSite SiteWith(HttpReceiver receiver)
    {
        var site = new AskingSite();
        site.Settings["Alarm:Webhook"] = receiver.Address.AbsoluteUri;
        site.Settings["Alarm:WebhookSecret"] = "sixteen characters or more";
        return site;
    }

    static void Change(AskingSite site, string sql)
    {
        using var database = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False");
        database.Execute(sql);
    }

    static async Task<HttpStatusCode> Ready(AskingSite site)
    {
        using var browser = site.Browser();
        return (await browser.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode;
    }
}
