namespace Clinic.Web.Consultations.Storing;

/// <summary>What a mail is, as the log and the trail say it.</summary>
public static class MailWords
{
    public static string Of(MailKind kind) => kind switch
    {
        MailKind.Request => "request",
        MailKind.Correction => "correction",
        MailKind.Withdrawal => "withdrawal",
        MailKind.WayChange => "wish to be called and not texted",
        MailKind.Receipt => "receipt",
        MailKind.Digest => "list of suspected requests",
        MailKind.Heartbeat => "daily mail",
        MailKind.StalledNotice => "news that a mail stalled",
        MailKind.ReviewsDue => "list of texts to read again",
        MailKind.StaffLetter => "letter to one of the staff",
    };
}
