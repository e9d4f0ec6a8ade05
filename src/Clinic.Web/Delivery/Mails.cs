using System.Globalization;
using System.Text;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations;
using Clinic.Web.Consultations.Sealing;
using Clinic.Web.Consultations.Storing;
using MimeKit;

namespace Clinic.Web.Delivery;

/// <summary>How the clinic signs its mails: read from the content folder at the moment of sending.</summary>
/// <param name="Crisis">Whom to reach at once, in danger and in despair.</param>
public sealed record Letterhead(string ClinicName, string Phone, string PostalAddress, TimeZoneInfo Zone, Uri Site,
    string Crisis)
{
    public static Letterhead Of(ClinicProfile clinic, Uri site) => new(
        clinic.Name,
        clinic.PhoneShown,
        $"{clinic.Address.Street}, {clinic.Address.City}, {clinic.Address.Region} {clinic.Address.PostalCode}",
        clinic.TimeZone,
        site,
        $"If you are in danger now, call {clinic.Emergency.Call}. In despair, {clinic.InDespair}, at any hour.");

    /// <summary>Where the clinic's side is, if it has an address of its own.</summary>
    public Uri Desk { get; init; } = Site;

    /// <summary>A moment by the clinic's clock, with its zone.</summary>
    public string Say(DateTimeOffset time) => ClinicTime.Moment(time, Zone);
}

/// <summary>
/// Composes the mails that leave. Headers hold the clinic's own settings, the reference and the Message-ID; nothing a
/// visitor typed ever stands in a header, and in the envelope only the address of a person who asked for a receipt, or
/// of one of the staff.
/// </summary>
public sealed class Mails(MailSettings settings, KeyRingSeal ownKeys, ReceiptSeal receipts,
    StaffLetterSeal staffLetters, AnswerText words, DailyList dailyList,
    Func<Letterhead> letterhead, TimeProvider clock)
{
    /// <summary>How long before its end a certificate is spoken of.</summary>
    public static readonly TimeSpan CertificateWarning = TimeSpan.FromDays(30);

    /// <summary>Null when there is nothing left to send: the person withdrew meanwhile.</summary>
    public MimeMessage? Compose(OutboxItem item) => item.Kind switch
    {
        MailKind.Request => item.Payload is { } payload ? Request(item, payload) : null,
        MailKind.Correction => item.Payload is { } payload ? Correction(item, payload) : null,
        MailKind.Withdrawal => ToClinic(item, $"Request withdrawn {item.Reference}", Withdrawal(item)),
        MailKind.WayChange =>
            ToClinic(item, $"Stop texting, call instead: request {item.Reference}", StopTexting(item)),
        MailKind.Receipt => item.Payload is { } address ? Receipt(item, address) : null,
        MailKind.Digest => item.Payload is { } list
            ? ToClinic(item, "Suspected requests of the day", dailyList.Write(list)) : null,
        MailKind.Heartbeat => WithKeptText(item, MorningMail.Subject(item.Payload)),
        MailKind.StalledNotice => ToClinic(item, $"Request {item.Reference} could not be mailed", Stalled(item)),
        MailKind.ReviewsDue => WithKeptText(item, "Texts to be reviewed"),
        MailKind.StaffLetter => item.Payload is { } letter ? ToStaff(item, letter) : null,
    };

    public static MimeMessage Test(MailSettings settings, DateTimeOffset now) => Composition
        .Envelope(settings.From, settings.To, "Test mail from the website", $"test-{Guid.NewGuid():N}", now)
        .WithText("The website's operator sent this to see that mail arrives. It is about no request; nothing needs to be done.\n");

    MimeMessage Request(OutboxItem item, SealedPayload payload) =>
        WithAnswers(item, $"New consultation request {item.Reference}", payload)
        ?? ToClinic(item, $"New consultation request {item.Reference}",
            Notice(item, "A new request has arrived through the website.",
                words.Promised(item.Promised, item.Created)));

    MimeMessage Correction(OutboxItem item, SealedPayload payload)
    {
        var message = WithAnswers(item, $"Correction {item.Number} of consultation request {item.Reference}", payload)
            ?? ToClinic(item, $"Correction {item.Number} of consultation request {item.Reference}",
                Notice(item, "The person has corrected this request; the correction replaces all that was sent before.",
                    "as for the request"));
        // Mail programs show it below the request.
        if (item.Corrects is { } request) message.InReplyTo = $"{request}@{settings.From.Domain}";
        return message;
    }

    // Null when the mail is to carry no answers, or cannot: what was kept under another mode is sealed for others than
    // the mail's reader.
    MimeMessage? WithAnswers(OutboxItem item, string subject, SealedPayload payload) => settings.Mode switch
    {
        MailMode.Full when ownKeys.Open(payload) is { } request => ToClinic(item, subject, Full(item, request)),
        MailMode.Sealed when ForMailPrograms(payload) is { } sealedAnswers => WithSealed(item, subject, sealedAnswers),
        MailMode.Full or MailMode.Sealed or MailMode.Notice => null,
    };

    SealedPayload? ForMailPrograms(SealedPayload payload) => payload.Format == CertificateSeal.Format ? payload
        : ownKeys.Open(payload) is { } request && settings.Certificate is { } certificate
            ? new CertificateSeal(certificate, words, settings.SealPadding).Close(request) : null;

    MimeMessage WithSealed(OutboxItem item, string subject, SealedPayload payload)
    {
        var message = Envelope(item, settings.To, subject);
        // The sealed bytes are the whole message, or mail programs do not open them.
        message.Body = new MimePart("application", "pkcs7-mime")
        {
            Content = new MimeContent(new MemoryStream(payload.Bytes)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentType = { Name = "smime.p7m", Parameters = { { "smime-type", "enveloped-data" } } },
        };
        return message;
    }

    MimeMessage? Receipt(OutboxItem item, SealedPayload sealedAddress)
    {
        if (receipts.Open(sealedAddress) is not { } address) return null;
        var head = letterhead();
        return Envelope(item, new("", address.Value), "We received your request").WithText($"""
            Hello,

            we received your request to be contacted. Your reference is {item.Reference}.

            We promise {words.Promised(item.Promised, item.Created)}, in the way you chose. If you hear nothing by then, or have changed your mind, call {head.Phone}.
            Please do not reply with medical details.

            {head.Crisis}

            {head.PostalAddress}
            """);
    }

    MimeMessage? ToStaff(OutboxItem item, SealedPayload payload) =>
        staffLetters.Open(payload) is { } letter && !(letter.Until < clock.GetUtcNow())
            && StaffLetterText.Of(letter, letterhead()) is var (subject, text)
            ? Envelope(item, new("", letter.To), subject).WithText(text) : null;

    MimeMessage? WithKeptText(OutboxItem item, string subject) =>
        item.Payload is { } text ? ToClinic(item, subject, Encoding.UTF8.GetString(text.Bytes)) : null;

    MimeMessage ToClinic(OutboxItem item, string subject, string text) =>
        Envelope(item, settings.To, subject).WithText(text);

    MimeMessage Envelope(OutboxItem item, MailboxAddress to, string subject) =>
        Composition.Envelope(settings.From, to, subject, item.MessageId, clock.GetUtcNow());

    string Full(OutboxItem item, ConsultationRequest request) =>
        words.Write(request) + "\n" + SecondCopy(item)
            + "Answer in the way the person chose. Do not forward this mail outside the clinic.\n";

    string Notice(OutboxItem item, string news, string promised) => $"""
        {news}

        Reference: {item.Reference}
        Received: {LocalTime(item.Created)}
        Promised: {promised}

        {SecondCopy(item)}{ToRead(item)}

        """;

    string Withdrawal(OutboxItem item) => $"""
        The person who sent request {item.Reference} has withdrawn it.

        Withdrawn: {LocalTime(item.Created)}

        Please do not contact them, and delete the mail of this request if you have it. What the website kept of it is erased.

        """;

    string StopTexting(OutboxItem item) => $"""
        The person who sent request {item.Reference} asks you to stop texting. Please call instead.

        Asked: {LocalTime(item.Created)}

        """;

    string Stalled(OutboxItem item) => $"""
        Request {item.Reference} has waited so long for the mail server to take it that the website has stopped trying. It is kept.

        {ToRead(item)}
        To have it mailed again, on the server: requests resend {item.Reference}

        """;

    string ToRead(OutboxItem item) => item.IsReadInBrowser
        ? $"To read and answer it: {new Uri(letterhead().Desk, $"/staff/requests/{item.Reference.ToLowerInvariant()}")}"
        : $"To read it, on the server: requests show {item.Reference}";

    string LocalTime(DateTimeOffset time) => letterhead().Say(time);

    static string SecondCopy(OutboxItem item) =>
        item.MayBeSecondCopy
            ? $"This may be a second copy of {item.Reference}: the first attempt ended without a clear answer.\n\n"
                : "";
}
