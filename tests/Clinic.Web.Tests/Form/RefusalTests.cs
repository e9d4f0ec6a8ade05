using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Clinic.Web.Consultations;

namespace Clinic.Web.Tests.Form;

/// <summary>What our page would never send.</summary>
public sealed class RefusalTests(ClinicSite site) : IClassFixture<ClinicSite>
{
    const string Robin = "Robin Álvarez-O’Neil";

    public static TheoryData<string> EveryField => [.. FieldTable.Ours.Names, "Ticket", "__RequestVerificationToken"];

    [Theory]
    [MemberData(nameof(EveryField))]
    public async Task A_header_slipped_into_a_field_reaches_no_mail_header(string field)
    {
        using var form = await FormBrowser.At(site);
        const string attack = "x@example.com\r\nBcc: thief@evil.example\r\nSubject: mine";

        if (field is "Ticket") form.Ticket += attack;
        else if (field is "__RequestVerificationToken") form.Token += attack;
        var answer = field is "Ticket" or "__RequestVerificationToken" ? await form.Send()
            : await form.SendAnswers(FormBrowser.GoodAnswers(field is "Email" ? "Email" : "Phone"), (field, attack));

        // A message may hold any words; optional ticks count as not ticked. Everything else is refused.
        Assert.Equal(field is "Message" or "SafetyNote" or "ConsentPlainChannel" or "EmailIsRight" or "ReceiptByEmail" or "ContinueOutside" ? HttpStatusCode.SeeOther : HttpStatusCode.BadRequest, answer.Status);
        foreach (var header in (await site.Mails()).Select(SentMails.HeaderOf).Select(WithoutRandomLetters))
        {
            Assert.DoesNotContain("evil", header, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("bcc", header, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?m)^Subject: New consultation request KC-", header);
        }
    }

    // The Message-ID and the reference are drawn by lot, and may well hold "bcc".
    static string WithoutRandomLetters(string header) => Regex.Replace(header, "(?mi)(?<=^Message-ID: <)[0-9a-f]{32}(?=@)|(?<=KC-)[0-9A-Z]{5}-[0-9A-Z]{5}", "");

    [Fact]
    public async Task A_field_we_do_not_ask_for_is_ignored_as_when_an_extension_added_it()
    {
        using var form = await FormBrowser.At(site);

        var mistaken = await form.Send(("DateOfBirth", "1980-01-01"), ("State", ""));
        Assert.DoesNotContain("1980", mistaken.Page.Body!.InnerHtml, StringComparison.Ordinal);
        var reference = await form.SendAndFollow(("DateOfBirth", "1980-01-01"), ("DateOfBirth", "1981-01-01"));

        var mail = Assert.Single(await site.Mails(), mail => mail.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain("198", SentMails.BodyOf(mail), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FullName")]
    [InlineData("State")]
    [InlineData("ConsentContact")]
    [InlineData("Ticket")]
    public async Task An_answer_given_twice_is_refused_and_the_typed_text_stays(string field)
    {
        using var form = await FormBrowser.At(site);

        var answer = field == "Ticket"
            ? await form.Send(("Ticket", form.Ticket))
            : await form.Send((field, FormBrowser.GoodAnswers()[field][0]), (field, FormBrowser.GoodAnswers()[field][0]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("an answer given twice", answer.Trouble, StringComparison.Ordinal);
        Assert.Equal([Robin], answer.Typed("FullName"));
    }

    [Fact]
    public async Task A_file_is_refused()
    {
        using var form = await FormBrowser.At(site);
        var body = new MultipartFormDataContent();
        foreach (var (field, value) in FormBrowser.GoodAnswers().Select(answer => (answer.Key, answer.Value[0])).Concat(form.Hidden().Select(hidden => (hidden.Key, hidden.Value))))
            body.Add(new StringContent(value), field);
        body.Add(new ByteArrayContent([1, 2, 3]), "Scan", "scan.png");

        var answer = await form.Post(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("sent with a file", answer.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task What_is_not_a_form_is_refused_in_words(string contentType)
    {
        using var form = await FormBrowser.At(site);

        var answer = await form.Post(new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue(contentType)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("We could not read the form", answer.Trouble, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_64_kB_is_413_with_a_way_on(bool lengthIsTold)
    {
        using var form = await FormBrowser.At(site);
        var body = Encoding.ASCII.GetBytes("Message=" + new string('x', 64 * 1024 + 1));

        var answer = await form.Post(Form(lengthIsTold ? new ByteArrayContent(body) : new StreamContent(new Endless(body))));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Equal("That was too much to send", answer.Page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(answer.Page.QuerySelector("main a[href^='tel:']"));
    }

    [Fact]
    public async Task More_answers_than_the_form_can_hold_are_413()
    {
        using var form = await FormBrowser.At(site);

        var answer = await form.Post(Form(new StringContent(string.Join('&', Enumerable.Range(0, 100).Select(i => $"Reasons={i}")))));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    static HttpContent Form(HttpContent body)
    {
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        return body;
    }

    /// <summary>A body that does not say how long it is.</summary>
    sealed class Endless(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
