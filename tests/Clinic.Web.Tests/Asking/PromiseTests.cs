using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Storing;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Clinic.Web.Tests.Asking;

/// <summary>The day that a person was told stays that day, whatever becomes of the clinic's hours.</summary>
public sealed class PromiseTests : IDisposable
{
    // A Wednesday at noon at the clinic, which answers within two working days.
    static readonly DateTimeOffset Sent = new(2026, 10, 21, 16, 0, 0, TimeSpan.Zero);
    const string Friday = "by the end of Friday, October 23";

    readonly ContentCopy content = new();
    readonly AskingSite site;

    public PromiseTests()
    {
        site = new() { Clock = new(Sent - FormBrowser.TimeToFillIn) };
        site.Settings["Site:ContentFolder"] = content.Folder;
    }

    [Theory, InlineData("Notice"), InlineData("Full")]
    public async Task Every_page_and_mail_tells_the_stored_day_after_the_hours_were_changed(string mode)
    {
        site.Settings["Mail:Mode"] = mode;
        site.WithBrokenMail();
        using var form = await FormBrowser.At(site);
        var received = await form.Follow(await form.SendAnswers(FormBrowser.GoodAnswers(AnswerChoices.Email), ("ReceiptByEmail", "true")));
        Assert.Contains(Friday, WordsOf(received), StringComparison.Ordinal);
        using var page = new PrivatePage(site, received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);

        await AnswersWithinNineDays();

        Assert.Contains(Friday, WordsOf(await form.Follow(await form.SendAnswers(FormBrowser.GoodAnswers(AnswerChoices.Email), ("ReceiptByEmail", "true")))), StringComparison.Ordinal);
        Assert.Contains(Friday, WordsOf(await page.Open()), StringComparison.Ordinal);
        site.MendMail();
        await site.Ask();
        var mails = (await site.Mails()).Where(mail => mail.Contains(received.Reference, StringComparison.Ordinal)
            || SentMails.BodyOf(mail).Contains(received.Reference, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains("an answer by the end of Friday, October 23, 2026", SentMails.BodyOf(mail), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_corrected_request_keeps_the_first_promise()
    {
        using var form = await FormBrowser.At(site);
        var first = await form.SendAndFollow();
        Assert.Single(await site.Mails());
        await AnswersWithinNineDays();
        site.Clock.Now += TimeSpan.FromDays(1);
        await form.Send(("Message", "After noon"));

        var corrected = await form.Follow(await form.Send(("Message", "After noon"), ("Means", "Replaces")));

        Assert.Contains(Friday, WordsOf(corrected), StringComparison.Ordinal);
        var mail = Assert.Single(await site.Mails(), mail => mail.Contains("Correction 1", StringComparison.Ordinal));
        Assert.Contains("Promised: an answer by the end of Friday, October 23, 2026", SentMails.BodyOf(mail), StringComparison.Ordinal);
        Assert.Equal([1L], site.Rows<long>("SELECT COUNT(DISTINCT promised_at) FROM request"));
        Assert.Equal(first, corrected.Reference);
    }

    [Fact]
    public async Task A_request_of_a_version_without_promises_gets_its_own_once()
    {
        using var page = new PrivatePage(site, await site.Ask());
        await site.Mails();
        Execute("UPDATE request SET promised_at = NULL");
        Assert.Contains(Friday, WordsOf(await page.Open()), StringComparison.Ordinal);

        await site.Services.GetServices<IHostedService>().OfType<EarlierPromises>().Single().Look(default);
        await AnswersWithinNineDays();
        await site.Services.GetServices<IHostedService>().OfType<EarlierPromises>().Single().Look(default);

        Assert.Contains(Friday, WordsOf(await page.Open()), StringComparison.Ordinal);
        // The end of Friday at the clinic, in summer time.
        Assert.Equal([new DateTimeOffset(2026, 10, 23, 21, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()], site.Rows<long>("SELECT promised_at FROM request"));
    }

    public void Dispose()
    {
        site.Dispose();
        content.Dispose();
    }

    static string WordsOf(FormAnswer answer) => answer.Page.QuerySelector("main")!.TextContent;

    async Task AnswersWithinNineDays()
    {
        var profile = File.ReadAllText(Repository.Path("content/clinic.yaml")).Replace("working-days: 2", "working-days: 9", StringComparison.Ordinal)
            .Replace("holidays:\n", "holidays:\n  - {date: 2026-10-23, name: A day of rest}\n", StringComparison.Ordinal);
        content.Write("clinic.yaml", profile);
        var clinic = site.Services.GetRequiredService<CurrentClinic>();
        await Eventually.Holds(() => clinic.Profile.ReplyWithinWorkingDays == 9, SentMails.Patience, "the site has read the other hours");
        Assert.NotEqual(new DateOnly(2026, 10, 23), DateOnly.FromDateTime(clinic.Local(clinic.Promise(Sent))));
    }

    void Execute(string sql)
    {
        using var database = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False");
        database.Execute(sql);
    }
}
