using Clinic.Web.Consultations.Sealing;

namespace Clinic.Web.Consultations.Storing;

/// <summary>What a person agreed to, kept apart from what they told.</summary>
public sealed record ConsentGiven(string Purpose, string Channel, string Version, string Sha256, string Locale);

/// <summary>A request on its way into the store. A suspicion, in a word, keeps it from being mailed at once; a receipt is the sealed address it goes to.</summary>
public sealed record SealedRequest(SubmissionId Id, RequestReference Reference, DateTimeOffset Received, SealedPayload Payload, IReadOnlyList<ConsentGiven> Consents)
{
    public string? Suspicion { get; init; }

    public SealedPayload? Receipt { get; init; }
}

public enum MailKind
{
    /// <summary>The request itself, to the clinic.</summary>
    Request,
    /// <summary>"This person has withdrawn", to the clinic, by reference.</summary>
    Withdrawal,
    /// <summary>"We received your request", to the person who ticked for it.</summary>
    Receipt,
    /// <summary>The day's suspected requests, to the clinic, by reference.</summary>
    Digest,
    /// <summary>"The website lives", to the clinic, each day, with counts.</summary>
    Heartbeat,
    /// <summary>"This request could not be mailed", to the clinic, by reference.</summary>
    StalledNotice,
}

public enum OutboxState { Waiting, Sending, Delivered, Stalled, Cancelled }

/// <summary>One mail that is due. <see cref="Attempt"/> counts this one, from 1; <see cref="MayBeSecondCopy"/> after an attempt without a clear answer.</summary>
public sealed record OutboxItem(long Id, MailKind Kind, string Reference, DateTimeOffset Created, SealedPayload? Payload, string MessageId, int Attempt, bool MayBeSecondCopy, string Owner);

public sealed record QueueState(int Waiting, int Stalled, int Delivered, DateTimeOffset? OldestWaiting);

/// <summary>What the heartbeat counts: requests received in the last day and how many of them look like a machine's; requests that wait or stalled.</summary>
public sealed record DayCounts(int Received, int Suspected, int Waiting, int Stalled);

/// <summary>What the person's private page tells.</summary>
public sealed record RequestStatus(RequestReference Reference, DateTimeOffset Received, OutboxState? Mail, DateTimeOffset? Delivered, DateTimeOffset? Withdrawn, bool WasTried);

/// <summary>A suspected request as the digest lists it.</summary>
public sealed record SuspectedRequest(string Reference, DateTimeOffset Received, string Suspicion);

public sealed record ListedRequest(string Reference, DateTimeOffset Received, string Mail, string? Suspicion, bool IsErased);

/// <summary>Requests delivered before the first moment, suspected ones received before the second, and consents given before the third are erased.</summary>
public sealed record KeepUntil(DateTimeOffset Delivered, DateTimeOffset Suspected, DateTimeOffset Consent);

public sealed record Purged(int Requests, int Consents);

/// <summary>The request could not be kept, so nobody may be told that it was received.</summary>
public sealed class RequestNotKeptException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>Another request holds this reference; make a new one.</summary>
public sealed class ReferenceTakenException() : Exception("Another request holds this reference.");

/// <summary>Keeps requests and the mails that carry them to the clinic. When a call returns, what it did is on the disk.</summary>
public interface IRequestStore
{
    /// <summary>Creates or upgrades what the store needs, and checks that it is whole and that no published wording has changed.</summary>
    Task Open(IEnumerable<ConsentWording> published, CancellationToken cancel);

    /// <summary>One transaction: request, consents, outbox rows. A submission kept before gives its first reference and writes nothing.</summary>
    Task<RequestReference> Keep(SealedRequest request, CancellationToken cancel);

    Task<RequestReference?> ReferenceOf(SubmissionId id, CancellationToken cancel);

    Task<RequestStatus?> StatusOf(SubmissionId id, CancellationToken cancel);

    /// <summary>Erases the payload, stops its mail and queues a notice to the clinic. False when there is no such request; twice is once.</summary>
    Task<bool> Withdraw(SubmissionId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Queues one mail for the suspected requests that no digest has listed. False when there are none.</summary>
    Task<bool> QueueDigest(DateOnly day, DateTimeOffset now, Func<IReadOnlyList<SuspectedRequest>, SealedPayload> write, CancellationToken cancel);

    /// <summary>Queues the day's mail of counts. False when it was queued before, or an earlier one still waits.</summary>
    Task<bool> QueueHeartbeat(DateOnly day, DateTimeOffset now, Func<DayCounts, SealedPayload> write, CancellationToken cancel);

    /// <summary>Queues a mail that names a request which could not be mailed; twice is once.</summary>
    Task QueueStalledNotice(OutboxItem item, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Makes every waiting mail due, since what it waited for is over; but not one whose last attempt had no clear answer. Tells how many.</summary>
    Task<int> ReleaseWaiting(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Mails a suspected or stalled request after all. False when the reference is not known or its words are erased.</summary>
    Task<bool> Release(RequestReference reference, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Takes the next due mail and marks it as being sent until <paramref name="leaseUntil"/>; one found in that state after its lease had no clear answer.</summary>
    Task<OutboxItem?> Claim(DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancel);

    Task Delivered(OutboxItem item, DateTimeOffset at, CancellationToken cancel);

    Task TryLater(OutboxItem item, DateTimeOffset due, string reason, bool unknown, CancellationToken cancel);

    Task Stall(OutboxItem item, string reason, CancellationToken cancel);

    /// <summary>Newest first; no word of a request.</summary>
    Task<IReadOnlyList<ListedRequest>> List(CancellationToken cancel);

    /// <summary>Null when the reference is not known or its words are erased.</summary>
    Task<SealedPayload?> PayloadOf(RequestReference reference, CancellationToken cancel);

    /// <summary>Erases what is past its time, never a waiting or stalled request.</summary>
    Task<Purged> Purge(KeepUntil limits, CancellationToken cancel);

    Task<QueueState> State(CancellationToken cancel);

    /// <summary>Writes without changing anything.</summary>
    /// <exception cref="RequestNotKeptException">A request could not be kept just now.</exception>
    Task TryWriting(CancellationToken cancel);
}
