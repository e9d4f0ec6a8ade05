using System.Net;

namespace Clinic.Web.Tests.Asking;

/// <summary>A person takes a request back.</summary>
[Trait("Pace", "Slow")]
public sealed class WithdrawalTests : IDisposable
{
    /// <summary>What Data Protection writes before the ciphertext: a magic number and the id of the key, the same in everything it seals.</summary>
    const int SealHeader = 20;
    const int Run = 8;

    readonly AskingSite site = new();

    [Fact]
    public async Task The_words_are_erased_at_once_to_the_last_byte()
    {
        site.WithBrokenMail();
        // Longer than a page of the database, so that it also lies on overflow pages.
        using var page = new PrivatePage(site, await site.Ask(("Message", string.Concat(Enumerable.Repeat("🙂", 500))), ("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", "robin@example.com"), ("ReceiptByEmail", "true")));
        var sealedBytes = site.Rows<byte[]>("SELECT payload FROM request UNION ALL SELECT payload FROM outbox WHERE payload IS NOT NULL");
        Assert.Equal(2, sealedBytes.Count);
        Assert.All(sealedBytes, payload => Assert.NotEqual(0, RunsLeft(payload)));

        await page.Withdraw();

        Assert.All(sealedBytes, payload => Assert.Equal(0, RunsLeft(payload)));
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(payload) FROM request"));
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(payload) FROM outbox"));
    }

    [Fact]
    public async Task The_page_says_so_and_keeps_the_reference()
    {
        using var page = new PrivatePage(site, await site.Ask());
        var before = await page.Open();

        var after = await page.Withdraw();

        Assert.Equal("Withdrawn", PrivatePage.Now(after));
        Assert.Equal(before.Reference, after.Reference);
        Assert.Contains("What you told us is erased here, and the clinic is told not to contact you", after.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(after.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task The_clinic_is_told_by_reference_without_a_typed_word()
    {
        using var page = new PrivatePage(site, await site.Ask(("FullName", "Quokka Wombat"), ("Phone", "(301) 555-0187"), ("Email", "wombat@numbat.example"), ("Message", "Bilby dingo"), ("State", "VA")));
        Assert.Single(await site.Mails());
        var reference = (await page.Withdraw()).Reference;

        var notice = Assert.Single(await site.Mails(), mail => mail.Contains("Subject: Request withdrawn", StringComparison.Ordinal));

        Assert.Contains($"Subject: Request withdrawn {reference}", SentMails.HeaderOf(notice), StringComparison.Ordinal);
        Assert.Contains($"The person who sent request {reference} has withdrawn it.", SentMails.BodyOf(notice), StringComparison.Ordinal);
        foreach (var word in new[] { "Quokka", "Wombat", "301", "0187", "numbat", "Bilby", "dingo", "Virginia", "phone" })
            Assert.DoesNotContain(word, SentMails.HeaderOf(notice) + SentMails.BodyOf(notice), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_request_that_still_waits_is_never_mailed()
    {
        site.WithBrokenMail();
        using var page = new PrivatePage(site, await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", "robin@example.com"), ("ReceiptByEmail", "true")));
        await site.MailFails();
        var reference = (await page.Withdraw()).Reference;

        site.MendMail();
        await site.Ask();
        var mails = await site.Mails();

        Assert.Equal(2, mails.Count);
        Assert.Contains($"Subject: Request withdrawn {reference}", SentMails.HeaderOf(Assert.Single(mails, mail => mail.Contains(reference, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twice_is_once()
    {
        using var page = new PrivatePage(site, await site.Ask());
        using var otherTab = new PrivatePage(site, await site.Ask());
        await page.Open();
        var answers = await Task.WhenAll(page.PressWithdraw(), page.PressWithdraw(), page.PressWithdraw());

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.Status));
        Assert.Equal("Withdrawn", PrivatePage.Now(await page.Open()));
        Assert.Equal(HttpStatusCode.SeeOther, (await page.PressWithdraw()).Status);
        Assert.DoesNotContain("Withdrawn", PrivatePage.Now(await otherTab.Open()), StringComparison.Ordinal);
        Assert.Equal([1L], site.Rows<long>("SELECT COUNT(*) FROM outbox WHERE kind = 'Withdrawal'"));
        Assert.Equal([1L], site.Rows<long>("SELECT COUNT(*) FROM consent WHERE purpose = 'withdrawn'"));
        Assert.Equal(3, (await site.Mails()).Count);
    }

    [Fact]
    public async Task A_page_without_its_token_asks_to_press_again_and_withdraws_nothing_yet()
    {
        using var page = new PrivatePage(site, await site.Ask());
        await page.Open();
        page.Token = "";

        var asked = await page.PressWithdraw();

        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Contains("Please press once more", asked.Trouble, StringComparison.Ordinal);
        Assert.Contains("not withdrawn yet", asked.Trouble, StringComparison.Ordinal);
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(*) FROM request WHERE withdrawn_at IS NOT NULL OR payload IS NULL"));

        Assert.Equal(HttpStatusCode.SeeOther, (await page.PressWithdraw()).Status);
        Assert.Equal("Withdrawn", PrivatePage.Now(await page.Open()));
    }

    [Fact]
    public async Task The_form_sent_again_after_a_withdrawal_is_a_new_request_after_one_more_press()
    {
        using var form = await FormBrowser.At(site);
        var (token, ticket) = (form.Token, form.Ticket);
        var first = await form.Follow(await form.Send());
        using var page = new PrivatePage(site, first.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);
        await page.Withdraw();

        (form.Token, form.Ticket) = (token, ticket);
        var asked = await form.Send(("Message", "After all"));

        Assert.Equal(HttpStatusCode.BadRequest, asked.Status);
        Assert.Contains("You withdrew this request", asked.Trouble, StringComparison.Ordinal);
        Assert.Equal(["After all"], asked.Typed("Message"));
        Assert.NotEqual(first.Reference, await form.SendAndFollow(("Message", "After all")));
        Assert.Equal("Withdrawn", PrivatePage.Now(await page.Open()));
        Assert.Equal(3, (await site.Mails()).Count);
    }

    [Fact]
    public async Task While_the_store_fails_nothing_is_said_to_be_withdrawn()
    {
        using var page = new PrivatePage(site, await site.Ask());
        await page.Open();
        await site.HasMailedAll();
        using (new DamagedDatabase(site.DatabaseFile))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await page.PressWithdraw()).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await page.Open()).Status);
        }

        Assert.Equal("Withdrawn", PrivatePage.Now(await page.Withdraw()));
    }

    public void Dispose() => site.Dispose();

    int RunsLeft(byte[] payload)
    {
        byte[] files = [.. Directory.EnumerateFiles(site.StoreFolder, "requests.db*").SelectMany(AskingSite.Bytes)];
        return Enumerable.Range(SealHeader, payload.Length - SealHeader - Run).Count(i => files.AsSpan().IndexOf(payload.AsSpan(i, Run)) >= 0);
    }
}
