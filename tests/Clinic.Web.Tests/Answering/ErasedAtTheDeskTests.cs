using System.Net;
using AngleSharp.Dom;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Consultations.Readers;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Answering;

/// <summary>What the front desk does with a request as a whole: erases it, or has it mailed once more. Each after a touch, and once.</summary>
[Trait("Pace", "Slow")]
public sealed class ErasedAtTheDeskTests : IDisposable
{
    readonly DeskSite clinic = new();

    [Fact]
    public async Task Erasing_takes_the_words_the_notes_and_every_key_that_opened_them_and_leaves_one_entry()
    {
        using var reader = await FirstReader.At(clinic.Site.Services);
        var (reference, person) = await clinic.Ask(("Message", "Bilby"));
        using var desk = await clinic.FrontDesk();
        await desk.Take(reference, "noted", ("Text", "Wombat"));
        Assert.Equal(2, clinic.Site.Rows<byte[]>(Payloads).Count);

        var asked = await desk.Page(At(reference) + "/erase");
        using var pressed = await desk.Press(At(reference) + "/erase");
        using var again = await desk.Post(At(reference) + "/erase", Token(asked));

        Assert.Equal([At(reference), At(reference)], new[] { pressed, again }.Select(answer => answer.Headers.Location?.OriginalString));
        Assert.Empty(clinic.Site.Rows<byte[]>(Payloads));
        Assert.Equal([reference], (await Entries(AuditEvent.Erased)).Select(entry => entry.About));
        var page = await desk.Page(At(reference));
        Assert.Contains("Erased · New", page.TextOf(), StringComparison.Ordinal);
        Assert.Contains("What the person told is erased since", page.TextOf(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main form, [data-sealed], [data-sealed-note], .desk-ways a"));
        Assert.Contains("was erased here", (await person.Open()).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.True((await clinic.Site.Store.Audit.Verify(default)).IsWhole);
    }

    [Fact]
    public async Task What_this_server_opened_before_is_not_shown_after_it_was_erased()
    {
        var (reference, _) = await clinic.Ask(("FullName", "Quokka"), ("Message", "Bilby"));
        using var desk = await clinic.FrontDesk();
        await desk.Take(reference, "noted", ("Text", "Wombat"));
        await desk.Press(At(reference) + "/erase");

        var text = (await desk.Page(At(reference))).TextOf();

        foreach (var word in new[] { "Quokka", "Bilby", "Wombat", "555" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        Assert.Empty((await desk.Page("/staff/requests")).References());
    }

    [Theory, InlineData("erase"), InlineData("resend")]
    public async Task Without_a_fresh_touch_nothing_is_done_and_the_touch_leads_back_to_the_question(string what)
    {
        var (reference, _) = await clinic.Ask();
        await clinic.Site.Mails();
        using var desk = await clinic.FrontDesk();
        var fields = Token(await desk.Page($"{At(reference)}/{what}"));
        clinic.Site.Clock.Now += StaffSession.FreshTouch + TimeSpan.FromSeconds(1);

        using var asked = await desk.Get($"{At(reference)}/{what}");
        using var pressed = await desk.Post($"{At(reference)}/{what}", fields);

        var touch = $"/staff/touch?next={Uri.EscapeDataString($"{At(reference)}/{what}")}";
        Assert.Equal([touch, touch], new[] { asked, pressed }.Select(answer => answer.Headers.Location?.OriginalString));
        Assert.Single(clinic.Site.Rows<byte[]>("SELECT payload FROM request WHERE payload IS NOT NULL"));
        Assert.Empty((await Entries(AuditEvent.Erased)).Concat(await Entries(AuditEvent.Resent)));
    }

    [Theory, InlineData(StaffRoles.Writer), InlineData(StaffRoles.Clinician)]
    public async Task Who_answers_no_requests_neither_erases_nor_mails_one(StaffRoles role)
    {
        var (reference, _) = await clinic.Ask();
        using var other = await StaffBrowser.SignedIn(clinic.Site, role);

        foreach (var what in new[] { "erase", "resend" })
        {
            using var refused = await other.Post($"{At(reference)}/{what}", []);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
        Assert.Single(clinic.Site.Rows<byte[]>("SELECT payload FROM request WHERE payload IS NOT NULL"));
    }

    [Fact]
    public async Task A_request_is_mailed_once_more_for_one_press_however_often_it_comes()
    {
        var (reference, _) = await clinic.Ask();
        await clinic.Site.Mails();
        using var desk = await clinic.FrontDesk();
        var asked = await desk.Page(At(reference) + "/resend");
        var fields = Token(asked);
        fields["Seen"] = asked.QuerySelector("input[name=Seen]")!.GetAttribute("value")!;

        using var pressed = await desk.Post(At(reference) + "/resend", fields);
        using var atOnce = await desk.Post(At(reference) + "/resend", fields);
        await clinic.Site.Mails();
        using var later = await desk.Post(At(reference) + "/resend", fields);
        await clinic.Site.Mails();

        Assert.All(new[] { pressed, atOnce, later }, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Equal([reference], (await Entries(AuditEvent.Resent)).Select(entry => entry.About));
        Assert.Equal(2, (await Entries(AuditEvent.Delivered)).Count(entry => entry.About == reference));
    }

    [Fact]
    public async Task What_is_withdrawn_is_not_erased_again_and_what_looks_like_a_machines_is_first_decided()
    {
        var (reference, person) = await clinic.Ask();
        await person.Withdraw();
        var (suspected, _) = await clinic.Ask(("Leave", "a machine"));
        using var desk = await clinic.FrontDesk();

        using var erase = await desk.Get(At(reference) + "/erase");
        using var resend = await desk.Get(At(suspected) + "/resend");
        using var unknown = await desk.Get("/staff/requests/kc-22222-22222/erase");

        Assert.Equal([At(reference), At(suspected)], new[] { erase, resend }.Select(answer => answer.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task The_page_leads_to_the_open_requests_beside_it()
    {
        var references = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            references.Add((await clinic.Ask()).Reference);
            clinic.Site.Clock.Now += TimeSpan.FromDays(1);
        }
        using var desk = await clinic.FrontDesk();

        async Task<(string? Before, string? After)> Beside(int one)
        {
            var page = await desk.Page(At(references[one]));
            return (page.QuerySelector(".desk-beside [rel=prev]")?.GetAttribute("href"), page.QuerySelector(".desk-beside [rel=next]")?.GetAttribute("href"));
        }
        Assert.Equal((null, At(references[1])), await Beside(0));
        Assert.Equal((At(references[0]), At(references[2])), await Beside(1));
        await desk.Take(references[1], "reached", ("Outcome", "Booked"));
        Assert.Equal((null, At(references[2])), await Beside(0));
        Assert.Equal((At(references[0]), At(references[2])), await Beside(1));
    }

    public void Dispose() => clinic.Dispose();

    const string Payloads =
        """
        SELECT payload FROM request WHERE payload IS NOT NULL UNION ALL SELECT payload FROM answering_entry WHERE payload IS NOT NULL
        UNION ALL SELECT payload FROM correction WHERE payload IS NOT NULL
        UNION ALL SELECT payload FROM outbox WHERE payload IS NOT NULL AND kind IN ('Request', 'Correction')
        """;

    static string At(string reference) => $"/staff/requests/{reference.ToLowerInvariant()}";

    static Dictionary<string, string> Token(IParentNode page) =>
        new() { ["__RequestVerificationToken"] = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")! };

    async Task<IReadOnlyList<AuditEntry>> Entries(AuditEvent what) =>
        [.. (await clinic.Site.Store.Audit.Entries(default).ToListAsync()).Where(entry => entry.What == what)];
}
