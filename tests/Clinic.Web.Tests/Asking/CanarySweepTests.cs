using System.Net;
using System.Text;
using Clinic.Web.Consultations;
using Clinic.Web.Delivery;
using Clinic.Web.Tests.Delivery;

namespace Clinic.Web.Tests.Asking;

/// <summary>Every field is filled with a word of its own, over every way a post can end, with the most talkative log. Then everything that is left is searched for them.</summary>
[Trait("Pace", "Long")]
public sealed class CanarySweepTests : IDisposable
{
    const string Name = "Quökka Nümbat-Bílby";
    const string Mailbox = "wömbat.kx";
    const string Domain = "potoroo-kx.example";
    const string Words = "Dïngo echidna & possum";
    const string Slip = "Bandicoot äßx";
    const string Scan = "Cassowary zähn";

    static readonly string[] Canaries =
    [
        Name, Mailbox, Domain, Words, Slip, Scan, "(301) 555-0187", "301-555-0187", "3015550187", "555-0187", "5550187", .. FieldTable.Ours.Names.Select(field => $"{Slip} {field}"),
        // Each word also alone, should something cut them.
        "quökka", "nümbat", "bílby", "wömbat", "potoroo", "dïngo", "echidna", "possum", "bandicoot", "cassowary",
    ];

    static readonly Traces Canary = new(Canaries);

    readonly AskingSite site = new();
    readonly TestCertificates certificates = new();
    readonly List<FormAnswer> answers = [];

    public static TheoryData<MailMode> Modes => [.. Enum.GetValues<MailMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task What_was_typed_is_only_where_the_mode_of_the_mail_puts_it(MailMode mode)
    {
        site.Settings["Mail:Mode"] = mode.ToString();
        if (mode == MailMode.Sealed) site.Settings["Mail:Certificate"] = certificates.Clinic.Certificate;
        site.Settings["Limits:PostsPerAddress"] = "25";

        var privatePage = await PostInEveryWay();

        var log = site.Log();
        foreach (var status in new[] { "303", "400", "413", "429", "500", "503" }) Assert.Contains($"\"Status\":{status},", log, StringComparison.Ordinal);
        Assert.Contains("\"Level\":\"Debug\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain(AskingSite.SecretIn(privatePage), log, StringComparison.OrdinalIgnoreCase);

        var found = answers.SelectMany(answer => Canary.In(Head(answer)).Select(trace => $"{trace}, {(int)answer.Status} answer"))
            .Concat(answers.SelectMany(answer => Canary.In(Addresses(answer)).Select(trace => $"{trace}, addresses of the {(int)answer.Status} answer")))
            .Concat(Files(site.StoreFolder, site.LogFolder).SelectMany(file => Canary.In(AskingSite.Bytes(file)).Select(trace => $"{trace}, {file}")))
            .Concat(Files(site.PickupFolder).SelectMany(file => InMail(file, mode)))
            .ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    public void Dispose()
    {
        site.Dispose();
        certificates.Dispose();
    }

    async Task<string> PostInEveryWay()
    {
        using var form = await FormBrowser.At(site);

        async Task<FormAnswer> Sent(HttpStatusCode expected, Func<Task<FormAnswer>> send)
        {
            var answer = await send();
            Assert.Equal(expected, answer.Status);
            answers.Add(answer);
            return answer;
        }

        answers.Add(await form.Open());
        // Wrong in every field, then with a field of its own, twice, as a file, as JSON, as nothing known.
        await Sent(HttpStatusCode.BadRequest, () => form.SendAnswers(FieldTable.Ours.Names.ToDictionary(field => field, field => new[] { $"{Slip} {field}" }, StringComparer.Ordinal)));
        await Sent(HttpStatusCode.BadRequest, () => form.SendAnswers(Typed(), (Slip, Slip), ("State", "")));
        await Sent(HttpStatusCode.BadRequest, () => form.SendAnswers(Typed(), ("FullName", Name), ("FullName", Slip)));
        await Sent(HttpStatusCode.BadRequest, () => form.Post(new MultipartFormDataContent { { new StringContent(Words), "Message" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(Scan)), Slip, Scan } }));
        await Sent(HttpStatusCode.BadRequest, () => form.Post(new StringContent($"{{\"FullName\":\"{Name}\"}}", Encoding.UTF8, "application/json")));

        // A page that is stale, forged or old.
        var (ticket, token) = (form.Ticket, form.Token);
        form.Ticket = Slip;
        await Sent(HttpStatusCode.BadRequest, () => form.SendAnswers(Typed()));
        (form.Ticket, form.Token) = (ticket, Slip);
        await Sent(HttpStatusCode.BadRequest, () => form.SendAnswers(Typed()));
        (form.Ticket, form.Token) = (ticket, token);
        site.Clock.Now += TimeSpan.FromHours(25);
        await Sent(HttpStatusCode.BadRequest, () => form.SendAnswers(Typed()));

        // Too large, told and untold, and with too many values.
        await Sent(HttpStatusCode.RequestEntityTooLarge, () => form.SendAnswers(Typed(), ("Message", string.Concat(Enumerable.Repeat(Words, 5000)))));
        await Sent(HttpStatusCode.RequestEntityTooLarge, () => form.Post(Form(string.Join('&', Enumerable.Repeat("Reasons=" + Uri.EscapeDataString(Slip), 100)))));
        await Sent(HttpStatusCode.RequestEntityTooLarge, () => form.Post(Form($"Message={Uri.EscapeDataString(Words)}%00")));

        // The store fails in the middle.
        await site.Page("/");
        using (new DamagedDatabase(site.DatabaseFile)) await Sent(HttpStatusCode.ServiceUnavailable, () => form.SendAnswers(Typed()));

        // The program fails in the middle.
        site.HasAMistake = true;
        await Sent(HttpStatusCode.InternalServerError, () => form.SendAnswers(Typed()));
        site.HasAMistake = false;

        // Kept, sent again, and looked at.
        var received = await form.Follow(await Sent(HttpStatusCode.SeeOther, () => form.SendAnswers(Typed())));
        await Sent(HttpStatusCode.Conflict, () => form.SendAnswers(Typed(), ("Message", $"{Words} again")));
        var privatePage = received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!;
        using var page = new PrivatePage(site, privatePage);
        answers.AddRange([received, await page.Open()]);
        await site.HasMailedAll();
        using (new DamagedDatabase(site.DatabaseFile)) answers.Add(await page.Open());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answers[^1].Status);

        // One that is withdrawn, and one that looks like a machine's.
        await form.Open();
        received = await form.Follow(await Sent(HttpStatusCode.SeeOther, () => form.SendAnswers(Typed())));
        using var taken = new PrivatePage(site, received.Page.QuerySelector("main a[href^='/request/']")!.GetAttribute("href")!);
        answers.Add(await taken.Withdraw());
        await form.Open();
        await Sent(HttpStatusCode.SeeOther, () => form.SendAnswers(Typed(), ("Leave", Slip)));

        // Past the limit.
        await form.Open();
        for (var i = 0; i < 25 && answers[^1].Status != HttpStatusCode.TooManyRequests; i++) answers.Add(await form.SendAnswers(Typed()));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].Status);

        // The digest of the next day; whoever asks wakes the mail.
        site.Visitor = IPAddress.Parse("198.51.100.9");
        site.Clock.Now = new(site.Clock.Now.UtcDateTime.Date.AddDays(1).AddHours(17), TimeSpan.Zero);
        await site.Ask();
        await Eventually.Holds(async () => (await site.Mails()).Any(mail => mail.Contains("Subject: Suspected requests", StringComparison.Ordinal)), SentMails.Patience, "the digest is mailed");
        var mails = await site.Mails();
        Assert.Single(mails, mail => mail.Contains("Subject: Suspected requests", StringComparison.Ordinal));
        Assert.Single(mails, mail => mail.Contains("Subject: Request withdrawn", StringComparison.Ordinal));
        return privatePage;
    }

    static Dictionary<string, string[]> Typed() => new(FormBrowser.GoodAnswers(AnswerChoices.Email), StringComparer.Ordinal)
    {
        ["FullName"] = [Name],
        ["Phone"] = ["301.555.0187"],
        ["Email"] = [$"{Mailbox}@{Domain}"],
        ["Message"] = [Words],
        ["Reasons"] = ["Anxiety"],
    };

    static StringContent Form(string body) => new(body, Encoding.ASCII, "application/x-www-form-urlencoded");

    static string Head(FormAnswer answer) => $"{answer.Response.ReasonPhrase}\n{answer.Response.Headers}{answer.Response.Content.Headers}{answer.Response.TrailingHeaders}";

    static string Addresses(FormAnswer answer) => answer.Response.RequestMessage!.RequestUri + "\n"
        + string.Join('\n', answer.Page.QuerySelectorAll("[href], [src], [action], [content]").SelectMany(element => new[] { "href", "src", "action", "content" }.Select(element.GetAttribute)))
        + answer.Page.Title;

    static IEnumerable<string> Files(params string[] folders) => folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

    static IEnumerable<string> InMail(string file, MailMode mode)
    {
        var mail = ReceivedMail.Read(file);
        var carriesWords = mode == MailMode.Full && mail.Header("Subject").StartsWith("New consultation request", StringComparison.Ordinal) && !mail.Text.Contains("Robin", StringComparison.Ordinal);
        if (!carriesWords) return Canary.In(AskingSite.Bytes(file)).Concat(Canary.In(mail.Body)).Select(trace => $"{trace}, mail {mail.Header("Subject")}");

        Assert.Contains($"Name: {Name}", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"E-mail: {Mailbox}@", mail.Text, StringComparison.Ordinal);
        // The number was not needed for the way that was chosen.
        Assert.DoesNotContain("0187", mail.Text, StringComparison.Ordinal);
        return Canary.In(string.Join('\n', mail.Headers)).Select(trace => $"{trace}, header of {mail.Header("Subject")}");
    }
}
