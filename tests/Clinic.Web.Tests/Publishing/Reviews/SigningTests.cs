using System.Net;
using System.Text;
using Clinic.Web.Articles;
using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Reviews;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;
using Clinic.Web.Tests.Staff;

namespace Clinic.Web.Tests.Publishing.Reviews;

/// <summary>From the question to the page that names the clinician.</summary>
[Trait("Pace", "Slow")]
public sealed class SigningTests : IDisposable
{
    readonly ReviewSite site = new();

    [Fact]
    public async Task What_a_writer_asks_about_is_read_signed_and_shown()
    {
        var (writer, writerId) = await site.SignedIn(StaffRoles.Writer);
        var (clinician, clinicianId) = await site.Clinician();
        var asked = await site.Ask(ContentCopy.Article("New words about sleep.", "draft: true"), writerId, "Please look at the sleep part.");

        var list = await clinician.Page("/staff/reviews");
        Assert.Contains("Please look at the sleep part.", list.QuerySelector("#waiting-title")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ReviewSite.Page, list.QuerySelector(".review-list a")!.GetAttribute("href"));
        var page = await clinician.Page(ReviewSite.Page);
        Assert.Contains("New words about sleep.", page.QuerySelector(".review-page")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Some words.", "New words about sleep."), (page.QuerySelector(".compared del")!.TextContent, page.QuerySelector(".compared ins")!.TextContent));
        Assert.Contains("Some words.", (await site.Public("/articles/sample")).Body!.TextContent, StringComparison.Ordinal);

        using var signed = await ReviewSite.Sign(clinician);

        Assert.Equal((HttpStatusCode.SeeOther, "/staff/reviews?done=signed"), (signed.StatusCode, signed.Headers.Location!.ToString()));
        Assert.Contains("reviewer: clinical-lead\nreviewed: 2026-06-01\nnext-review: 2026-12-01", Sorted(site.OnDisk()), StringComparison.Ordinal);
        Assert.DoesNotContain("draft", site.OnDisk(), StringComparison.Ordinal);
        var shown = await site.Public("/articles/sample");
        Assert.Contains("New words about sleep.", shown.Body!.TextContent, StringComparison.Ordinal);
        var link = shown.QuerySelector(".byline a")!;
        Assert.Equal(("/reviewed/articles/sample", "June 1, 2026"), (link.GetAttribute("href"), link.TextContent));
        var version = (await site.Get<ContentHistory>().Newest(ContentCopy.Sample, default))!;
        Assert.Equal((VersionCause.Signed, clinicianId), (version.Cause, version.Who));
        var signature = (await site.Get<Signatures>().Last(ContentCopy.Sample, default))!;
        Assert.Equal(new(version.Number, ContentCopy.Sample, clinicianId, "clinical-lead", new(2026, 6, 1), asked.Sha256), signature);
        Assert.Equal([(AuditEvent.ReviewAsked, ContentCopy.Sample, writerId), (AuditEvent.TextSigned, ContentCopy.Sample, clinicianId)],
            await site.Trail(AuditEvent.ReviewAsked, AuditEvent.TextSigned));
        Assert.Contains("Nothing waits.", (await writer.Page("/staff/reviews")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_asks_on_the_page_of_the_text_reads_there_why_it_came_back_and_asks_again()
    {
        const string Texts = "/staff/texts/articles/sample";
        var (writer, _) = await site.SignedIn(StaffRoles.Writer);
        var (clinician, _) = await site.Clinician();
        using var asked = await Write(writer, "Words about sleep [@ketalar-label].");
        Assert.Contains("waits for a clinician's signature", (await writer.Page(Texts)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Please.", (await clinician.Page("/staff/reviews")).Body!.TextContent, StringComparison.Ordinal);
        using var back = await clinician.Post(ReviewSite.Page, new(ReviewSite.Form(await clinician.Page(ReviewSite.Page), "back")) { ["note"] = "Say whose sleep." });
        Assert.Contains("Say whose sleep.", (await writer.Page(Texts)).Body!.TextContent, StringComparison.Ordinal);

        using var again = await Write(writer, "Words about your sleep [@ketalar-label].");
        using var signed = await ReviewSite.Sign(clinician);

        Assert.Equal("/staff/reviews?done=signed", signed.Headers.Location?.ToString());
        Assert.Contains("Words about your sleep", (await site.Public("/articles/sample")).Body!.TextContent, StringComparison.Ordinal);
        var after = (await writer.Page(Texts)).Body!.TextContent;
        Assert.DoesNotContain("Say whose sleep.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("not published", after, StringComparison.Ordinal);

        static async Task<HttpResponseMessage> Write(StaffBrowser writer, string words)
        {
            var form = (await writer.Page(Texts)).QuerySelector("#text-form")!;
            var fields = form.QuerySelectorAll("input[name]").Where(input => input.GetAttribute("type") is not ("checkbox" or "radio") || input.HasAttribute("checked"))
                .GroupBy(input => input.GetAttribute("name")!).ToDictionary(input => input.Key, input => input.First().GetAttribute("value") ?? "");
            foreach (var area in form.QuerySelectorAll("textarea[name]")) fields[area.GetAttribute("name")!] = area.TextContent;
            foreach (var select in form.QuerySelectorAll("select[name]:not([multiple])").Concat(form.QuerySelectorAll("select[multiple]:has([selected])")))
                fields[select.GetAttribute("name")!] = (select.QuerySelector("option[selected]") ?? select.QuerySelector("option"))?.GetAttribute("value") ?? "";
            (fields["body"], fields["reason"], fields["do"]) = (words, "Please.", "review");
            var answer = await writer.Post(Texts, fields);
            Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode}: {(await ClinicSite.Html(answer)).QuerySelector("[role=alert], #findings")?.TextContent}");
            return answer;
        }
    }

    [Fact]
    public async Task What_was_signed_is_public_with_later_words_marked()
    {
        var (clinician, clinicianId) = await site.Clinician();
        await site.Ask(ContentCopy.Article("Most people feel well. Some feel sick."), clinicianId);
        using var signed = await ReviewSite.Sign(clinician);

        var same = await site.Public("/reviewed/articles/sample");
        Assert.Equal("noindex", same.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Empty(same.QuerySelectorAll("script, .signed-words ins, .signed-words del"));
        Assert.Contains("Dr. Placeholder Name, MD", same.QuerySelector(".lede")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The page says the same today.", same.Body!.TextContent, StringComparison.Ordinal);
        await site.Publish(ContentCopy.Sample, site.OnDisk().Replace("Some feel", "A few feel", StringComparison.Ordinal), clinicianId);

        var changed = await site.Public("/reviewed/articles/sample");

        Assert.Equal(("Some", "A few"), (changed.QuerySelector(".signed-words del")!.TextContent, changed.QuerySelector(".signed-words ins")!.TextContent));
        Assert.Contains("Most people feel well.", changed.QuerySelector(".signed-words")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_that_is_no_signature_links_to_nothing()
    {
        Assert.Empty((await site.Public("/articles/sample")).QuerySelectorAll(".byline a"));
        using var browser = site.Site.Browser();
        foreach (var address in new[] { "/reviewed", "/reviewed/articles/sample", "/reviewed/nothing", "/reviewed/home", "/reviewed/../x" })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        var (clinician, clinicianId) = await site.Clinician();
        await site.Ask(ContentCopy.Article("Signed words."), clinicianId);
        using var signed = await ReviewSite.Sign(clinician);

        await site.Publish(ContentCopy.Sample, site.OnDisk().Replace("reviewed: 2026-06-01", "reviewed: 2026-05-30", StringComparison.Ordinal), clinicianId);

        Assert.Empty((await site.Public("/articles/sample")).QuerySelectorAll(".byline a"));
    }

    [Fact]
    public async Task An_earlier_signature_counts_again_when_its_version_is_put_back()
    {
        var (clinician, id) = await site.Clinician();
        await site.Ask(ContentCopy.Article("Signed first."), id);
        using var first = await ReviewSite.Sign(clinician);
        var kept = site.OnDisk();
        site.Site.Clock.Now += TimeSpan.FromDays(1);
        using var later = await StaffBrowser.SignedIn(site.Site, StaffRoles.Clinician, id);
        await site.Ask(ContentCopy.Article("Signed second."), id);
        using var second = await ReviewSite.Sign(later);
        Assert.Contains("reviewed: 2026-06-02", site.OnDisk(), StringComparison.Ordinal);

        await site.Publish(ContentCopy.Sample, kept, id);

        var page = await site.Public("/reviewed/articles/sample");
        Assert.Contains("Signed first.", page.QuerySelector(".signed-words")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("ins, del"));
    }

    [Fact]
    public async Task Who_stands_by_a_text_that_did_not_change_signs_it_anew_and_a_draft_stays_one()
    {
        var (clinician, _) = await site.Clinician();
        site.Content.Write("articles/begun.md", ContentCopy.Article("A draft.", "title: A begun article", "draft: true"));
        await Eventually.Holds(() => site.Get<ArticleLibrary>().Current.All.ContainsKey("/articles/begun"), SentMails.Patience, "the draft is read");
        Assert.Contains("Nobody asked about new words", (await clinician.Page(ReviewSite.Page)).Body!.TextContent, StringComparison.Ordinal);

        using var signed = await ReviewSite.Sign(clinician);
        using var draft = await ReviewSite.Sign(clinician, "/staff/reviews/articles/begun");

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (signed.StatusCode, draft.StatusCode));
        Assert.Contains("reviewed: 2026-06-01", site.OnDisk(), StringComparison.Ordinal);
        Assert.Contains("draft: true", site.OnDisk("articles/begun.md"), StringComparison.Ordinal);
        Assert.Contains("No word changed.", (await clinician.Page(ReviewSite.Page)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_clinician_reads_and_cannot_sign()
    {
        foreach (var roles in new[] { StaffRoles.Writer, StaffRoles.FrontDesk, StaffRoles.Owner })
        {
            var (browser, id) = await site.SignedIn(roles);
            var asked = await site.Ask(ContentCopy.Article("New words."), id);
            var page = await browser.Page(ReviewSite.Page);
            Assert.Empty(page.QuerySelectorAll("button[value=sign], button[value=back]"));
            var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

            using var signed = await browser.Post(ReviewSite.Page, new() { ["__RequestVerificationToken"] = token, ["do"] = "sign", ["seen"] = asked.Sha256, ["published"] = (await site.Published()).Sha256! });

            Assert.Equal(HttpStatusCode.Forbidden, signed.StatusCode);
            Assert.Null(await site.Get<Signatures>().Last(ContentCopy.Sample, default));
            Assert.Contains("Some words.", site.OnDisk(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_signature_needs_a_fresh_touch()
    {
        var (clinician, id) = await site.Clinician();
        await site.Ask(ContentCopy.Article("New words."), id);
        site.Site.Clock.Now += StaffSession.FreshTouch + TimeSpan.FromSeconds(1);
        Assert.NotNull((await clinician.Page(ReviewSite.Page)).QuerySelector("a[href^='/staff/touch']"));

        using var signed = await ReviewSite.Sign(clinician);

        Assert.Equal((HttpStatusCode.SeeOther, "/staff/touch?next=%2Fstaff%2Freviews%2Farticles%2Fsample"), (signed.StatusCode, signed.Headers.Location!.ToString()));
        Assert.Null(await site.Get<Signatures>().Last(ContentCopy.Sample, default));
    }

    [Fact]
    public async Task Who_signs_as_nobody_is_told_what_to_do()
    {
        var (clinician, id) = await site.SignedIn(StaffRoles.Clinician);
        var asked = await site.Ask(ContentCopy.Article("New words."), id);
        var page = await clinician.Page(ReviewSite.Page);
        Assert.Contains("An owner sets that", page.QuerySelector(".review-sign")!.TextContent, StringComparison.Ordinal);

        using var signed = await clinician.Post(ReviewSite.Page, new(ReviewSite.Form(page, "back")) { ["do"] = "sign", ["seen"] = asked.Sha256, ["published"] = (await site.Published()).Sha256! });

        Assert.Equal(HttpStatusCode.Conflict, signed.StatusCode);
        Assert.Contains("as which clinician you sign", (await ClinicSite.Html(signed)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await site.Get<Signatures>().Last(ContentCopy.Sample, default));
    }

    [Fact]
    public async Task Words_that_changed_after_they_were_shown_are_not_signed()
    {
        var (clinician, id) = await site.Clinician();
        await site.Ask(ContentCopy.Article("First words."), id);
        var form = ReviewSite.Form(await clinician.Page(ReviewSite.Page), "sign");
        await site.Ask(ContentCopy.Article("Second words."), id);

        using var signed = await clinician.Post(ReviewSite.Page, form);

        Assert.Equal(HttpStatusCode.Conflict, signed.StatusCode);
        var again = await ClinicSite.Html(signed);
        Assert.Contains("read it once more", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Second words.", again.QuerySelector(".review-page")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Some words.", site.OnDisk(), StringComparison.Ordinal);
        Assert.Null(await site.Get<Signatures>().Last(ContentCopy.Sample, default));
    }

    [Fact]
    public async Task A_text_published_meanwhile_is_not_signed_over_and_both_are_shown()
    {
        var (clinician, id) = await site.Clinician();
        await site.Ask(ContentCopy.Article("Words asked about."), id);
        var form = ReviewSite.Form(await clinician.Page(ReviewSite.Page), "sign");
        await site.Publish(ContentCopy.Sample, ContentCopy.Article("Words published meanwhile."), id);

        using var signed = await clinician.Post(ReviewSite.Page, form);

        Assert.Equal(HttpStatusCode.Conflict, signed.StatusCode);
        var both = (await ClinicSite.Html(signed)).QuerySelector("#overtaken-title")!.ParentElement!;
        Assert.Equal(("asked about.", "published meanwhile."), (both.QuerySelector("del")!.TextContent, both.QuerySelector("ins")!.TextContent));
        Assert.Empty((await clinician.Page(ReviewSite.Page)).QuerySelectorAll("button[value=sign]"));
        Assert.Contains("Words published meanwhile.", site.OnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_clinicians_one_signs_and_the_other_is_told()
    {
        var (first, id) = await site.Clinician();
        var (second, _) = await site.Clinician("treatment-nurse");
        await site.Ask(ContentCopy.Article("New words."), id);
        var (one, other) = (ReviewSite.Form(await first.Page(ReviewSite.Page), "sign"), ReviewSite.Form(await second.Page(ReviewSite.Page), "sign"));

        var answers = await Task.WhenAll(first.Post(ReviewSite.Page, one), second.Post(ReviewSite.Page, other));

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single(await site.Trail(AuditEvent.TextSigned));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task A_text_sent_back_shows_its_writer_why()
    {
        var (writer, writerId) = await site.SignedIn(StaffRoles.Writer);
        var (clinician, _) = await site.Clinician();
        await site.Ask(ContentCopy.Article("New words."), writerId);
        var form = ReviewSite.Form(await clinician.Page(ReviewSite.Page), "back");
        using var without = await clinician.Post(ReviewSite.Page, form);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);

        using var back = await clinician.Post(ReviewSite.Page, new(form) { ["note"] = "Say how often it happens." });

        Assert.Equal("/staff/reviews?done=back", back.Headers.Location?.ToString());
        var list = await writer.Page("/staff/reviews");
        Assert.Contains("Say how often it happens.", list.QuerySelector("#back-title")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/staff/texts/articles/sample", list.QuerySelector("#back-title ~ ul a")!.GetAttribute("href"));
        Assert.Contains("Some words.", site.OnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_takes_the_question_back_and_nobody_else()
    {
        var (writer, writerId) = await site.SignedIn(StaffRoles.Writer);
        var (other, _) = await site.SignedIn(StaffRoles.Writer);
        await site.Ask(ContentCopy.Article("New words."), writerId);
        var form = ReviewSite.Form(await writer.Page(ReviewSite.Page), "take");
        var token = (await other.Page("/staff/sign-out")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var refused = await other.Post(ReviewSite.Page, new() { ["__RequestVerificationToken"] = token, ["do"] = "take" });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var taken = await writer.Post(ReviewSite.Page, form);

        Assert.Equal("/staff/reviews?done=taken", taken.Headers.Location?.ToString());
        Assert.Empty(await site.Get<ReviewRequests>().Waiting(default));
    }

    [Fact]
    public async Task A_text_that_readers_could_not_be_shown_is_not_signed()
    {
        var (clinician, id) = await site.Clinician();
        await site.Ask(ContentCopy.Article("Words [@no-such-source].", "topic: Money"), id);

        using var signed = await ReviewSite.Sign(clinician);

        Assert.Equal(HttpStatusCode.Conflict, signed.StatusCode);
        Assert.Contains("\"Money\" is not a topic.", (await ClinicSite.Html(signed)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await site.Get<Signatures>().Last(ContentCopy.Sample, default));
    }

    [Fact]
    public async Task Sources_and_the_glossary_are_signed_as_they_are()
    {
        var (clinician, id) = await site.Clinician();
        var glossary = site.OnDisk("glossary.yaml");
        var changed = glossary + "\n# A line more.\n";
        await site.Ask(changed, id, path: "glossary.yaml");

        using var signed = await ReviewSite.Sign(clinician, "/staff/reviews/data/glossary");

        Assert.Equal(HttpStatusCode.SeeOther, signed.StatusCode);
        Assert.Equal(changed, site.OnDisk("glossary.yaml"));
        Assert.Equal("clinical-lead", (await site.Get<Signatures>().Last("glossary.yaml", default))!.Key);
    }

    [Theory]
    [InlineData("/staff/reviews/articles/nothing")]
    [InlineData("/staff/reviews/data/clinic")]
    [InlineData("/staff/reviews/consent/v1")]
    [InlineData("/staff/reviews/pages/home")]
    [InlineData("/staff/reviews/articles/..%2f..%2fsecret")]
    [InlineData("/staff/reviews/rules/claims")]
    public async Task Nothing_else_is_reviewed(string address)
    {
        var (clinician, _) = await site.Clinician();

        using var answer = await clinician.Get(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Texts_that_are_due_are_listed_with_a_button_the_most_urgent_first()
    {
        site.Content.Write("articles/late.md", ContentCopy.Article("Late words.", "title: A late article", "next-review: 2026-05-20"));
        site.Content.Write("articles/lost.md", ContentCopy.Article("Lost words.", "title: A lost article", "next-review: 2026-02-20"));
        site.Content.Write("articles/soon.md", ContentCopy.Article("Soon words.", "title: A soon article", "next-review: 2026-06-20"));
        var (clinician, _) = await site.Clinician();

        var due = (await clinician.Page("/staff/reviews")).QuerySelector("#due-title")!.ParentElement!;

        Assert.Equal(["A lost article", "A late article", "A soon article"], due.QuerySelectorAll("h3").Select(title => title.TextContent));
        Assert.Equal("/staff/reviews/articles/lost", due.QuerySelector("a.button")!.GetAttribute("href"));
    }

    // The order of keys in the block at the top is the writer's.
    static string Sorted(string text) => string.Join('\n', new[] { "reviewer:", "reviewed:", "next-review:" }
        .Select(key => text.Split('\n').Single(line => line.StartsWith(key, StringComparison.Ordinal))));

    public void Dispose() => site.Dispose();
}
