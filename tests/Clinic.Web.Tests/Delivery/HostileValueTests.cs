using System.Text.RegularExpressions;
using Clinic.Web.Consultations;
using Clinic.Web.Delivery;

namespace Clinic.Web.Tests.Delivery;

/// <summary>Five thousand values that try to become a header, a recipient or a command. The rules of the form, which refuse most of them, are passed by.</summary>
[Trait("Pace", "Long")]
public sealed partial class HostileValueTests
{
    const int Values = 5_000;
    const int ValuesOfOneRequest = 10;

    static readonly string[] Breaks = ["\r\n", "\n", "\r", "\n\r", "\u0085", "\u2028", "\u2029", "\v", "\f", "\0", "\r\n ", "\r\n\t", "%0d%0a", "%E5%98%8A", "=0D=0A", "\\r\\n", "&#13;&#10;", "\u560d\u560a", "\r\n.\r\n", "\"\r\n", ">\r\n", ", "];

    static readonly string[] Attacks =
    [
        "Bcc: thief@evil.example", "Cc: thief@evil.example", "To: thief@evil.example", "From: clinic@evil.example", "Reply-To: thief@evil.example", "Subject: mine", "Message-ID: <evil@evil.example>",
        "Content-Type: text/html", "Content-Transfer-Encoding: 7bit", "MIME-Version: 9", "X-Evil: 1", "Received: from evil.example", "Return-Path: <thief@evil.example>", "RCPT TO:<thief@evil.example>", "MAIL FROM:<thief@evil.example>",
        "DATA", "QUIT", "RSET", ".", "thief@evil.example", "<thief@evil.example>", "=?utf-8?B?DQpCY2M6IHRoaWVmQGV2aWwuZXhhbXBsZQ==?=", "=?utf-8?Q?=0D=0ABcc:_thief@evil.example?=", "=?utf-8?Q?", "--boundary\r\nContent-Type: text/html\r\n\r\n<b>evil</b>",
    ];

    static readonly string[] Words = ["", "Robin", "Ünï", "\u202eelpmaxe\u202c", "\u200b\u2060\ufeff", "e\u0301\u0301\u0301\u0301", "🙂🏽\u200d♀️", "''\";--", "{0}{1}%s%n", "日本語のテキスト", new string('x', 999), new string('é', 2000)];

    [Fact]
    public async Task The_header_block_of_the_mail_differs_in_date_id_and_reference_only()
    {
        await using var server = new ScriptedSmtp();
        var settings = DeliveryRig.Mail(server.Port);
        await using var rig = await DeliveryRig.Open(DateTimeOffset.UtcNow, DeliveryRoom.TransportFor(settings), settings);

        await rig.Ask();
        await rig.Worker.DeliverAllDue(default);
        var baseline = Header(Assert.Single(server.Journal));
        var values = Hostile().Distinct(StringComparer.Ordinal).Take(Values).Chunk(ValuesOfOneRequest).ToList();
        foreach (var ten in values) await rig.Ask(Form(ten));
        await rig.Worker.DeliverAllDue(default);

        Assert.Equal(Values, values.Sum(ten => ten.Length));
        Assert.Equal(values.Count + 1, server.Journal.Count);
        Assert.Contains("Subject: New consultation request *", baseline, StringComparison.Ordinal);
        Assert.All(server.Journal, message => Assert.Equal(baseline, Header(message)));
    }

    static ConsultationForm Form(string[] ten) => new()
    {
        FullName = ten[0],
        ContactMethod = AnswerChoices.Phone,
        Phone = ten[1],
        Email = ten[2],
        VoicemailOk = ten[3],
        State = ten[4],
        IsAdult = true,
        Message = ten[5],
        ConsentContact = true,
        ContactTimes = [ten[6]],
        Reasons = [ten[7]],
        PriorTreatments = [ten[8]],
        AccessNeeds = [ten[9]],
    };

    static IEnumerable<string> Hostile() =>
        from word in Words
        from attack in Attacks
        from line in Breaks
        from value in new[] { word + line + attack, attack + line + word, word + line + line + attack + line, line + attack }
        select value;

    // The Date and Message-ID lines, and the reference wherever it stands.
    static string Header(string message) =>
        References().Replace(Ids().Replace(message[..message.IndexOf("\r\n\r\n", StringComparison.Ordinal)], "${name}: *"), "*");

    [GeneratedRegex(@"^(?<name>Date|Message-ID): .*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    [GeneratedRegex(@"KC-[0-9A-Z]+(-[0-9A-Z]+)*", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex References();
}
