using System.Diagnostics;
using System.Net;
using System.Text;
using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Delivery;

/// <summary>The real program mails to a real server over STARTTLS with a log-in.</summary>
[Trait("Pace", "Long")]
[Collection(nameof(LiveClinic))]
public sealed class OverTlsTests(TestCertificates certificates)
{
    [SkippableFact]
    public async Task A_request_reaches_the_clinic_with_every_answer()
    {
        await using var server = await SmtpServer.Start(certificates.Localhost);
        await using var clinic = await LiveClinic.Start(certificates, MailMode.Full, server);

        var reference = await clinic.Ask("Grüße: is “half past two” fine?");

        Assert.Equal($"accepted 0001.eml tls log-in website@clinic.example requests@clinic.example New consultation request {reference}", await server.Arrival());
        var mail = Assert.Single(server.Mailbox);
        Assert.Equal($"New consultation request {reference}", mail.Header("Subject"));
        Assert.Contains("Name: Ann Example", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Phone: (202) 555-0143", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Grüße: is “half past two” fine?", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("second copy", mail.Text, StringComparison.Ordinal);
        Assert.EndsWith("@clinic.example>", mail.Header("Message-ID"), StringComparison.Ordinal);
        await clinic.Site.Logged(reference, "delivered by", "MailKit");
    }

    [SkippableFact]
    public async Task A_notice_says_that_a_request_came_and_nothing_from_it()
    {
        await using var server = await SmtpServer.Start(certificates.Localhost);
        await using var clinic = await LiveClinic.Start(certificates, MailMode.Notice, server);
        var typed = Unique();

        var reference = await clinic.Ask(typed);

        var mail = await server.Mail();
        Assert.Contains(reference, mail.Header("Subject"), StringComparison.Ordinal);
        Assert.Contains($"requests show {reference}", mail.Text, StringComparison.Ordinal);
        foreach (var private_ in new[] { typed, "Ann Example", "555-0143", "California" })
        {
            Assert.DoesNotContain(private_, mail.Raw, StringComparison.Ordinal);
            Assert.DoesNotContain(private_, mail.Text, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task A_sealed_mail_is_opened_by_the_clinics_key_and_by_nothing_on_the_server()
    {
        var openssl = Needs.Program("openssl", "openssl");
        await using var server = await SmtpServer.Start(certificates.Localhost);
        await using var clinic = await LiveClinic.Start(certificates, MailMode.Sealed, server);
        var typed = Unique();

        var reference = await clinic.Ask(typed);

        var mail = await server.Mail();
        Assert.StartsWith("application/pkcs7-mime;", mail.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("smime-type=enveloped-data", mail.Header("Content-Type").Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var inner = await Opened(openssl, mail.File);
        Assert.Contains(typed, inner, StringComparison.Ordinal);
        Assert.Contains(reference, inner, StringComparison.Ordinal);

        await clinic.Site.Logged(reference, "delivered by", "MailKit");
        await clinic.Site.Kill();
        AssertNowhere(typed, "the mail", Encoding.Latin1.GetBytes(mail.Raw));
        AssertNowhere(typed, "the mail, decoded", mail.Body);
        AssertNotKept(typed, clinic.StoreFolder);
        Assert.DoesNotContain(clinic.Site.Log, line => line.Contains(typed, StringComparison.Ordinal) || line.Contains("Ann Example", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task What_was_typed_is_neither_in_the_database_nor_in_the_log_even_when_mailed_in_full()
    {
        await using var server = await SmtpServer.Start(certificates.Localhost);
        await using var clinic = await LiveClinic.Start(certificates, MailMode.Full, server);
        var typed = Unique();

        var reference = await clinic.Ask(typed);

        Assert.Contains(typed, (await server.Mail()).Text, StringComparison.Ordinal);
        await clinic.Site.Logged(reference, "delivered by", "MailKit");
        await clinic.Site.Kill();
        AssertNotKept(typed, clinic.StoreFolder);
        Assert.DoesNotContain(clinic.Site.Log, line => line.Contains(typed, StringComparison.Ordinal) || line.Contains("Ann Example", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Typed_line_breaks_make_no_header_no_recipient_and_no_command()
    {
        await using var server = await SmtpServer.Start(certificates.Localhost);
        await using var clinic = await LiveClinic.Start(certificates, MailMode.Full, server);
        const string Attack = "\r\nBcc: thief@elsewhere.example\r\n\r\n.\r\nMAIL FROM:<thief@elsewhere.example>\r\nRCPT TO:<thief@elsewhere.example>";

        using var visitor = clinic.Visitor();
        await visitor.OpenForm();
        foreach (var field in new[] { "FullName", "Phone", "Email", "State", "ContactMethod" })
        {
            // What the way that was chosen does not need is neither judged nor sent anywhere.
            var answers = new Dictionary<string, string>(Visitor.Answers()) { ["ContactMethod"] = field == "Email" ? "Email" : "Phone", ["Email"] = "ann@patient.example" };
            answers[field] = answers[field] + Attack;
            Assert.Equal(HttpStatusCode.BadRequest, await visitor.Press(answers));
        }

        Assert.Equal(HttpStatusCode.SeeOther, await visitor.Press(Visitor.Answers("Hello" + Attack)));
        var reference = await visitor.ReadReference();

        Assert.Equal($"accepted 0001.eml tls log-in website@clinic.example requests@clinic.example New consultation request {reference}", await server.Arrival());
        await clinic.Site.Logged(reference, "delivered by", "MailKit");
        var mail = Assert.Single(server.Mailbox);
        Assert.DoesNotContain(mail.Headers, header => header.Name.Equals("Bcc", StringComparison.OrdinalIgnoreCase) || header.Value.Contains("elsewhere", StringComparison.Ordinal));
        Assert.Contains("    Bcc: thief@elsewhere.example", mail.Text, StringComparison.Ordinal);
        Assert.Single(server.Events, line => line.StartsWith("MAIL ", StringComparison.Ordinal));
    }

    [SkippableFact]
    public Task Nothing_is_sent_to_a_server_whose_certificate_is_for_another_name() => NothingIsSentTo(certificates.OtherHost);

    [SkippableFact]
    public Task Nothing_is_sent_to_a_server_whose_certificate_nobody_vouches_for() => NothingIsSentTo(certificates.Stranger);

    [SkippableFact]
    public Task Nothing_is_sent_to_a_server_that_does_not_offer_tls() => NothingIsSentTo(null);

    async Task NothingIsSentTo(TestCertificates.Pair? certificate)
    {
        await using var server = await SmtpServer.Start(certificate);
        await using var clinic = await LiveClinic.Start(certificates, MailMode.Full, server);

        var reference = await clinic.Ask();

        await clinic.Site.Logged(reference, "not delivered at attempt 1");
        Assert.DoesNotContain(server.Events, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
        Assert.Empty(server.Mailbox);
    }

    static string Unique() => "typed" + Guid.NewGuid().ToString("N");

    // As a mail program does: open the envelope, then read the first part of what is inside.
    async Task<string> Opened(string openssl, string mail)
    {
        var start = new ProcessStartInfo(openssl) { ArgumentList = { "cms", "-decrypt", "-in", mail, "-recip", certificates.Clinic.Certificate, "-inkey", certificates.Clinic.Key }, RedirectStandardOutput = true, UseShellExecute = false };
        using var program = Process.Start(start)!;
        var inner = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        var text = inner.ReplaceLineEndings("\n").Split("\n\n")[2];
        return Encoding.UTF8.GetString(Convert.FromBase64String(text.Split("\n--")[0]));
    }

    static void AssertNotKept(string typed, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) AssertNowhere(typed, file, File.ReadAllBytes(file));
    }

    static void AssertNowhere(string typed, string place, byte[] bytes)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
            Assert.True(bytes.AsSpan().IndexOf(encoding.GetBytes(typed)) < 0, $"{place} holds what was typed.");
    }
}
