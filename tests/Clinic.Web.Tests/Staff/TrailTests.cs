using Clinic.Web.Articles;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Asking;
using Microsoft.Extensions.DependencyInjection;

namespace Clinic.Web.Tests.Staff;

public sealed class TrailTests : IDisposable
{
    readonly AskingSite site = new();

    [Fact]
    public async Task An_entry_reads_in_plain_words_and_holds_its_hash_for_who_verifies_it()
    {
        await site.Ask();
        var hash = Assert.Single(site.Rows<string>("SELECT detail FROM audit WHERE event = 'Received'"));
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner);

        var cell = (await owner.Page("/staff/trail")).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Request received", StringComparison.Ordinal)).Children[2];

        Assert.Equal("Request received", cell.FirstChild!.TextContent.Trim());
        Assert.Equal(hash, cell.QuerySelector("details code")!.TextContent);
    }

    [Fact]
    public async Task What_is_kept_in_codes_reads_in_words_and_with_names()
    {
        var (ann, ben) = (await StaffBrowser.Person(site, StaffRoles.Owner), await StaffBrowser.Person(site, StaffRoles.FrontDesk));
        var trail = site.Services.GetRequiredService<AuditTrail>();
        (AuditEvent What, string? About, string Who, string Kept, string Says)[] entries =
        [
            (AuditEvent.Attempted, "KC-1", ann, "left-word", "Robin|Tried to reach the person: left word|KC-1"),
            (AuditEvent.Attempted, "KC-1", ann, "called", "Robin|Tried to reach the person: called, no answer|KC-1"),
            (AuditEvent.Answered, "KC-1", ann, "wrong-number", "Robin|Answered: wrong number|KC-1"),
            (AuditEvent.Answered, "KC-1", ann, "", "Robin|Answered|KC-1"),
            (AuditEvent.HandedOver, "KC-1", ann, $"to {ben}", "Robin|Handed over: to Robin|KC-1"),
            (AuditEvent.SignedOut, null, ann, $"ended for {ben}", "Robin|Signed out: ended for Robin|"),
            (AuditEvent.ReaderKeyErased, null, ann, $"2 of {ben}", "Robin|Reading key erased: 2 of Robin|"),
            (AuditEvent.ReaderLetIn, null, ann, "iP_rXKVfi6yNwz4cCHoyD4wf1qACsyQvapvUBPlXgp8 to 3", "Robin|Let read what is open: 3 requests and notes|"),
            (AuditEvent.StaffInvited, ben, ann, "front-desk,writer", "Robin|Invited: Front desk, writer|Robin"),
            (AuditEvent.RolesChanged, ben, ann, "clinician", "Robin|Role changed: Clinician|Robin"),
            (AuditEvent.SignerNamed, ben, ann, "clinical-lead", "Robin|Changed who signs texts as whom: signs as NAME|Robin"),
            (AuditEvent.SignerNamed, ben, ann, "", "Robin|Changed who signs texts as whom: signs as nobody now|Robin"),
            (AuditEvent.TextSigned, "articles/a.md", ann, "clinical-lead", "Robin|Signed a text: as NAME|articles/a.md"),
            (AuditEvent.Stalled, "KC-1", AuditEntry.Site, "WayChange, attempt 2, refused (550)", "the website|Mail given up for now: wish to be called and not texted, attempt 2, refused (550)|KC-1"),
            (AuditEvent.Delivered, "day:2026-10-21", AuditEntry.Site, "Heartbeat, attempt 1", "the website|Mail delivered: daily mail, attempt 1|October 21, 2026"),
            (AuditEvent.Delivered, "staff:0011223344556677", AuditEntry.Site, "StaffLetter, attempt 1", "the website|Mail delivered: letter to one of the staff, attempt 1|"),
        ];
        foreach (var (what, about, who, kept, _) in entries) await trail.Add(new(site.Clock.GetUtcNow(), what, about, who, kept), default);
        var signer = site.Services.GetRequiredService<ArticleLibrary>().Current.Clinic.People["clinical-lead"].Name;
        using var owner = await StaffBrowser.SignedIn(site, StaffRoles.Owner, ann);

        var rows = (await owner.Page("/staff/trail")).QuerySelectorAll("tbody tr").Select(row => $"{Words(row.Children[1])}|{Words(row.Children[2].FirstChild!)}|{Words(row.Children[3])}");

        var says = entries.Select(entry => entry.Says.Replace("NAME", signer, StringComparison.Ordinal)).ToList();
        Assert.Equal(says, rows.Reverse().Where(says.Contains));
        Assert.True((await trail.Verify(default)).IsWhole);
    }

    [Fact]
    public void Every_step_and_every_mail_has_words_of_its_own()
    {
        var said = Enum.GetValues<AnsweringStep>().Select(step => StepWords.Of(step)).Concat(Enum.GetValues<MailKind>().Select(MailWords.Of)).ToList();

        Assert.Equal(said.Count, said.Distinct().Count());
        Assert.All(said, words => Assert.Matches("^[a-z][a-z ,:]+$", words));
    }

    static string Words(AngleSharp.Dom.INode node) => node.TextContent.Trim();

    public void Dispose() => site.Dispose();
}
