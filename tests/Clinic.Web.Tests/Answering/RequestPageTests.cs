using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Asking;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Answering;

/// <summary>The page of one request at the clinic's side, and what the person sees of it.</summary>
[Trait("Pace", "Slow")]
public sealed class RequestPageTests : IDisposable
{
    readonly DeskSite clinic = new();

    [Fact]
    public async Task The_persons_words_come_first_and_that_they_were_read_is_written_down()
    {
        var (reference, _) = await clinic.Ask(("FullName", "Quokka Wombat"), ("Message", "Please call me, I have <b>questions</b>."), ("Reasons", "Crps"), ("VoicemailOk", "No"));
        using var desk = await clinic.FrontDesk();

        var page = await desk.Page(At(reference));

        Assert.Equal("In the person's own words", page.QuerySelector("main h2")!.TextContent);
        Assert.Equal("Please call me, I have <b>questions</b>.", page.QuerySelector("blockquote.desk-words")!.TextContent);
        Assert.Contains("Quokka Wombat", page.TextOf(), StringComparison.Ordinal);
        Assert.Contains("NO, do not leave a voicemail", page.TextOf(), StringComparison.Ordinal);
        Assert.False(page.QuerySelector<IHtmlDetailsElement>("details")!.IsOpen);
        Assert.Contains("CRPS", page.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Answer by Friday, October 23, 5 p.m.", page.TextOf(), StringComparison.Ordinal);
        Assert.Equal([reference], (await clinic.Site.Store.Audit.Entries(default).ToListAsync()).Where(entry => entry.What == AuditEvent.Read).Select(entry => entry.About));
    }

    [Fact]
    public async Task What_they_agreed_to_stands_there_word_for_word()
    {
        var (reference, _) = await clinic.AskForTexts();
        using var desk = await clinic.FrontDesk();

        var agreed = (await desk.Page(At(reference))).QuerySelectorAll("[aria-labelledby=agreed-title] blockquote").Select(words => words.TextContent).ToList();

        Assert.Equal(2, agreed.Count);
        Assert.Contains("E-mail and text messages are not always private.", agreed[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Phone", "tel:", "Call. Do NOT text, do NOT e-mail.")]
    [InlineData("Text", "sms:,tel:", "Text. Do NOT e-mail; call only if texting fails.")]
    [InlineData("Email", "mailto:", "E-mail. Do NOT text; do NOT call unless agreed by e-mail.")]
    public async Task Links_lead_only_where_the_person_allowed(string method, string schemes, string rule)
    {
        var (reference, _) = await clinic.Ask([.. FormBrowser.GoodAnswers(method).Select(answer => (answer.Key, answer.Value[0]))]);
        using var desk = await clinic.FrontDesk();

        var page = await desk.Page(At(reference));

        Assert.Equal(schemes.Split(','), page.QuerySelectorAll(".desk-ways a").Select(link => link.GetAttribute("href")!.Split(':')[0] + ":"));
        Assert.Equal(rule, page.QuerySelector(".desk-rule")!.TextContent);
        Assert.Equal(schemes.Split(',').Order(), page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).Where(link => !link.StartsWith('/')).Select(link => link.Split(':')[0] + ":").Order());
    }

    [Fact]
    public async Task From_the_first_call_to_the_answer_the_person_sees_each_step()
    {
        var (reference, person) = await clinic.Ask();
        await clinic.Site.Mails();
        clinic.Site.Clock.Now = DeskSite.Wednesday.AddMinutes(40);
        using var desk = await clinic.FrontDesk();

        Assert.Equal(HttpStatusCode.SeeOther, (await desk.Take(reference, "called")).StatusCode);
        Assert.Contains("We tried to reach you on Wednesday, October 21 at 10:40 a.m.", Progress(await person.Open()), StringComparison.Ordinal);
        Assert.Contains("We try again.", PrivatePage.Now(await person.Open()), StringComparison.Ordinal);
        await desk.Take(reference, "left-word");
        await desk.Take(reference, "reached", ("Outcome", "NotAFit"), ("Text", "Quokka"));

        var seen = await person.Open();
        Assert.StartsWith("Answered.", PrivatePage.Now(seen), StringComparison.Ordinal);
        Assert.Contains("We tried to reach you and left word on", Progress(seen), StringComparison.Ordinal);
        foreach (var word in new[] { "fit", "Quokka", "Robin" }) Assert.DoesNotContain(word, seen.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Reached", (await desk.Page(At(reference))).QuerySelector(".desk-history")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("not a fit: Quokka", (await desk.Page(At(reference))).TextOf(), StringComparison.Ordinal);
        Assert.DoesNotContain("NotAFit", System.Text.Encoding.Latin1.GetString(AskingSite.Bytes(clinic.Site.DatabaseFile)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("wrong-number", "reached somebody else")]
    [InlineData("could-not-reach", "We could not reach you")]
    public async Task Who_was_not_reached_is_told_to_call(string step, string told)
    {
        var (reference, person) = await clinic.Ask();
        using var desk = await clinic.FrontDesk();
        await desk.Take(reference, "called");

        await desk.Take(reference, step);

        Assert.Contains(told, PrivatePage.Now(await person.Open()), StringComparison.Ordinal);
        Assert.Contains("(202) 555-0143", PrivatePage.Now(await person.Open()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_the_desk_do_not_overwrite_one_another_and_a_typed_note_is_not_lost()
    {
        var (reference, _) = await clinic.Ask();
        using var ann = await clinic.FrontDesk();
        using var ben = await clinic.FrontDesk();
        await ann.Take(reference, "called");

        using var late = await ben.Take(reference, "noted", ("Version", "0"), ("Text", "Wombat"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var page = await ClinicSite.Html(late);
        Assert.Contains("This request changed after you opened it, so nothing was written.", page.TextOf(), StringComparison.Ordinal);
        Assert.Equal("Wombat", page.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
        Assert.Equal(["1"], page.QuerySelectorAll("input[name=Version]").Select(input => input.GetAttribute("value")!).Distinct());
        Assert.DoesNotContain("Wombat", (await ann.Page(At(reference))).TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_handed_over_only_to_who_answers_requests()
    {
        var (reference, _) = await clinic.Ask();
        using var desk = await clinic.FrontDesk();
        var writer = await StaffBrowser.Person(clinic.Site, StaffRoles.Writer);
        var other = await StaffBrowser.Person(clinic.Site, StaffRoles.FrontDesk);

        using var refused = await desk.Take(reference, "handed-over", ("To", writer));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await desk.Take(reference, "handed-over", ("To", other));

        Assert.Equal([other], clinic.Site.Rows<string>("SELECT owner FROM answering"));
        using var them = await StaffBrowser.SignedIn(clinic.Site, StaffRoles.FrontDesk, other);
        Assert.Equal([reference], (await them.Page("/staff/requests?filter=mine")).References());
    }

    [Fact]
    public async Task Texting_stops_at_once_and_stands_above_everything_else()
    {
        var (reference, person) = await clinic.AskForTexts();
        using var desk = await clinic.FrontDesk();
        Assert.Contains("Stop texting me, call instead", (await person.Open()).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await person.Press("stop-texting")).Status);

        var page = await desk.Page(At(reference));
        Assert.Contains("Do NOT text", page.QuerySelector("main .desk-alert h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["tel:"], page.QuerySelectorAll(".desk-ways a").Select(link => link.GetAttribute("href")![..4]));
        Assert.Contains("Call do NOT text", (await desk.Page("/staff/requests")).TextOf(), StringComparison.Ordinal);
        var seen = await person.Open();
        Assert.Contains("You asked us to stop texting and to call instead", Progress(seen), StringComparison.Ordinal);
        Assert.DoesNotContain("Stop texting me", seen.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"Subject: Stop texting, call instead: request {reference}", SentMails.HeaderOf(Assert.Single(await clinic.Site.Mails(), mail => mail.Contains("Stop texting", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.Take(reference, "texted", ("Version", "0"))).StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_request_says_so_above_everything_else_and_takes_no_step()
    {
        var (reference, person) = await clinic.Ask(("Message", "Bilby"));
        using var desk = await clinic.FrontDesk();
        var before = await desk.Page(At(reference));
        await person.Withdraw();

        var page = await desk.Page(At(reference));
        Assert.Equal("Withdrawn: do not contact this person", page.QuerySelector("main h2")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.DoesNotContain("Bilby", page.TextOf(), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".desk-ways a"));

        using var late = await desk.Post(At(reference), new()
        {
            ["Step"] = "called",
            ["Version"] = "0",
            ["__RequestVerificationToken"] = before.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });
        Assert.Equal(HttpStatusCode.SeeOther, late.StatusCode);
        Assert.Equal([0L], clinic.Site.Rows<long>("SELECT COUNT(*) FROM answering_entry"));
    }

    [Fact]
    public async Task A_suspected_request_is_mailed_when_somebody_says_that_it_is_real()
    {
        var (reference, person) = await clinic.Ask(("Leave", "a machine"));
        var (other, unreal) = await clinic.Ask(("Leave", "a machine"));
        using var desk = await clinic.FrontDesk();
        Assert.Equal(HttpStatusCode.Conflict, (await desk.Take(reference, "called")).StatusCode);

        await desk.Take(reference, "found-real");
        await desk.Take(other, "found-unreal");

        Assert.Contains(reference, SentMails.HeaderOf(Assert.Single(await clinic.Site.Mails())), StringComparison.Ordinal);
        Assert.Equal([reference], (await desk.Page("/staff/requests")).References());
        Assert.Empty((await desk.Page("/staff/requests?filter=suspected")).References());
        Assert.Contains("A person contacts you", PrivatePage.Now(await person.Open()), StringComparison.Ordinal);
        Assert.Contains("took this for the work of a machine", PrivatePage.Now(await unreal.Open()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing-of-ours", "", "That was no button")]
    [InlineData("reached", "", "Choose what came of it")]
    [InlineData("noted", "", "Write the note first")]
    [InlineData("texting-stopped", "", "Only the person can do that")]
    public async Task What_the_page_does_not_offer_is_refused_with_a_sentence(string step, string text, string told)
    {
        var (reference, _) = await clinic.Ask();
        using var desk = await clinic.FrontDesk();

        using var refused = await desk.Take(reference, step, ("Text", text));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(told, (await ClinicSite.Html(refused)).TextOf(), StringComparison.Ordinal);
        Assert.Equal([0L], clinic.Site.Rows<long>("SELECT COUNT(*) FROM answering_entry"));
    }

    public void Dispose() => clinic.Dispose();

    static string At(string reference) => $"/staff/requests/{reference.ToLowerInvariant()}";

    static string Progress(FormAnswer page) => page.Page.QuerySelector(".progress")!.TextContent;
}
