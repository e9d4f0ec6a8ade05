using System.Net;
using Clinic.Web.Consultations;
using Clinic.Web.Tests.Asking;

namespace Clinic.Web.Tests.Form;

/// <summary>Somebody goes back to a form that was sent, changes an answer and sends it again.</summary>
[Trait("Pace", "Slow")]
public sealed class CorrectedFormTests : IDisposable
{
    // 10:14 in the morning of a Wednesday at the clinic.
    static readonly DateTimeOffset Sent = new(2026, 10, 21, 14, 14, 0, TimeSpan.Zero);

    readonly AskingSite site = new() { Clock = new(Sent - FormBrowser.TimeToFillIn) };

    [Fact]
    public async Task Other_answers_ask_what_they_are_keep_everything_typed_and_tell_nothing_of_the_first()
    {
        using var form = await FormBrowser.At(site);
        await form.SendAndFollow(("FullName", "Quokka"), ("Message", "Bilby"), ("Reasons", "Anxiety"));

        var asked = await form.Send(("FullName", "Robin"), ("Phone", "(301) 555-0187"), ("Message", "After noon"), ("Reasons", "Trauma"), ("ContactTimes", "Morning"));

        Assert.Equal(HttpStatusCode.Conflict, asked.Status);
        Assert.Equal(["Replace what I sent at 10:14 a.m.", "This is another request"], asked.Page.QuerySelectorAll(".error-summary .actions button").Select(button => button.TextContent));
        Assert.Equal(["Robin"], asked.Typed("FullName"));
        Assert.Equal(["(301) 555-0187"], asked.Typed("Phone"));
        Assert.Equal(["After noon"], asked.Typed("Message"));
        Assert.Equal(["Trauma"], asked.Typed("Reasons"));
        Assert.Equal(["MD"], asked.Typed("State"));
        Assert.Equal(["true"], asked.Typed("ConsentContact"));
        foreach (var first in new[] { "Quokka", "Bilby", "KC-" }) Assert.DoesNotContain(first, asked.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Error", asked.Page.Title, StringComparison.Ordinal);
        Assert.NotNull(asked.Page.QuerySelector(".error-summary a[href^='tel:']"));
        Assert.Equal(["Quokka"], await Names());
    }

    [Fact]
    public async Task Replaced_before_any_mail_left_it_is_one_request_with_the_new_answers()
    {
        site.WithSlowMail();
        using var form = await FormBrowser.At(site);
        var first = await form.SendAndFollow(("FullName", "Quokka"));
        await form.Send(("FullName", "Wombat"));

        var replaced = await form.Follow(await form.Send(("FullName", "Wombat"), ("Means", "Replaces")));

        Assert.Equal(first, replaced.Reference);
        Assert.Contains("What was sent at 10:14 a.m. is replaced by what you sent last", replaced.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([1L], site.Rows<long>("SELECT COUNT(*) FROM request"));
        Assert.Equal([2L], site.Rows<long>("SELECT COUNT(*) FROM consent"));
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(*) FROM outbox WHERE kind = 'Correction'"));
    }

    [Fact]
    public async Task Replaced_after_the_mail_left_a_marked_correction_follows_and_the_person_is_told()
    {
        using var form = await FormBrowser.At(site);
        var first = await form.SendAndFollow(("FullName", "Quokka"));
        var request = Assert.Single(await site.Mails());
        site.Clock.Now += TimeSpan.FromMinutes(26);

        var corrected = await form.Follow(await form.Send(("FullName", "Wombat"), ("Means", "Replaces")));

        Assert.Equal(first, corrected.Reference);
        Assert.Contains("What you sent last follows as a correction", corrected.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var mail = Assert.Single(await site.Mails(), mail => mail != request);
        Assert.Contains($"Subject: Correction 1 of consultation request {first}", SentMails.HeaderOf(mail), StringComparison.Ordinal);
        Assert.NotEqual(Header(request, "Message-Id"), Header(mail, "Message-Id"));
        Assert.Equal(Header(request, "Message-Id"), Header(mail, "In-Reply-To"));
        Assert.Contains("This replaces all that was sent before", SentMails.BodyOf(mail), StringComparison.Ordinal);
        Assert.Contains("Wombat", SentMails.BodyOf(mail), StringComparison.Ordinal);
        using var page = new PrivatePage(site, corrected.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);
        Assert.Contains("Corrected on Wednesday, October 21 at 10:40 a.m.", (await page.Open()).Page.QuerySelector(".progress")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_request_is_one_however_often_it_is_pressed()
    {
        using var form = await FormBrowser.At(site);
        var first = await form.SendAndFollow(("FullName", "Quokka"));
        await form.Send(("FullName", "Wombat"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => form.Send(("FullName", "Wombat"), ("Means", "IsAnother"))));

        var another = (await form.Follow(answers[0])).Reference;
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.NotEqual(first, another);
        Assert.Equal(["Quokka", "Wombat"], (await Names()).Order());
        Assert.Equal([2L], site.Rows<long>("SELECT COUNT(*) FROM request"));
    }

    [Fact]
    public async Task Corrected_three_times_it_says_so_with_the_phone_and_keeps_what_was_typed()
    {
        using var form = await FormBrowser.At(site);
        await form.SendAndFollow(("FullName", "Quokka"));
        await site.Mails();
        foreach (var name in new[] { "Wombat", "Bilby", "Numbat" }) Assert.Equal(HttpStatusCode.SeeOther, (await form.Send(("FullName", name), ("Means", "Replaces"))).Status);

        var told = await form.Send(("FullName", "Dingo"), ("Means", "Replaces"));

        Assert.Contains("corrected three times", told.Trouble, StringComparison.Ordinal);
        Assert.NotNull(told.Page.QuerySelector(".error-summary a[href^='tel:']"));
        Assert.Equal(["Dingo"], told.Typed("FullName"));
        Assert.Equal(4, (await site.Mails()).Count);
    }

    [Fact]
    public async Task From_a_form_opened_anew_it_is_another_request_and_the_way_to_take_the_first_back_is_shown()
    {
        using var form = await FormBrowser.At(site);
        var first = await form.Follow(await form.Send(("FullName", "Quokka")));
        await form.Open();

        var second = await form.Follow(await form.Send(("FullName", "Wombat")));

        Assert.NotEqual(first.Reference, second.Reference);
        Assert.Contains("Another request was sent from this browser at 10:14 a.m.", second.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var links = second.Page.QuerySelectorAll("main a[href^='/request/']").Select(link => link.GetAttribute("href")!).ToList();
        var own = first.Page.QuerySelector("main a.address")!.GetAttribute("href")!;
        Assert.Equal(2, links.Count);
        Assert.Contains(own, links);
        using (var page = new PrivatePage(site, own)) await page.Withdraw();
        Assert.DoesNotContain("Another request", (await form.Follow(await form.Send(("FullName", "Wombat")))).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_press_of_the_replacement_is_one_correction()
    {
        using var form = await FormBrowser.At(site);
        await form.SendAndFollow(("FullName", "Quokka"));
        await site.Mails();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => form.Send(("FullName", "Wombat"), ("Means", "Replaces"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Equal(2, (await site.Mails()).Count);
    }

    [Fact]
    public async Task What_stands_in_the_store_to_tell_answers_apart_is_no_hash_that_could_be_tried()
    {
        await site.Ask(("FullName", "Quokka"));
        await site.Ask(("FullName", "Quokka"));

        Assert.Equal(2, site.Rows<string>("SELECT DISTINCT answers FROM request").Count);
    }

    public void Dispose() => site.Dispose();

    async Task<IEnumerable<string>> Names() => (await site.Mails()).Select(mail => SentMails.BodyOf(mail).Split("Name: ")[1].Split('\r')[0]);

    static string Header(string mail, string name) => SentMails.HeaderOf(mail).ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal)
        .Split('\n').Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
}
