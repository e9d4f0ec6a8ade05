using System.Net;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Pages;
using Clinic.Web.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

/// <summary>Every page of the clinic's side, as the routes name them, for every role and for who is not signed in.</summary>
[Trait("Pace", "Slow")]
public sealed class StaffDoorTests : IDisposable
{
    readonly ClinicSite site = new() { IsProduction = true };

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Until_somebody_was_invited_every_address_answers_as_an_unknown_one()
    {
        using var browser = StaffBrowser.SignedOut(site);
        using var unknown = await browser.Get("/no-such-page");
        var expected = await unknown.Content.ReadAsStringAsync();
        foreach (var address in Routes().Select(route => route.Address).Append("/staff/anything"))
        {
            using var answer = await browser.Get(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public void Every_route_of_the_clinics_side_has_a_rule() =>
        Assert.DoesNotContain(Routes(), route => route.Rule is null && !route.IsEntrance);

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_entrance_and_posts_nothing()
    {
        await StaffBrowser.Person(site, StaffRoles.Owner);
        using var browser = StaffBrowser.SignedOut(site);
        foreach (var route in Routes().Where(route => route.Rule is not null))
        {
            using var read = await browser.Get(route.Address);
            Assert.Equal((HttpStatusCode.SeeOther, StaffNext.To("/staff/sign-in", route.Address)), (read.StatusCode, read.Headers.Location?.ToString()));
            using var posted = await browser.Post(route.Address, []);
            Assert.Equal(HttpStatusCode.Unauthorized, posted.StatusCode);
        }
    }

    [Fact]
    public async Task A_role_reaches_what_its_rights_name_and_nothing_else()
    {
        foreach (var role in new[] { StaffRoles.Owner, StaffRoles.FrontDesk, StaffRoles.Writer, StaffRoles.Clinician })
        {
            using var browser = await StaffBrowser.SignedIn(site, role);
            foreach (var route in Routes().Where(route => route.Rule is not null))
            {
                using var answer = await browser.Get(route.Address);
                Assert.True(role.May(route.Rule!.Action) == (answer.StatusCode != HttpStatusCode.Forbidden), $"{role} {route.Address}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Posts_from_elsewhere_change_nothing()
    {
        var person = await StaffBrowser.Person(site, StaffRoles.Owner);
        (string Origin, string FetchSite)[] strangers =
        [
            ("https://evil.example", "cross-site"), ("http://localhost", "cross-site"), ("null", "same-origin"), ("http://localhost", ""),
            ("", "same-origin"), ("http://localhost:81", "same-origin"), ("https://localhost", "same-origin"),
        ];
        foreach (var (origin, fetchSite) in strangers)
        {
            using var signedIn = await StaffBrowser.SignedIn(site, StaffRoles.Owner, person);
            var token = (await signedIn.Page("/staff/sign-out")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var answer = await signedIn.Saying(origin, fetchSite).Post("/staff/sign-out", new() { ["__RequestVerificationToken"] = token });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            using var still = await signedIn.Get("/staff/sign-out");
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }
    }

    [Fact]
    public async Task A_post_without_the_token_of_a_page_changes_nothing()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        foreach (var route in Routes().Where(route => route.Rule is { Touch: not FreshTouch.Always }))
        {
            using var answer = await browser.Post(route.Address, []);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_needs_a_fresh_touch_asks_for_it_after_five_minutes()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner | StaffRoles.FrontDesk);
        site.Clock.Now += StaffSession.FreshTouch + TimeSpan.FromSeconds(1);
        foreach (var route in Routes().Where(route => route.Rule is { Touch: not FreshTouch.Never }))
        {
            using var posted = await browser.Post(route.Address, []);
            Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
            Assert.StartsWith("/staff/touch?next=", posted.Headers.Location!.ToString(), StringComparison.Ordinal);
            using var read = await browser.Get(route.Address);
            Assert.Equal(route.Rule!.Touch == FreshTouch.Always, read.Headers.Location?.ToString().StartsWith("/staff/touch", StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public async Task A_session_ends_at_sign_out_and_its_cookie_opens_nothing_more()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        using var signedOut = await browser.Press("/staff/sign-out");
        Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        using var stolen = await browser.Post("/staff/sign-out", []);
        Assert.Equal(HttpStatusCode.Unauthorized, stolen.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_a_visit_and_after_half_a_day_in_any_case()
    {
        using var idle = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        using var busy = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        for (var passed = TimeSpan.Zero; passed < StaffSession.Longest - TimeSpan.FromMinutes(20); passed += TimeSpan.FromMinutes(20))
        {
            site.Clock.Now += TimeSpan.FromMinutes(20);
            using var answer = await busy.Get("/staff/sign-out");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        using var away = await idle.Get("/staff/sign-out");
        Assert.Equal(HttpStatusCode.SeeOther, away.StatusCode);
        site.Clock.Now += TimeSpan.FromMinutes(21);
        using var over = await busy.Get("/staff/sign-out");
        Assert.Equal(HttpStatusCode.SeeOther, over.StatusCode);
    }

    [Fact]
    public async Task A_removed_person_is_out_at_once()
    {
        var person = await StaffBrowser.Person(site, StaffRoles.Owner);
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner, person);
        await site.Services.GetRequiredService<Database>().Write(session =>
            session.Execute("UPDATE staff_person SET removed_at = @now WHERE id = @person", new { person, now = site.Clock.GetUtcNow() }), default);
        using var answer = await browser.Post("/staff/sign-out", []);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_demonstration_owner_is_nobody_outside_Development()
    {
        var token = await site.Services.GetRequiredService<StaffPeople>().ContinueAsDemonstrationOwner("Chrome on Linux", site.Clock.GetUtcNow(), default);
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", $"staff={token.Value}");

        using var closed = await browser.GetAsync(new Uri("/staff/requests", UriKind.Relative));
        await StaffBrowser.Person(site, StaffRoles.Owner);
        using var signedOut = await browser.GetAsync(new Uri("/staff/requests", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.SeeOther), (closed.StatusCode, signedOut.StatusCode));
    }

    [Fact]
    public async Task Nobody_keeps_a_page_of_the_clinics_side()
    {
        using var browser = await StaffBrowser.SignedIn(site, StaffRoles.Owner);
        foreach (var route in Routes())
        {
            using var answer = await browser.Get(route.Address);
            Assert.True(answer.Headers.CacheControl?.NoStore, route.Address);
            Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        }
    }

    // A segment that stands for something is filled with what nothing is called.
    List<Route> Routes() => [.. StaffRoute.AllOf(site).Select(route => new Route(route.Address(_ => "kc-00000-00000"), route.Rule, route.IsEntrance))];

    sealed record Route(string Address, StaffPageAttribute? Rule, bool IsEntrance);
}
