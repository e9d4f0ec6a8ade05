using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>The request could not be kept, so nobody may be told that it was received.</summary>
public sealed class RequestNotKeptException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>Another request holds this reference; make a new one.</summary>
public sealed class ReferenceTakenException() : Exception("Another request holds this reference.");

/// <summary>
/// Keeps requests and the mails that carry them to the clinic. When a call returns, what it did is on the disk, and so is its entry in
/// the audit trail. Who "by" names: the operating system's user that gave the command.
/// </summary>
public interface IRequestStore
{
    /// <summary>Creates or upgrades what the store needs, and checks that it is whole and that no published wording has changed.</summary>
    Task Open(IEnumerable<ConsentWording> published, CancellationToken cancel);

    /// <summary>One transaction: request, consents, outbox rows. A submission kept before gives its first reference and writes nothing.</summary>
    Task<RequestReference> Keep(SealedRequest request, CancellationToken cancel);

    /// <summary>
    /// Other answers under a submission kept before: they take the place of the first ones as long as nobody tried to mail these, and later go
    /// out as a correction, three at most. Consents are added. <paramref name="seal"/> is given the number of the correction, or 0.
    /// </summary>
    Task<CorrectionResult> Correct(CorrectedAnswers answers, Func<int, SealedPayload> seal, CancellationToken cancel);

    Task<RequestReference?> ReferenceOf(SubmissionId id, CancellationToken cancel);

    Task<RequestStatus?> StatusOf(SubmissionId id, CancellationToken cancel);

    /// <summary>Erases the payload, stops its mail and queues a notice to the clinic. False when there is no such request; twice is once.</summary>
    Task<bool> Withdraw(SubmissionId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Erases the payload and stops its mail; the clinic, who asked for it, is not told. False when the reference is not known; twice is once.</summary>
    Task<bool> Erase(RequestReference reference, string by, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Queues one mail for the suspected requests that no digest has listed, each with a new token that releases it. False when there are none.</summary>
    Task<bool> QueueDigest(DateOnly day, DateTimeOffset now, Func<IReadOnlyList<SuspectedRequest>, SealedPayload> write, CancellationToken cancel);

    /// <summary>Queues the day's mail of counts. False when it was queued before, or an earlier one still waits.</summary>
    Task<bool> QueueHeartbeat(DateOnly day, DateTimeOffset now, Func<DayCounts, SealedPayload> write, CancellationToken cancel);

    /// <summary>Queues the week's mail of texts to be reviewed. False when it was queued before, or an earlier one still waits.</summary>
    Task<bool> QueueReviewsDue(DateOnly monday, DateTimeOffset now, SealedPayload list, CancellationToken cancel);

    /// <summary>Queues a mail that names a request which could not be mailed; twice is once.</summary>
    Task QueueStalledNotice(OutboxItem item, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Makes every waiting mail due, since what it waited for is over; but not one whose last attempt had no clear answer. Tells how many.</summary>
    Task<int> ReleaseWaiting(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Mails a suspected, stalled or lost request after all. False when the reference is not known or its words are erased.</summary>
    Task<bool> Release(RequestReference reference, string by, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Mails a held request after all, for who pressed the button behind its link in the daily list: once, and within seven days. False when it was not held.</summary>
    Task<bool> ReleaseHeld(ReleaseToken token, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Null for a token that is in no list.</summary>
    Task<HeldRequest?> HeldRequest(ReleaseToken token, CancellationToken cancel);

    /// <summary>Takes the next due mail and marks it as being sent until <paramref name="leaseUntil"/>; one found in that state after its lease had no clear answer.</summary>
    Task<OutboxItem?> Claim(MailLane lane, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel);

    /// <summary>Whether the mail is still this program's to send: asked last, before the server is given what it would take the mail at.</summary>
    Task<bool> IsOurs(OutboxItem item, CancellationToken cancel);

    /// <summary>
    /// Says that this program lives, and ends the leases of programs that do not: what they were sending is due, without a clear answer.
    /// Tells how many mails these were.
    /// </summary>
    Task<int> EndLeasesOfTheDead(DateTimeOffset now, CancellationToken cancel);

    Task Delivered(OutboxItem item, DateTimeOffset at, CancellationToken cancel);

    Task TryLater(OutboxItem item, DateTimeOffset at, DateTimeOffset due, string reason, bool unknown, CancellationToken cancel);

    Task Stall(OutboxItem item, DateTimeOffset at, string reason, CancellationToken cancel);

    /// <summary>Newest first; no word of a request.</summary>
    Task<IReadOnlyList<ListedRequest>> List(CancellationToken cancel);

    /// <summary>What one person told, for a reader who is written down first. Null when the reference is not known or its words are erased.</summary>
    Task<SealedPayload?> Read(RequestReference reference, string by, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Every request, oldest first, a page at a time so that the running site is not held up; the reader is written down first.</summary>
    IAsyncEnumerable<StoredRequest> Export(string by, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Erases what is past its time, never a waiting or stalled request, and leaves a receipt with counts in the audit trail: each time it erased something, and once a day.</summary>
    Task<Purged> Purge(KeepUntil limits, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Writes down what no other call here does.</summary>
    Task Tell(AuditEntry entry, CancellationToken cancel);

    /// <summary>The audit trail, oldest first, a page at a time.</summary>
    IAsyncEnumerable<AuditEntry> Told(CancellationToken cancel);

    /// <summary>Whether each entry of the audit trail is as it was written, and none is missing.</summary>
    Task<AuditVerdict> VerifyAudit(CancellationToken cancel);

    /// <summary>The last good version of each content file, without its bytes.</summary>
    Task<IReadOnlyList<KeptContentFile>> KeptContent(CancellationToken cancel);

    /// <summary>Null when no version of this file is kept.</summary>
    Task<byte[]?> KeptBytes(string path, CancellationToken cancel);

    /// <summary>Keeps new versions, and notes since when which files cannot be used.</summary>
    Task KeepContent(ContentChanges changes, DateTimeOffset at, CancellationToken cancel);

    /// <summary>A word that each key sealed once.</summary>
    Task<IReadOnlyList<KeySentinel>> KeySentinels(CancellationToken cancel);

    Task KeepSentinels(IReadOnlyList<KeySentinel> made, CancellationToken cancel);

    /// <summary>Forgets keys that a person says are lost for good.</summary>
    Task ForgetSentinels(IReadOnlyList<string> lost, string by, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Writes down which time it is, and tells since when the clock has gone steadily. When it was set, mails that waited by the old time are due.</summary>
    Task<DateTimeOffset> SightClock(ClockSighting sighting, CancellationToken cancel);

    /// <summary>A person says that the clock is right.</summary>
    Task ConfirmClock(string by, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Null when no program has looked at its clock yet.</summary>
    Task<ClockRecord?> ClockSeen(CancellationToken cancel);

    Task<QueueState> State(CancellationToken cancel);

    /// <summary>Commits as much as the largest request takes, and erases it: a write that is taken back need not find room.</summary>
    /// <exception cref="RequestNotKeptException">A request could not be kept just now.</exception>
    Task TryWriting(CancellationToken cancel);
}
