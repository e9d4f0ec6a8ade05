using Clinic.Web.Consultations.Storing;

namespace Clinic.Web.Delivery;

/// <summary>Once a day, from eight in the morning of the clinic: the heartbeat, and the list of suspected requests that no digest has listed.</summary>
public sealed class DailyMails(IRequestStore store, MailSettings settings, Func<Letterhead> letterhead, TimeProvider clock)
{
    static readonly TimeOnly From = new(8, 0);

    DateOnly lastLook;

    public async Task QueueWhenDue(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var local = TimeZoneInfo.ConvertTime(now, letterhead().Zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        if (day == lastLook || TimeOnly.FromDateTime(local) < From) return;
        await store.QueueDigest(day, now, Mails.Digest, cancel);
        if (settings.Heartbeat) await store.QueueHeartbeat(day, now, counts => Mails.Heartbeat(counts, settings.CertificateEnd, now), cancel);
        lastLook = day;
    }
}
