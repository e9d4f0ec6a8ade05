using System.Net;
using System.Text;

namespace Clinic.Web.Tests.Asking;

/// <summary>The short receipt by e-mail that a person may tick.</summary>
[Trait("Pace", "Slow")]
public sealed class ReceiptTests : IDisposable
{
    const string Address = "Wombat.Box+x@numbat.example";

    readonly AskingSite site = new();

    [Fact]
    public async Task It_is_sent_only_to_who_ticks_it()
    {
        await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", Address));
        Assert.Empty(await Receipts());

        await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", Address), ("ReceiptByEmail", "true"));
        Assert.Single(await Receipts());
    }

    [Fact]
    public async Task It_goes_to_the_typed_address_and_to_nobody_else()
    {
        await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", Address), ("ReceiptByEmail", "true"));

        var header = SentMails.HeaderOf(Assert.Single(await Receipts())).Split('\n').Select(line => line.TrimEnd('\r')).ToList();

        Assert.Equal($"To: {Address}", Assert.Single(header, line => line.StartsWith("To:", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal("Subject: We received your request", Assert.Single(header, line => line.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(header, line => line.StartsWith("Cc:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Bcc:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Reply-To:", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Auto-Submitted: auto-generated", header);
    }

    [Fact]
    public async Task It_says_that_we_have_the_request_and_nothing_about_health()
    {
        var page = await site.Ask(
            ("FullName", "Quokka Zebra"), ("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", Address), ("ReceiptByEmail", "true"), ("Phone", "(301) 555-0187"), ("State", "VA"), ("Message", "Bilby dingo"),
            ("Reasons", "ResistantDepression"), ("Reasons", "Crps"), ("PriorTreatments", "Ect"), ("AccessNeeds", "StepFree"), ("SafetyNote", "true"));
        using var status = new PrivatePage(site, page);
        var reference = (await status.Open()).Reference;

        var body = SentMails.BodyOf(Assert.Single(await Receipts()));

        Assert.Contains(reference, body, StringComparison.Ordinal);
        Assert.Contains("We promise an answer by the end of ", body, StringComparison.Ordinal);
        Assert.Contains("(202) 555-0143", body, StringComparison.Ordinal);
        Assert.Contains("call or text 988", body, StringComparison.Ordinal);
        Assert.Contains("41 Juniper Lane", body, StringComparison.Ordinal);
        string[] unsaid =
        [
            "ketamine", "depress", "pain", "crps", "anxi", "trauma", "ptsd", "therap", "treat", "mood", "infusion", "clinician", "reason", "diagnos",
            "Quokka", "Zebra", "wombat", "numbat", "301", "0187", "Virginia", "VA ", "Bilby", "dingo", "ECT", "step", "http", AskingSite.SecretIn(page), "message", "unsubscribe",
        ];
        foreach (var word in unsaid) Assert.DoesNotContain(word, body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("wombat@numbat.example\r\nBcc: thief@evil.example")]
    [InlineData("wombat@numbat.example\nBcc: thief@evil.example")]
    [InlineData("wombat@numbat.example, thief@evil.example")]
    [InlineData("wombat@numbat.example;thief@evil.example")]
    [InlineData("\"a\r\nRCPT TO:<thief@evil.example>\"@numbat.example")]
    [InlineData("thief@evil.example <wombat@numbat.example>")]
    [InlineData("wombat@numbat.example@evil.example")]
    public async Task What_is_not_one_address_gets_nothing(string typed)
    {
        using var form = await FormBrowser.At(site);

        var answer = await form.Send(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", typed), ("ReceiptByEmail", "true"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["Enter an e-mail address in the form name@example.com"], answer.Summary);
        Assert.Empty(await site.Mails());
    }

    [Fact]
    public async Task Its_sealed_address_is_erased_when_it_has_gone_out()
    {
        site.WithBrokenMail();
        await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", Address), ("ReceiptByEmail", "true"));
        await site.MailFails();
        var sealedAddress = Assert.Single(site.Rows<byte[]>("SELECT payload FROM outbox WHERE kind = 'Receipt'"));
        Assert.DoesNotContain("wombat", Encoding.Latin1.GetString(AskingSite.Bytes(site.DatabaseFile)), StringComparison.OrdinalIgnoreCase);

        site.MendMail();
        await site.Ask();
        Assert.Single(await Receipts());

        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(payload) FROM outbox WHERE kind = 'Receipt'"));
        // After the id of the key, which everything sealed shares.
        foreach (var file in Directory.EnumerateFiles(site.StoreFolder, "requests.db*"))
            Assert.Equal(-1, AskingSite.Bytes(file).AsSpan().IndexOf(sealedAddress.AsSpan(20, 16)));
    }

    [Fact]
    public async Task An_address_that_mail_servers_do_not_take_is_told_and_holds_up_nobody()
    {
        using var form = await FormBrowser.At(site);
        var told = await form.Send(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", "жанна@numbat.example"), ("ReceiptByEmail", "true"));

        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.Equal(["We cannot send a receipt to an address with such letters: untick the receipt, or enter another address"], told.Summary);

        // The clinic can still write to it, and mail goes on while the clock stands still.
        await form.Send(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", "жанна@numbat.example"));
        await site.Ask();
        Assert.Equal(2, (await site.Mails()).Count);
    }

    [Fact]
    public async Task Nobody_can_have_receipts_sent_by_a_machine()
    {
        await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", Address), ("ReceiptByEmail", "true"), ("Leave", "filled in by a machine"));

        Assert.Empty(await site.Mails());
        Assert.Equal([0L], site.Rows<long>("SELECT COUNT(*) FROM outbox WHERE kind = 'Receipt'"));
    }

    [Fact]
    public async Task It_goes_only_to_an_address_that_the_clinic_is_asked_to_write_to()
    {
        await site.Ask(("Email", Address), ("ReceiptByEmail", "true"));

        Assert.Empty(await Receipts());
    }

    [Fact]
    public async Task One_address_gets_one_a_day_however_it_is_written_and_every_request_is_kept()
    {
        foreach (var written in new[] { Address, Address.ToUpperInvariant(), $" {Address} " })
            await site.Ask(("ContactMethod", "Email"), ("ConsentPlainChannel", "true"), ("Email", written), ("ReceiptByEmail", "true"));

        Assert.Single(await Receipts());
        Assert.Equal(3, (await site.Store.Reader.List(default)).Count);
    }

    public void Dispose() => site.Dispose();

    async Task<IReadOnlyList<string>> Receipts() => [.. (await site.Mails()).Where(mail => mail.Contains("Subject: We received your request", StringComparison.Ordinal))];
}
