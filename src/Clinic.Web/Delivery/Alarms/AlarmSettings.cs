using Clinic.Web.Settings;
using MimeKit;

namespace Clinic.Web.Delivery.Alarms;

/// <summary>A mail server of another house than the one that requests go through.</summary>
public sealed record AlarmMail(MailServer Server, MailboxAddress To)
{
    public override string ToString() => Server.ToString();
}

/// <summary>
/// How a person is told that requests do not reach the clinic, when mail of the usual way cannot say so.
/// </summary>
public sealed record AlarmSettings
{
    const int ShortestSecret = 16;

    /// <summary>How long a request may wait.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromMinutes(15);

    public Uri? Webhook { get; init; }
    public string WebhookSecret { get; init; } = "";
    public AlarmMail? Mail { get; init; }

    public static AlarmSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration, "Alarm");
        var settings = new AlarmSettings();
        settings = settings with
        {
            After = reader.Duration("After", settings.After),
            Webhook = Address(reader),
            WebhookSecret = reader.Secret("WebhookSecret") ?? "",
            Mail = ReadMail(reader)
        };
        if (reader.Text("Webhook") is not null && settings.WebhookSecret.Length < ShortestSecret)
            reader.Refuse("WebhookSecret",
                $"is missing or too short: the receiver knows by it that an alarm is ours; give at least "
                + $"{ShortestSecret} characters.");
        if (reader.Text("Webhook") is null && settings.WebhookSecret.Length > 0)
            reader.Refuse("Webhook", "is missing: Alarm:WebhookSecret signs what is sent there.");
        reader.ThrowIfWrong();
        return settings;
    }

    public override string ToString() =>
        $"after {After}, {(Webhook is null ? "no webhook" : "webhook")}, {Mail?.ToString() ?? "no mail"}";

    // Such addresses often hold a secret, so the sentence does not repeat it.
    static Uri? Address(SettingsReader reader)
    {
        if (reader.Text("Webhook") is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))) return address;
        reader.Refuse("Webhook", "is not an https:// address; http:// is allowed only on this machine.");
        return null;
    }

    static AlarmMail? ReadMail(SettingsReader reader)
    {
        if (reader.Text("MailHost") is not { } host)
        {
            if (reader.Text("MailTo") is not null)
                reader.Refuse("MailHost",
                    "is missing: name a mail server other than the one that requests go through.");
            return null;
        }
        return new(MailServer.Read(reader, "Mail", host),
            MailSettings.Address(reader, "MailTo", isNeeded: true, "on-call@clinic.example"));
    }
}
