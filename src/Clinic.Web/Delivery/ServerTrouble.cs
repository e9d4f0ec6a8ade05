namespace Clinic.Web.Delivery;

/// <summary>
/// What is known of a mail server that does not take mail. It is greeted again after a minute at the most, which costs no message;
/// when it greets and yet takes none, one mail at a time tries, every four minutes at the most.
/// </summary>
public sealed class ServerTrouble(TimeProvider clock)
{
    static readonly TimeSpan BetweenGreetings = TimeSpan.FromMinutes(1);
    static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(4);

    int failures;
    DateTimeOffset nextLook;

    public bool IsOn => Volatile.Read(ref failures) > 0;

    public bool MustWait => IsOn && clock.GetUtcNow() < nextLook;

    public void NotGreeted() => Wait(DeliverySchedule.WaitAfter(++failures, 0), BetweenGreetings);

    public void MailNotTaken() => Wait(DeliverySchedule.WaitAfter(++failures, 0), BetweenMails);

    public void NothingToTry() => Wait(BetweenGreetings, BetweenGreetings);

    public void Over() => failures = 0;

    void Wait(TimeSpan wait, TimeSpan longest) => nextLook = clock.GetUtcNow() + (wait < longest ? wait : longest);
}
