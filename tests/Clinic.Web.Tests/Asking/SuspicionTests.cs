using System.Net;
using Clinic.Web.Commands;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Asking;

/// <summary>What looks like a machine's is kept, listed once a day, and never turned away.</summary>
[Trait("Pace", "Slow")]
public sealed class SuspicionTests : IDisposable
{
    // 10 in the morning of a Wednesday in Washington.
    static readonly DateTimeOffset Morning = new(2026, 10, 21, 14, 0, 0, TimeSpan.Zero);

    readonly AskingSite site = new() { Clock = new(Morning) };

    public static TheoryData<string, string, string> Machines => new()
    {
        { "Leave", "http://spam.example", "trap field filled" },
        { "Message", "See https://spam.example and HTTP://spam.example/more", "several links in the message" },
        { "Message", "[URL=x]pills[/URL] on www.spam.example", "several links in the message" },
        { "Message", "Cheap: [url=https://spam.example]pills[/url], www.pills.example", "several links in the message" },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public async Task A_machines_request_is_kept_and_not_mailed(string field, string value, string suspicion)
    {
        using var form = await FormBrowser.At(site);

        var reference = await form.SendAndFollow((field, value));
        await site.Ask();

        Assert.True(RequestReference.TryParse(reference, out _));
        Assert.DoesNotContain(reference, Assert.Single(await site.Mails()), StringComparison.Ordinal);
        Assert.Equal([suspicion], site.Rows<string>($"SELECT suspicion FROM request WHERE reference = '{reference}' AND payload IS NOT NULL"));
    }

    [Theory]
    [InlineData(2900, null, "sent faster than a person types")]
    [InlineData(3000, null, null)]
    [InlineData(3000, "00:00:05", "sent faster than a person types")]
    [InlineData(5000, "00:00:05", null)]
    public async Task Faster_than_a_person_types_is_a_setting(int milliseconds, string? fastest, string? suspicion)
    {
        if (fastest is not null) site.Settings["Limits:FastestPerson"] = fastest;
        using var form = await FormBrowser.At(site);
        site.Clock.Now += TimeSpan.FromMilliseconds(milliseconds) - FormBrowser.TimeToFillIn;

        var reference = await form.SendAndFollow();

        Assert.Equal([suspicion], site.Rows<string?>($"SELECT suspicion FROM request WHERE reference = '{reference}'"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task One_bad_post_does_not_disarm_the_trap_for_who_is_too_fast(string ticket)
    {
        using var machine = await FormBrowser.At(site);
        machine.Ticket = ticket;
        Assert.Equal(HttpStatusCode.BadRequest, (await machine.Send()).Status);

        var reference = await machine.SendAndFollow();
        Assert.Equal(["sent faster than a person types"], site.Rows<string?>($"SELECT suspicion FROM request WHERE reference = '{reference}'"));

        using var person = await FormBrowser.At(site);
        person.Ticket = ticket;
        await person.Send();
        site.Clock.Now += FormBrowser.TimeToFillIn;
        var other = await person.SendAndFollow();
        Assert.Equal([null], site.Rows<string?>($"SELECT suspicion FROM request WHERE reference = '{other}'"));
    }

    [Fact]
    public async Task A_mistake_that_is_mended_at_once_is_a_persons()
    {
        using var form = await FormBrowser.At(site);
        Assert.Equal(HttpStatusCode.BadRequest, (await form.Send(("FullName", ""))).Status);

        var reference = await form.SendAndFollow();

        Assert.Equal([null], site.Rows<string?>($"SELECT suspicion FROM request WHERE reference = '{reference}'"));
    }

    [Theory]
    [InlineData(-60 * 60)]
    [InlineData(-60 * 60 * 24 * 400)]
    [InlineData(60 * 60 * 20)]
    public async Task A_clock_that_is_set_while_a_person_types_makes_them_no_machine(int seconds)
    {
        using var form = await FormBrowser.At(site);
        site.Clock.SetTo(site.Clock.Now.AddSeconds(seconds));

        var reference = await form.SendAndFollow();

        Assert.Equal([null], site.Rows<string?>($"SELECT suspicion FROM request WHERE reference = '{reference}'"));
    }

    public static TheoryData<string, string, string> People => new()
    {
        { "李小龍", "请打电话给我", "a short message in their own script" },
        { "Анна-Мария Иванова", "", "a name in another script" },
        { "นภา ศรีสุข", "ขอบคุณค่ะ", "a name and thanks" },
        { "Bo", "Hi", "a very short message" },
        { "निर्मला", "My mother speaks only हिन्दी and would like to come with me, please call after six.", "some words in another script in a long message" },
        { "Łukasz Żółć", "Zażółć gęślą jaźń: proszę o telefon po południu, dziękuję bardzo za pomoc i cierpliwość.", "a long message with many accents" },
        { "Đặng Thị Hương", "Tôi muốn được gọi lại vào buổi chiều, cảm ơn các bạn rất nhiều vì đã giúp đỡ gia đình tôi.", "a long message in Vietnamese" },
        { "Robin", "I read https://juniperlane.example/costs and have a question.", "one link" },
        { "Robin", "Is https://www.juniperlane.example/costs?from=http://www.x.example right? (https://www.juniperlane.example/costs?from=http://www.x.example)", "one link, twice" },
        { "ሰላም", "ሰላም፣ ስለ ሕክምናው በስልክ መነጋገር እፈልጋለሁ። እባክዎ ከሰዓት በኋላ ይደውሉልኝ። ልጄ እንግሊዝኛ ይናገራል። እናመሰግናለን።", "a long message in Amharic" },
        { "Анна", "Здравствуйте! Я плохо говорю по-английски, перезвоните мне, пожалуйста, после шести вечера. Спасибо большое за помощь.", "a long message in Russian" },
        { "지민", "안녕하세요. 영어가 서툴러서 한국어로 씁니다. 어머니가 오랫동안 우울증으로 힘들어하고 계십니다. 오후에 전화 부탁드립니다. 감사합니다.", "a long message in Korean" },
        { "李小龍", "您好，我的英文不好，所以用中文写。我母亲多年来一直有抑郁症，试过很多药都没有用。请您下午打电话给我，我女儿可以帮忙翻译，非常感谢您的帮助。", "a long message in Chinese" },
        { "Leila", "مرحبا، أود أن أعرف إن كان هذا العلاج مناسبا لي، أرجو الاتصال بي بعد الظهر وشكرا جزيلا لكم على المساعدة والصبر.", "a long message in Arabic" },
        { "Robin", new string('z', 500), "a message as long as it may be" },
    };

    [Theory]
    [MemberData(nameof(People))]
    public async Task A_person_is_not_suspected(string name, string message, string because)
    {
        using var form = await FormBrowser.At(site);

        var reference = await form.SendAndFollow(("FullName", name), ("Message", message));

        var suspicion = site.Rows<string?>($"SELECT suspicion FROM request WHERE reference = '{reference}'");
        Assert.True(suspicion is [null], $"{because}: {string.Join(", ", suspicion)}");
    }

    [Fact]
    public async Task The_next_morning_a_digest_lists_them_once_by_reference()
    {
        var suspected = new[] { await Suspect("Quokka", "several links: https://a.example https://b.example"), await Suspect("Wombat") };

        Assert.Empty(await Digests());
        site.Clock.Now = new(2026, 10, 22, 11, 59, 0, TimeSpan.Zero);
        await site.Ask();
        Assert.Empty(await Digests());
        // 8:00 at the clinic.
        site.Clock.Now = new(2026, 10, 22, 12, 0, 0, TimeSpan.Zero);
        await site.Ask();

        var digest = Assert.Single(await Digests());
        var body = SentMails.BodyOf(digest);
        Assert.Contains("Subject: Suspected requests of the day", SentMails.HeaderOf(digest), StringComparison.Ordinal);
        Assert.Contains("To: requests@clinic.example", SentMails.HeaderOf(digest), StringComparison.Ordinal);
        Assert.All(suspected, reference => Assert.Contains(reference, body, StringComparison.Ordinal));
        foreach (var word in new[] { "Quokka", "Wombat", "a.example", "b.example", "several links:", "555-0143" }) Assert.DoesNotContain(word, body, StringComparison.OrdinalIgnoreCase);

        var later = await Suspect("Bilby");
        site.Clock.Now += TimeSpan.FromDays(1);
        await site.Ask();
        var second = SentMails.BodyOf(Assert.Single(await Digests(), mail => mail != digest));
        Assert.Contains(later, second, StringComparison.Ordinal);
        Assert.All(suspected, reference => Assert.DoesNotContain(reference, second, StringComparison.Ordinal));

        site.Clock.Now += TimeSpan.FromDays(1);
        await site.Ask();
        Assert.Equal(2, (await Digests()).Count);
    }

    [Fact]
    public async Task The_morning_is_the_clinics_also_in_winter_time()
    {
        site.Clock.Now = new(2026, 12, 1, 15, 0, 0, TimeSpan.Zero);
        await Suspect("Quokka");

        site.Clock.Now = new(2026, 12, 2, 12, 59, 0, TimeSpan.Zero);
        await site.Ask();
        Assert.Empty(await Digests());
        site.Clock.Now = new(2026, 12, 2, 13, 0, 0, TimeSpan.Zero);
        await site.Ask();
        Assert.Single(await Digests());
    }

    [Fact]
    public async Task Resend_mails_it_after_all()
    {
        // The command takes the machine's time.
        site.Clock.Now = DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1);
        var reference = await Suspect("Quokka Wombat");
        await site.Ask();
        Assert.DoesNotContain(reference, string.Concat(await site.Mails()), StringComparison.Ordinal);

        Assert.Equal(0, await CommandLine.Run(["requests", "resend", reference.ToLowerInvariant()], site.CommandContext));
        await site.Ask();
        var mail = Assert.Single(await site.Mails(), mail => mail.Contains(reference, StringComparison.Ordinal));

        Assert.Contains("Name: Quokka Wombat", SentMails.BodyOf(mail), StringComparison.Ordinal);
        Assert.Contains("https://a.example and https://b.example", SentMails.BodyOf(mail), StringComparison.Ordinal);
        Assert.Equal(1, await CommandLine.Run(["requests", "resend", "KC-22222-22222"], site.CommandContext));
    }

    [Fact]
    public async Task Its_private_page_says_that_it_waits_for_a_person_and_can_withdraw_it()
    {
        using var page = new PrivatePage(site, await site.Ask(("Leave", "filled in")));

        Assert.Contains("Waiting for the clinic's daily list", PrivatePage.Now(await page.Open()), StringComparison.Ordinal);
        Assert.Equal("Withdrawn", PrivatePage.Now(await page.Withdraw()));

        site.Clock.Now = new(2026, 10, 22, 12, 0, 0, TimeSpan.Zero);
        await site.Ask();
        Assert.Empty(await Digests());
    }

    [Fact]
    public async Task The_trap_is_out_of_sight_reach_and_autofill()
    {
        using var form = await FormBrowser.At(site);
        var page = (await form.Open()).Page;
        var trap = page.QuerySelector("input[name=Leave]")!;

        Assert.Equal(("-1", "off"), (trap.GetAttribute("tabindex"), trap.GetAttribute("autocomplete")));
        Assert.Equal("true", trap.ParentElement!.GetAttribute("aria-hidden"));
        Assert.Equal("Leave this empty", page.QuerySelector("label[for=Leave]")!.TextContent);
        Assert.Equal(HttpStatusCode.SeeOther, (await form.Send(("Leave", ""))).Status);
        await form.Open();
    }

    [Fact]
    public async Task The_received_page_of_a_held_request_promises_only_what_will_happen()
    {
        using var form = await FormBrowser.At(site);

        var received = await form.Follow(await form.Send(("Leave", "filled in")));

        var words = received.Page.QuerySelector("main")!.TextContent;
        Assert.Contains("a list that a person at the clinic reads on working days", words, StringComparison.Ordinal);
        Assert.DoesNotContain("will contact you", words, StringComparison.Ordinal);
        Assert.DoesNotContain("by the end of", words, StringComparison.Ordinal);
        Assert.NotNull(received.Page.QuerySelector(".lede a[href^='tel:']"));
    }

    public void Dispose() => site.Dispose();

    async Task<string> Suspect(string name, string message = "https://a.example and https://b.example")
    {
        using var form = await FormBrowser.At(site);
        return await form.SendAndFollow(("FullName", name), ("Message", message));
    }

    async Task<IReadOnlyList<string>> Digests() => [.. (await site.Mails()).Where(mail => mail.Contains("Subject: Suspected", StringComparison.Ordinal))];
}
