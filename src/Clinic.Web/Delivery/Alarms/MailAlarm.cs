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
        using var message = Composition.Envelope(from, to, Subject(notice), $"{Guid.NewGuid():N}", notice.At)
            .WithText(Text(notice));
        return (await transport.Send(message, cancel)).Verdict == Verdict.Delivered;
    }

    static string Subject(AlarmNotice notice) => notice.Event switch
    {
        AlarmEvent.DeliveryFailing => $"ALARM: {Trouble(notice)}",
        AlarmEvent.DeliveryStillFailing => $"ALARM, still: {Trouble(notice)}",
        AlarmEvent.DeliveryWellAgain => "All clear: requests reach the clinic again",
    };

    static string Trouble(AlarmNotice notice) => new HealthReport(notice.Checks).Alarming is [DeliveryHealth.Promises]
        ? "people wait for an answer past the day they were promised" : "requests do not reach the clinic";

    static string Text(AlarmNotice notice)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"{notice.Clinic}, {notice.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC\r\n\r\n");
        foreach (var check in notice.Checks)
            text.Append(CultureInfo.InvariantCulture, $"{check.Name}: {Describe(check)}\r\n");
        return text.Append("\r\n").Append(WhatIsKept(notice.Checks))
            .Append(" The website's /healthz, its log and the command \"doctor\" say more.\r\n").ToString();
    }

    static string WhatIsKept(IReadOnlyList<HealthCheck> checks)
    {
        bool Fails(string name) => checks.Any(check => check.Name == name && check.State == Condition.Failing);

        if (Fails(DeliveryHealth.Store))
            return "No request can be kept just now: whoever sends one is told so, and to call.";
        if (Fails(ReadersHealth.Name))
            return "The list of readers is not the owners' last one: requests are sealed for the recovery key and the certificate, and are refused "
                + "where there is neither.";
        if (Fails("intake"))
            return "Some people were told that their request was not received, and to try again or to call.";
        return Fails(DeliveryHealth.Keys)
            ? "Keys are missing or cannot be used: put the key folder back from the last backup."
                : "Every request is kept.";
    }

    static string Describe(HealthCheck check) => check.State.ToString().ToLowerInvariant()
        + (check.Waiting is { } waiting ? string.Create(CultureInfo.InvariantCulture,
            $", {waiting} waiting (the oldest for {check.OldestWaitingSeconds / 60} minutes), {check.Stalled} stalled")
                : "")
        + (check.Late is > 0 and var late ? string.Create(CultureInfo.InvariantCulture,
            $", {late} past the promised day (the first was promised an answer by {check.LateSince:dddd, MMMM d}): answer them at /staff/requests") : "")
        + (check.Lost is { } lost ? string.Create(CultureInfo.InvariantCulture, $", {lost} lost") : "")
        + (check.DaysLeft is { } days ? string.Create(CultureInfo.InvariantCulture, $", {days} days left") : "");
}
