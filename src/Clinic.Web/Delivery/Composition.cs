using MimeKit;

namespace Clinic.Web.Delivery;

/// <summary>
/// What every mail of the site has in common: plain text, one recipient, an id of ours, and a word to machines that
/// nobody is to answer by machine.
/// </summary>
static class Composition
{
    public static MimeMessage Envelope(MailboxAddress from, MailboxAddress to, string subject, string id,
        DateTimeOffset date)
    {
        var message = new MimeMessage { Subject = subject, MessageId = $"{id}@{from.Domain}", Date = date };
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>As Base64, so that no line is longer than servers take or begins with a dot.</summary>
    public static MimeMessage WithText(this MimeMessage message, string text)
    {
        message.Body = new TextPart("plain")
        {
            Text = text.ReplaceLineEndings("\r\n"),
            ContentTransferEncoding = ContentEncoding.Base64
        };
        return message;
    }
}
