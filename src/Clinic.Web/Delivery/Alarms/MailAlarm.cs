using System.Globalization;
using System.Text;
using Clinic.Web.Delivery.Transports;
using MimeKit;

namespace Clinic.Web.Delivery.Alarms;

/// <summary>Mails the notice through a server other than the one that requests go through.</summary>
public sealed class MailAlarm(IMailTransport transport, MailboxAddress from, MailboxAddress to) : IAlarmChannel
{
    public string Name => "mail";

    public async Task<bool> Tell(AlarmNotice notice, CancellationToken cancel)
    {
        using var message = Composition.Envelope(from, to, Subject(notice.Event), $"{Guid.NewGuid():N}", notice.At).WithText(Text(notice));
        return (await transport.Send(message, cancel)).Verdict == Verdict.Delivered;
    }

    static string Subject(AlarmEvent what) => what switch
    {
        AlarmEvent.DeliveryFailing => "ALARM: requests do not reach the clinic",
        AlarmEvent.DeliveryStillFailing => "ALARM, still: requests do not reach the clinic",
        AlarmEvent.DeliveryWellAgain => "All clear: requests reach the clinic again",
    };

    static string Text(AlarmNotice notice)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{notice.Clinic}, {notice.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC\r\n\r\n");
        foreach (var check in notice.Checks) text.Append(CultureInfo.InvariantCulture, $"{check.Name}: {Describe(check)}\r\n");
        var isKept = !notice.Checks.Any(check => check is { State: Condition.Failing, Name: "store" or "keys" or "intake" });
        text.Append(isKept
            ? "\r\nEvery request is kept."
            : "\r\nSome people were told that their request was not received, and to try again or to call.");
        return text.Append(" The website's /healthz and its log say more.\r\n").ToString();
    }

    static string Describe(HealthCheck check) => check.State.ToString().ToLowerInvariant()
        + (check.Waiting is { } waiting ? string.Create(CultureInfo.InvariantCulture, $", {waiting} waiting (the oldest for {check.OldestWaitingSeconds / 60} minutes), {check.Stalled} stalled") : "")
        + (check.DaysLeft is { } days ? string.Create(CultureInfo.InvariantCulture, $", {days} days left") : "");
}
