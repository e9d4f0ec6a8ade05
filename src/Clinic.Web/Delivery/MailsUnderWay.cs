using Clinic.Web.Consultations.Storing;
using Clinic.Web.Delivery.Transports;

namespace Clinic.Web.Delivery;

/// <summary>What became of a mail; <see cref="WaitsAgain"/> when it is tried later.</summary>
public sealed record TriedMail(MailKind Kind, DeliveryOutcome Outcome, bool WaitsAgain);

/// <summary>
/// The mails that are with the server, and how many more may be begun. A server that answers quickly gets one after the
/// other, so that a sudden end leaves one mail in doubt; while a mail waits long for its answer, the next begins. In
/// trouble one mail at a time tries; when that is over, and much may have piled up, as many go at once as the server
/// takes.
/// </summary>
public sealed class MailsUnderWay(ServerTrouble trouble, TimeProvider clock)
{
    /// <summary>Conversations with the mail server at once. Some providers refuse a fourth.</summary>
    public const int Most = 3;

    static readonly TimeSpan QuickAnswer = TimeSpan.FromSeconds(2);

    readonly List<Sending> mails = [];
    int quickAtOnce = 1;

    public int Count => mails.Count;

    /// <summary>Whether one tries a server that is in trouble.</summary>
    public bool IsProbing => mails.Exists(mail => mail.IsProbe);

    /// <summary>Completes when a mail has come to its end or has waited long for its answer.</summary>
    public Task News => mails.Count == 0
        ? Task.Delay(Timeout.Infinite)
        : Task.WhenAny(mails.SelectMany(mail =>
            mail.LongWait.IsCompleted ? [mail.Tried] : new[] { mail.Tried, mail.LongWait }));

    /// <summary>How many mails may be begun now.</summary>
    public int HandsFor(MailLane lane)
    {
        var free = Most - mails.Count;
        var others = mails.Where(mail => mail.Lane == lane).ToList();
        if (trouble.IsOn) return lane == MailLane.Requests && !IsProbing ? Math.Min(free, 1) : 0;
        return lane switch
        {
            MailLane.Requests => Math.Max(0, Math.Min(free, quickAtOnce - others.Count(mail => !mail.WaitsLong))),
            // A stranger's address, or a list that looks like spam, must not hold up what patients sent.
            MailLane.Others => others.Count == 0 ? Math.Min(free, 1) : 0,
        };
    }

    /// <param name="answer">The server's; what is tried is also recorded.</param>
    public void Begin(MailLane lane, Task answer, Task<TriedMail> tried) =>
        mails.Add(new(lane, answer, tried, LongWait(answer), trouble.IsOn));

    /// <summary>Those that have come to their end, each once.</summary>
    public async Task<IReadOnlyList<TriedMail>> Ended()
    {
        var ended = mails.FindAll(mail => mail.Tried.IsCompleted);
        mails.RemoveAll(ended.Contains);
        return await Task.WhenAll(ended.Select(mail => mail.Tried));
    }

    public Task AllEnded() => Task.WhenAll(mails.Select(mail => mail.Tried));

    /// <summary>Much may have piled up.</summary>
    public void CatchUp() => quickAtOnce = Most;

    public void CaughtUp() => quickAtOnce = 1;

    // Never completes for an answer that comes in time.
    async Task LongWait(Task answer)
    {
        if (await Task.WhenAny(answer, Task.Delay(QuickAnswer, clock)) == answer) await Task.Delay(Timeout.Infinite);
    }

    sealed record Sending(MailLane Lane, Task Answer, Task<TriedMail> Tried, Task LongWait, bool IsProbe)
    {
        public bool WaitsLong => LongWait.IsCompleted && !Answer.IsCompleted;
    }
}
