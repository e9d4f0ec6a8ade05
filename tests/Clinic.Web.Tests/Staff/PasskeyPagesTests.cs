using System.Net;
using System.Text.Json.Nodes;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>Joining, signing in and touching, with a passkey that may be told to cheat.</summary>
[Trait("Pace", "Slow")]
public sealed class PasskeyPagesTests : IDisposable
{
    readonly ClinicSite site = new() { IsProduction = true };
    readonly PasskeyBrowser browser;

    public PasskeyPagesTests() => browser = new(site);

    [Fact]
    public async Task Whoever_the_command_invited_joins_signs_out_and_signs_in()
    {
        using var passkey = await browser.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example"));
        Assert.Equal("Ann Example", (await browser.Page("/staff/account?joined")).QuerySelector("h1")!.TextContent);

        using var signedOut = await browser.Press("/staff/sign-out", "");
        using var shut = await browser.Get("/staff/account");
        Assert.Equal((HttpStatusCode.SeeOther, "/staff/sign-in?next=%2Fstaff%2Faccount"), (shut.StatusCode, shut.Headers.Location?.ToString()));

        using var signedIn = await browser.SignIn(passkey);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal("/staff", JsonNode.Parse(await signedIn.Content.ReadAsStringAsync())!["go"]!.GetValue<string>());
        await browser.Page("/staff/people");
    }

    [Fact]
    public async Task The_pages_to_join_and_sign_in_say_what_to_do_where_scripts_are_off_and_hold_no_secret()
    {
        await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example");
        foreach (var address in new[] { "/staff/join", "/staff/sign-in" })
        {
            var page = await browser.Page(address);
            Assert.True(page.QuerySelector("form.passkey button")!.HasAttribute("hidden"));
            Assert.Contains("Allow scripts", page.QuerySelector(".passkey-without")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_same_answer_posted_again_signs_nobody_in()
    {
        using var passkey = await Joined();
        var asked = await browser.Ask("/staff/sign-in");
        var credential = passkey.Touch(asked["options"]!);

        using var first = await browser.Finish("/staff/sign-in", asked, credential.DeepClone());
        using var again = await browser.Finish("/staff/sign-in", asked, credential.DeepClone());
        // With another challenge of this browser the signature does not fit.
        using var elsewhere = await browser.Finish("/staff/sign-in", await browser.Ask("/staff/sign-in"), credential.DeepClone());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], new[] { first, again, elsewhere }.Select(answer => answer.StatusCode));
        Assert.Contains("Press the button again", await PasskeyBrowser.SentenceOf(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_captured_answer_is_worth_nothing_in_another_browser()
    {
        using var passkey = await Joined();
        using var thief = new PasskeyBrowser(site);
        var asked = await browser.Ask("/staff/sign-in");

        using var answer = await thief.Finish("/staff/sign-in", asked, passkey.Touch(asked["options"]!));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("staff=", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("another host")]
    [InlineData("another origin")]
    [InlineData("in a frame")]
    [InlineData("not verified")]
    [InlineData("another person")]
    [InlineData("another key")]
    [InlineData("nobody")]
    public async Task What_was_not_signed_here_by_its_own_verified_person_is_refused(string how)
    {
        using var passkey = await Joined();
        using var other = new PasskeyBrowser(site);
        using var second = await other.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "desk@clinic.example", "front-desk"));
        using var stranger = new SoftwarePasskey { UserHandle = passkey.UserHandle };
        using var cheat = how switch
        {
            "another host" => passkey.With(host: "clinic.example"),
            "another origin" => passkey.With(origin: "https://localhost.example"),
            "in a frame" => passkey.With(crossOrigin: true),
            "not verified" => passkey.With(isVerified: false),
            "another person" => passkey.With(handle: second.UserHandle),
            "nobody" => passkey.With(handle: "\0' OR 1=1 --"),
            _ => stranger,
        };

        using var answer = await browser.SignIn(cheat);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("not one that this website knows", await PasskeyBrowser.SentenceOf(answer), StringComparison.Ordinal);
        using var honest = await browser.SignIn(passkey);
        Assert.Equal(HttpStatusCode.OK, honest.StatusCode);
    }

    [Theory]
    [InlineData("another host")]
    [InlineData("another origin")]
    [InlineData("not verified")]
    public async Task Nobody_joins_with_what_was_not_made_here_and_verified_and_the_invitation_stays_good(string how)
    {
        var invitation = await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example");
        using var passkey = new SoftwarePasskey();
        using var cheat = how switch
        {
            "another host" => passkey.With(host: "clinic.example"),
            "another origin" => passkey.With(origin: "http://localhost.example"),
            _ => passkey.With(isVerified: false),
        };

        using var refused = await browser.Join(invitation, cheat);
        using var joined = await browser.Join(invitation, passkey);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, joined.StatusCode));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[null]")]
    [InlineData("""{"a":[[null]]}""")]
    [InlineData("\"\\u0000\"")]
    public async Task An_answer_with_something_else_in_one_place_is_refused_in_a_sentence_or_as_good_as_before(string wrong)
    {
        using var passkey = await Joined();
        var places = JsonPlaces.Of(passkey.Touch((await browser.Ask("/staff/touch"))["options"]!)).ToList();
        Assert.True(places.Count > 5);

        foreach (var place in places)
        {
            var asked = await browser.Ask("/staff/touch");
            using var answer = await browser.Finish("/staff/touch", asked, JsonPlaces.With(passkey.Touch(asked["options"]!), place, JsonNode.Parse(wrong)));
            if (answer.StatusCode != HttpStatusCode.OK) Assert.NotEmpty(await PasskeyBrowser.SentenceOf(answer));
            Assert.True((int)answer.StatusCode is 200 or 400 or 403, $"{answer.StatusCode}: {string.Join('.', place)}");
        }
    }

    [Fact]
    public async Task A_passkey_of_somebody_else_does_not_touch_for_who_is_signed_in()
    {
        using var passkey = await Joined();
        using var other = new PasskeyBrowser(site);
        using var second = await other.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "desk@clinic.example", "front-desk"));
        site.Clock.Now += StaffSession.FreshTouch + TimeSpan.FromSeconds(1);

        using var wrong = await browser.Touch(second);
        using var stale = await browser.Press("/staff/people", "invite");
        using var right = await browser.Touch(passkey);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
        Assert.Equal("/staff/touch?next=%2Fstaff%2Fpeople", stale.Headers.Location?.ToString());
        using var fresh = await browser.Press("/staff/people", "invite");
        Assert.Equal(HttpStatusCode.BadRequest, fresh.StatusCode);
    }

    [Fact]
    public async Task A_touch_gives_the_session_another_token_and_the_old_one_is_worth_nothing()
    {
        using var passkey = await Joined();
        using var before = await browser.Get("/staff/account");

        using var touched = await browser.Touch(passkey);

        var token = touched.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("staff=", StringComparison.Ordinal));
        Assert.NotNull(JsonNode.Parse(await touched.Content.ReadAsStringAsync())!["token"]);
        Assert.Contains("httponly", token, StringComparison.OrdinalIgnoreCase);
        var sessions = await site.Services.GetRequiredService<StaffSessions>().All(site.Clock.Now, default);
        Assert.Equal(new StaffToken(token["staff=".Length..token.IndexOf(';', StringComparison.Ordinal)]).Hash, Assert.Single(sessions).Key);
    }

    [Theory]
    [InlineData("/staff/touch?next=https://evil.example")]
    [InlineData("/staff/touch?next=//evil.example/staff/")]
    [InlineData("/staff/touch?next=/articles")]
    [InlineData("/staff/touch?next=/staff/../admin")]
    [InlineData("/staff/touch?next=/staff/%5C..%5Cevil")]
    [InlineData("/staff/touch?next=javascript:alert(1)")]
    public async Task A_touch_leads_back_to_a_page_of_the_clinics_side_and_nowhere_else(string address)
    {
        using var passkey = await Joined();

        Assert.Equal("/staff", (await browser.Page(address)).QuerySelector("form.passkey")!.GetAttribute("data-next"));
        Assert.Equal("/staff/people", (await browser.Page("/staff/touch?next=%2Fstaff%2Fpeople")).QuerySelector("form.passkey")!.GetAttribute("data-next"));
    }

    [Theory]
    [InlineData("prf")]
    [InlineData("pr\\u0066")]
    public async Task A_post_that_holds_what_opens_requests_is_refused(string name)
    {
        using var passkey = await Joined();
        var asked = await browser.Ask("/staff/sign-in");
        var credential = passkey.Touch(asked["options"]!).ToJsonString().Replace(
            "\"clientExtensionResults\":{}", $"\"clientExtensionResults\":{{\"{name}\":{{\"results\":{{\"first\":\"AAAA\"}}}}}}", StringComparison.Ordinal);

        using var refused = await browser.Finish("/staff/sign-in", asked, JsonNode.Parse(credential)!);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_person_who_was_removed_is_out_at_the_next_request()
    {
        using var passkey = await Joined();
        using var other = new PasskeyBrowser(site);
        using var second = await other.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "desk@clinic.example", "front-desk"));
        await other.Page("/staff/account");
        var id = (await browser.Page("/staff/people")).QuerySelectorAll(".staff-people > li").Single(li => li.TextContent.Contains("desk@clinic.example", StringComparison.Ordinal)).Id!;

        using var removed = await browser.Press("/staff/people", "remove", ("person", id));

        Assert.Equal("/staff/people?done=removed", removed.Headers.Location?.ToString());
        using var shut = await other.Post("/staff/account", "begin", []);
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        using var back = await other.SignIn(second);
        Assert.Equal(HttpStatusCode.Forbidden, back.StatusCode);
    }

    [Fact]
    public async Task An_invitation_that_was_used_says_what_to_do()
    {
        var invitation = await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example");
        using var passkey = await browser.JoinAsInvited(invitation);
        using var other = new PasskeyBrowser(site);

        using var again = await other.Post("/staff/join", "begin", new() { ["invitation"] = invitation });
        using var junk = await other.Post("/staff/join", "begin", new() { ["invitation"] = "\0" });

        foreach (var answer in new[] { again, junk })
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("Ask an owner", await PasskeyBrowser.SentenceOf(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_owner_does_stands_in_the_history_and_the_trail_verifies()
    {
        using var passkey = await Joined();
        using var invited = await browser.Press("/staff/people", "invite", ("name", "Dee Desk"), ("email", "dee@clinic.example"), ("role", "front-desk"));
        Assert.Equal("/staff/people?done=invited", invited.Headers.Location?.ToString());

        var page = await browser.Page("/staff/trail");

        Assert.Contains("none is missing", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var newest = page.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains("Invited", StringComparison.Ordinal)).TextContent;
        Assert.Contains("Ann Example", newest, StringComparison.Ordinal);
        Assert.Contains("Dee Desk", newest, StringComparison.Ordinal);
        Assert.True((await site.Services.GetRequiredService<AuditTrail>().Verify(default)).IsWhole);
    }

    public void Dispose()
    {
        browser.Dispose();
        site.Dispose();
    }

    async Task<SoftwarePasskey> Joined() => await browser.JoinAsInvited(await PasskeyBrowser.InviteOnServer(site, "ann@clinic.example"));
}
