using Clinic.Web.Consultations;

namespace Clinic.Web.Delivery;

/// <summary>
/// What is known of a mail server that does not take mail. It is greeted again after a minute at the most, which costs
/// no message; when it greets and yet takes none, one mail at a time tries, every four minutes at the most.
/// </summary>
public sealed class ServerTrouble(TimeProvider clock)
{
    static readonly TimeSpan BetweenGreetings = TimeSpan.FromMinutes(1);
    static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(4);

    readonly Lock gate = new();
    int failures;
    Since waitsSince;
    TimeSpan waits;

    public bool IsOn
    {
        get
        {
            lock (gate) return failures > 0;
        }
    }

    public bool MustWait
    {
        get
        {
            lock (gate) return failures > 0 && !waitsSince.IsOver(waits, clock);
        }
    }

    public void NotGreeted() => Wait(BetweenGreetings, isNews: true);

    /// <summary>Several mails that were under way together and failed together are one failure.</summary>
    public void MailNotTaken()
    {
        lock (gate)
        {
            if (!MustWait) Wait(BetweenMails, isNews: true);
        }
    }

    public void NothingToTry() => Wait(BetweenGreetings, isNews: false);

    public void Over()
    {
        lock (gate) failures = 0;
    }

    void Wait(TimeSpan longest, bool isNews)
    {
        lock (gate)
        {
            if (isNews) failures++;
            var wait = isNews ? DeliverySchedule.WaitAfter(failures, 0) : longest;
            (waitsSince, waits) = (Since.Now(clock), wait < longest ? wait : longest);
        }
    }
}
