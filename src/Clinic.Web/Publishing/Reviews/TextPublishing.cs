using Clinic.Web.Consultations.Storing;
using Clinic.Web.Publishing.Versions;
using Clinic.Web.Staff;

namespace Clinic.Web.Publishing.Reviews;

/// <param name="Door">Which way the change may go.</param>
/// <param name="Result">Null where it waits for a review, or for the owner's reason; nothing was published then.</param>
public sealed record TextPublishResult(DoorAnswer Door, PublishResult? Result);

/// <summary>Publishes what somebody wrote, by the doors that are open to them.</summary>
public sealed class TextPublishing(TextDoors doors, CurrentText current, PastReview pastReview, ContentPublisher publisher)
{
    /// <param name="reason">The owner's, for a medical text that nobody has signed.</param>
    /// <param name="alongside">What is written in the same transaction, or not at all.</param>
    public async Task<TextPublishResult> Publish(StaffPerson person, FileChange change, string reason, CancellationToken cancel,
        Func<SqlSession, IReadOnlyList<ContentVersion>, Task>? alongside = null)
    {
        var now = await current.Of(change.Path, cancel);
        var door = doors.For(change.Path, now.Bytes, change.Bytes, person.Roles);
        if (!person.Roles.May(StaffAction.EditSite)) return new(door, null);
        // What was changed meanwhile is told first; the doors are asked about what readers see.
        if (now.Sha256 != change.Opened || door.PublishesAtOnce)
            return new(door, await publisher.Publish(new(person.Id, VersionCause.Published, [change]), alongside, cancel));
        return new(door, door.TakesReason && change.Bytes is not null && !string.IsNullOrWhiteSpace(reason)
            ? await pastReview.Publish(change.Path, change.Opened, change.Bytes, person.Id, reason, cancel, alongside) : null);
    }
}
