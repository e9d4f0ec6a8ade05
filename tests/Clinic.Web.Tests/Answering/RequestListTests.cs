using System.Net;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Answering;

/// <summary>The list of requests at the clinic's side.</summary>
[Trait("Pace", "Slow")]
public sealed class RequestListTests : IDisposable
{
    readonly DeskSite clinic = new();

    [Fact]
    public async Task It_shows_reference_day_way_state_and_owner_and_nothing_that_was_typed()
    {
        var (reference, _) = await clinic.AskForTexts(("FullName", "Quokka Wombat"), ("Message", "Bilby dingo"), ("Reasons", "Crps"));
        using var desk = await clinic.FrontDesk();
        await desk.Take(reference, "called");

        var list = await desk.Page("/staff/requests");

        Assert.Equal(["Fri, Oct 23, 5 p.m.", reference, "Text", "Trying", "Robin"], list.QuerySelectorAll(".desk-list tbody > tr > *").Select(cell => cell.TextContent.Trim()));
        foreach (var word in new[] { "Quokka", "Wombat", "Bilby", "CRPS", "555", "pain" }) Assert.DoesNotContain(word, list.TextOf(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_is_sorted_by_the_promised_day_and_each_filter_shows_its_own()
    {
        using var desk = await clinic.FrontDesk();
        var (first, _) = await clinic.Ask();
        await desk.Take(first, "called");
        clinic.Site.Clock.Now += TimeSpan.FromDays(1);
        var (second, _) = await clinic.Ask();
        var (answered, _) = await clinic.Ask();
        var (suspected, _) = await clinic.Ask(("Leave", "a machine"));
        using var later = await clinic.FrontDesk();
        await later.Take(answered, "reached", ("Outcome", "Booked"));

        async Task<IReadOnlyList<string>> Shown(string filter) => (await later.Page($"/staff/requests?filter={filter}")).References();
        Assert.Equal([first, second], await Shown(""));
        Assert.Equal([second], await Shown("new"));
        Assert.Equal([first], await Shown("trying"));
        Assert.Equal([answered], await Shown("answered"));
        Assert.Equal([suspected], await Shown("suspected"));
        Assert.Empty(await Shown("mine"));
        Assert.Empty(await Shown("today"));
        Assert.Empty(await Shown("late"));

        // Friday at noon: the first is due today. On Saturday it is late.
        clinic.Site.Clock.Now = DeskSite.Wednesday.AddDays(2).AddHours(2);
        using var friday = await clinic.FrontDesk();
        Assert.Equal([first], (await friday.Page("/staff/requests?filter=today")).References());
        clinic.Site.Clock.Now += TimeSpan.FromDays(1);
        using var saturday = await clinic.FrontDesk();
        var late = await saturday.Page("/staff/requests?filter=late");
        Assert.Equal([first], late.References());
        Assert.StartsWith("Late", late.QuerySelector(".desk-due")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_shown_to_who_asks_and_that_is_written_down_first()
    {
        var (reference, _) = await clinic.Ask(("FullName", "Quokka Wombat"));
        using var desk = await clinic.FrontDesk();

        using var answer = await desk.Press("/staff/requests", new Dictionary<string, string> { ["filter"] = "", ["number"] = "1" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("Quokka Wombat", (await ClinicSite.Html(answer)).QuerySelector(".desk-name")!.TextContent);
        var entry = Assert.Single(await clinic.Site.Store.Audit.Entries(default).ToListAsync(), entry => entry.What == AuditEvent.NamesShown);
        Assert.Equal(reference, entry.About);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public async Task A_reference_is_found_however_it_is_written(int spelling)
    {
        var (reference, _) = await clinic.Ask();
        using var desk = await clinic.FrontDesk();
        var written = new[] { reference.ToLowerInvariant(), reference.Replace('-', ' '), reference[3..].Replace("-", "", StringComparison.Ordinal) }[spelling];

        using var found = await desk.Get($"/staff/requests?find={Uri.EscapeDataString(written)}");

        Assert.Equal($"/staff/requests/{reference.ToLowerInvariant()}", found.Headers.Location?.OriginalString);
        Assert.Contains("That is no reference", (await desk.Page("/staff/requests?find=Quokka")).TextOf(), StringComparison.Ordinal);
        using var unknown = await desk.Get("/staff/requests/kc-22222-22222");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task What_was_withdrawn_stands_above_everything_else()
    {
        var (reference, page) = await clinic.Ask();
        using var desk = await clinic.FrontDesk();
        await desk.Take(reference, "taken");
        await page.Withdraw();

        var list = await desk.Page("/staff/requests?filter=new");

        Assert.Contains($"Withdrawn: do not contact {reference} on October 21", list.TextOf(), StringComparison.Ordinal);
        Assert.Contains("was with Robin", list.TextOf(), StringComparison.Ordinal);
        Assert.Empty(list.References());
        Assert.True(list.QuerySelector(".desk-alert")!.CompareDocumentPosition(list.QuerySelector(".desk-filters")!).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
    }

    [Fact]
    public async Task Who_opens_a_request_from_a_list_stays_on_it()
    {
        using var desk = await clinic.FrontDesk();
        var (first, _) = await clinic.Ask();
        var (_, _) = await clinic.Ask();
        var (third, _) = await clinic.Ask();
        foreach (var one in new[] { first, third }) await desk.Take(one, "taken");

        var opened = (await desk.Page("/staff/requests?filter=mine")).QuerySelectorAll(".desk-list a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(new[] { first, third }.Select(one => $"/staff/requests/{one.ToLowerInvariant()}?filter=mine").Order(), opened.Order());
        var page = await desk.Page(opened[0]);
        Assert.Equal(opened[1], page.QuerySelector(".desk-beside [rel=next]")!.GetAttribute("href"));
        Assert.Equal("/staff/requests?filter=mine", page.QuerySelector(".desk-beside .desk-back")!.GetAttribute("href"));

        using var noted = await desk.Press(opened[0], new Dictionary<string, string> { ["Step"] = "called", ["Version"] = "1" });
        Assert.Equal(opened[0], noted.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Fifty_stand_on_a_page()
    {
        for (var i = 0; i < 52; i++) await clinic.Site.Store.Requests.Keep(Tests.Consultations.Requests.One() with { Promised = DeskSite.Wednesday.AddMinutes(i) }, default);
        using var desk = await clinic.FrontDesk();

        var first = await desk.Page("/staff/requests");
        var second = await desk.Page(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal((50, 2), (first.References().Count, second.References().Count));
        Assert.Empty(first.References().Intersect(second.References()));
        Assert.Null(second.QuerySelector("a[rel=next]"));
    }

    [Theory, InlineData(StaffRoles.Writer), InlineData(StaffRoles.Clinician)]
    public async Task Who_answers_no_requests_sees_none(StaffRoles role)
    {
        var (reference, _) = await clinic.Ask();
        using var other = await StaffBrowser.SignedIn(clinic.Site, role);

        foreach (var address in new[] { "/staff/requests", $"/staff/requests/{reference.ToLowerInvariant()}" })
        {
            using var refused = await other.Get(address);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        Assert.DoesNotContain(await clinic.Site.Store.Audit.Entries(default).ToListAsync(), entry => entry.What == AuditEvent.Read);
    }

    public void Dispose() => clinic.Dispose();
}
