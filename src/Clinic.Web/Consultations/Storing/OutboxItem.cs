using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

public enum MailKind
{
    /// <summary>The request itself, to the clinic.</summary>
    Request,
    /// <summary>Other answers for a request that was tried before, to the clinic.</summary>
    Correction,
    /// <summary>"This person has withdrawn", to the clinic, by reference.</summary>
    Withdrawal,
    /// <summary>"Stop texting this person, call instead", to the clinic, by reference.</summary>
    WayChange,
    /// <summary>"We received your request", to the person who ticked for it.</summary>
    Receipt,
    /// <summary>The day's suspected requests, to the clinic, by reference.</summary>
    Digest,
    /// <summary>"The website lives", to the clinic, each day, with counts.</summary>
    Heartbeat,
    /// <summary>"This request could not be mailed", to the clinic, by reference.</summary>
    StalledNotice,
    /// <summary>Texts that a clinician should read again, to the clinic, each week that has any.</summary>
    ReviewsDue,
    /// <summary>An invitation, or news of somebody's passkeys or rights, to one of the staff.</summary>
    StaffLetter,
}

/// <summary>
/// Mails about requests, and those that can wait: receipts to persons, letters to the staff, and the clinic's daily and
/// weekly mails.
/// </summary>
public enum MailLane { Requests, Others }

public enum OutboxState { Waiting, Sending, Delivered, Stalled, Cancelled }

/// <summary>
/// One mail that is due. <see cref="Attempt"/> counts this one, from 1; <see cref="MayBeSecondCopy"/> after an attempt
/// without a clear answer.
/// </summary>
public sealed record OutboxItem(long Id, MailKind Kind, string Reference, DateTimeOffset Created,
    SealedPayload? Payload, string MessageId,
    int Attempt, bool MayBeSecondCopy, string Owner)
{
    /// <summary>
    /// No mail waits longer for its next try: one that would was given its time by a clock that was wrong.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(75);

    /// <summary>Which correction of its request it is, from 1; otherwise 0.</summary>
    public int Number { get; init; }

    /// <summary>By when the person was promised an answer, of a mail about a request that has it stored.</summary>
    public DateTimeOffset? Promised { get; init; }

    /// <summary>Somebody was invited to the clinic's side, so that requests are read there.</summary>
    public bool IsReadInBrowser { get; init; }

    /// <summary>The Message-ID of the request that it corrects.</summary>
    public string? Corrects { get; init; }
}

/// <param name="OldestWaiting">Of the mails about requests.</param>
public sealed record QueueState(int Waiting, int Stalled, int Delivered, DateTimeOffset? OldestWaiting);

/// <summary>
/// What the heartbeat counts: requests received in the last day and how many of them look like a machine's; requests
/// that wait or stalled; and the head of the audit trail, which then also lies where nobody on this server can change
/// it.
/// </summary>
public sealed record DayCounts(int Received, int Suspected, int Waiting, int Stalled, AuditHead Audit);
