using System.Text;
using Clinic.Web.Clinic;
using Clinic.Web.Consultations.Answering;
using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Delivery;

/// <summary>
/// Once a day, from eight in the morning of the clinic: the heartbeat, the list of suspected requests that no digest
/// has listed, and once a week the texts of the site that a clinician should read again.
/// </summary>
public sealed class DailyMails(SuspectedRequests suspected, ClinicNotices notices, LateRequests late,
    ReadersHealth readers, DailyList list, MailSettings settings, Func<Letterhead> letterhead,
    Func<string?> reviewsDue, ContentNews news, Func<string> scripts, TimeProvider clock)
{
    static readonly TimeOnly From = new(8, 0);

    DateOnly lastLook;

    public async Task QueueWhenDue(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var local = Local(now);
        var day = DateOnly.FromDateTime(local);
        if (day == lastLook || TimeOnly.FromDateTime(local) < From) return;
        await suspected.QueueList(day, now, list.Keep, cancel);
        // What is late, or is shown in an older version, is told also to a clinic that wants no mail each morning.
        var older = news.Now()?.Sentences ?? [];
        var conflicts = await news.Conflicts(cancel);
        var overdue = (await late.List(now, cancel))
            .Select(one => $"{one.Reference}, promised by {ClinicTime.Weekday(Local(one.Promised))}").ToList();
        if (settings.Heartbeat || older.Count > 0 || conflicts.Count > 0 || overdue.Count > 0)
        {
            var told = new MorningNews(overdue, older)
            {
                Conflicts = conflicts,
                Readers = await readers.Sentence(cancel),
                Scripts = scripts()
            };
            await notices.QueueHeartbeat(day, now, counts => MorningMail.Write(counts, told, settings, now), cancel);
        }
        if (settings.Heartbeat && reviewsDue() is { } texts)
            await notices.QueueReviewsDue(ClinicTime.MondayOf(day), now,
                new("reviews-v1", Encoding.UTF8.GetBytes(texts)), cancel);
        lastLook = day;
    }

    DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, letterhead().Zone).DateTime;
}
