using System.Text;
using System.Text.RegularExpressions;
using Clinic.Web.Commands;

namespace Clinic.Web.Tests.Form;

/// <summary>A request as a receptionist reads it, in the mail, on the command line and in the exports.</summary>
[Trait("Pace", "Slow")]
public sealed class ReadByTheClinicTests : IDisposable
{
    // A Tuesday before Thanksgiving: two working days later is Friday.
    readonly ClinicSite site = new() { Clock = new(new(2026, 11, 24, 20, 4, 5, TimeSpan.Zero)) };

    [Theory]
    [InlineData("I want to kill myself tonight")]
    [InlineData("Which door do I take?")]
    [InlineData("Name: Somebody Else\ntel:+19005550100")]
    public async Task The_persons_own_words_stand_first_whatever_they_say(string message)
    {
        var (reference, mail) = await Ask(("Message", message), ("Reasons", "Anxiety"));

        foreach (var text in new[] { mail, await Run("show", reference) })
        {
            var lines = text.Split('\n');
            Assert.Equal("In the person's own words:", lines[0]);
            Assert.Equal(message.Split('\n').Select(line => "    " + line), lines[2..(2 + message.Split('\n').Length)]);
            Assert.DoesNotContain("crisis", text, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal("Message", (await Export(reference))[0][2]);
        using var json = System.Text.Json.JsonDocument.Parse(await Run("show", reference, "--json"));
        var names = json.RootElement.EnumerateObject().Select(property => property.Name).ToList();
        Assert.True(names.IndexOf("Message") < names.IndexOf("FullName"));
    }

    [Fact]
    public async Task Then_come_when_what_was_promised_what_was_agreed_and_whom_to_call()
    {
        var (reference, mail) = await Ask(("Phone", "202 555 0143 x12"), ("Message", "Please call me, I have questions."));

        AssertInOrder(mail,
            "In the person's own words:",
            "Language of the message: English, as it seems",
            $"Consultation request {reference}",
            "Received: Tuesday, November 24, 2026, 3:04 p.m. Eastern Standard Time (UTC-05:00)",
            "Promised: an answer by the end of Friday, November 27, 2026",
            "Agreed to, in version v1 of our words:",
            "    Please contact me about this request in the way I chose above.",
            "Name: Robin Álvarez-O’Neil",
            "Contact by: Phone call (do NOT text, do NOT e-mail)",
            "Phone: (202) 555-0143, ext. 12",
            "tel:+12025550143;ext=12",
            "Voicemail: not asked, so leave none",
            "State: Maryland");
        Assert.Matches(new Regex("^tel:\\+1[0-9]{10};ext=12$", RegexOptions.Multiline), mail);
        Assert.DoesNotContain("E-mail and text messages are not always private", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No", "Voicemail: NO, do not leave a voicemail")]
    [InlineData("NameAndNumber", "Voicemail: Yes, a first name and a number only")]
    public async Task A_voicemail_that_was_refused_is_told_from_one_that_was_not_asked_about(string answer, string told) =>
        Assert.Contains(told, (await Ask(("VoicemailOk", answer))).Mail, StringComparison.Ordinal);

    [Fact]
    public async Task Who_chose_a_text_agreed_to_ordinary_messages_too()
    {
        var (_, mail) = await Ask(("ContactMethod", "Text"), ("ConsentPlainChannel", "true"), ("Message", "Mwen bezwen èd tanpri"));

        Assert.Contains("    E-mail and text messages are not always private.", mail, StringComparison.Ordinal);
        Assert.Contains("Contact by: Text message (do NOT e-mail; call only if texting fails)", mail, StringComparison.Ordinal);
        Assert.Contains("Language of the message: Haitian Creole, as it seems", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hola, no quiero hablar por teléfono, gracias", "Spanish, as it seems")]
    [InlineData("Здравствуйте, мне нужна помощь", "Russian, Ukrainian or another in Cyrillic letters, as it seems")]
    [InlineData("안녕하세요 도와주세요", "Korean, as it seems")]
    [InlineData("请给我打电话", "Chinese, as it seems")]
    [InlineData("電話をください", "Japanese, as it seems")]
    [InlineData("እባክዎ ይደውሉልኝ", "Amharic or Tigrinya, as it seems")]
    [InlineData("Tôi cần được giúp và không có xe", "Vietnamese, as it seems")]
    [InlineData("ok", "too short to tell")]
    public async Task The_language_of_the_message_is_told(string message, string language) =>
        Assert.Contains($"Language of the message: {language}\n", (await Ask(("Message", message))).Mail, StringComparison.Ordinal);

    [Fact]
    public async Task The_promise_is_kept_with_the_request_and_does_not_move_with_the_hours()
    {
        var (reference, _) = await Ask();

        Assert.Contains("\"AnswerBy\": \"2026-11-27T17:00:00\"", await Run("show", reference, "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_holds_the_same_answers_under_the_same_names()
    {
        var (reference, _) = await Ask(("Message", "Two\nlines"), ("Phone", "+1 202 555 0143"));

        var (header, row) = (await Export(reference))[..2] is [var first, var second] ? (first, second) : ([], []);

        Assert.Equal(["Reference", "Received", "Message", "Name", "Contact by", "Phone"], header[..6]);
        Assert.Equal("Robin Álvarez-O’Neil", row[3]);
    }

    public void Dispose() => site.Dispose();

    static void AssertInOrder(string text, params string[] parts)
    {
        var at = -1;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"\"{part}\" is missing or too early in:\n{text}");
            at = next;
        }
    }

    async Task<(string Reference, string Mail)> Ask(params (string Field, string Value)[] changes)
    {
        using var form = await FormBrowser.At(site);
        var reference = await form.SendAndFollow(changes);
        return (reference, SentMails.BodyOf(Assert.Single(await site.Mails())).ReplaceLineEndings("\n"));
    }

    async Task<List<string[]>> Export(string reference)
    {
        var file = Path.Combine(site.StoreFolder, $"{reference}.csv");
        await Run("export", file);
        var text = await File.ReadAllTextAsync(file, Encoding.UTF8);
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim('"').Split("\",\""))];
    }

    async Task<string> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await CommandLine.Run(["requests", .. arguments], site.CommandContext, output, TextWriter.Null));
        return output.ToString().ReplaceLineEndings("\n");
    }
}
