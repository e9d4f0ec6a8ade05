using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.Reviews;

/// <param name="Door">Which way the change may go.</param>
/// <param name="Result">Null where it waits for a review, or for the owner's reason; nothing was published then.</param>
public sealed record TextPublishResult(DoorAnswer Door, PublishResult? Result);

/// <summary>Publishes what somebody wrote, by the doors that are open to them.</summary>
public sealed class TextPublishing(TextDoors doors, CurrentText current, PastReview pastReview, ContentHistory history,
    ContentPublisher publisher)
{
    /// <summary>
    /// Who opens a text or a form publishes soon, so what is wrong on the site already is found out meanwhile.
    /// </summary>
    public void Prepare() => publisher.Prepare();

    /// <param name="reason">The owner's, for a medical text that nobody has signed.</param>
    /// <param name="alongside">What is written in the same transaction, or not at all.</param>
    public async Task<TextPublishResult> Publish(StaffPerson person, FileChange change, string reason,
        CancellationToken cancel,
        Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside = null)
    {
        var now = await current.Of(change.Path, cancel);
        var door = doors.For(change.Path, now.Bytes, change.Bytes, person.Roles);
        if (!person.Roles.May(StaffAction.EditSite)) return new(door, null);
        if (!now.IsWhat(change.Opened))
            return new(door, new PublishResult.ChangedMeanwhile(change.Path,
                await history.Newest(change.Path, cancel)));
        var recorded = change with { Opened = now.Recorded };
        if (door.PublishesAtOnce)
            return new(door, await publisher.Publish(new(person.Id, VersionCause.Published, [recorded]), alongside,
                cancel));
        return new(door, door.TakesReason && change.Bytes is not null && !string.IsNullOrWhiteSpace(reason)
            ? await pastReview.Publish(now, change.Bytes, person.Id, reason, cancel, alongside) : null);
    }
}
